/**
 * The words of one argument: itself, or of a shell script (`sh -c "vllm serve …"`) each of its words. Quotes are
 * taken off, line continuations and operators separate, and `$NAME`, `${NAME}`, `${NAME:-default}` and
 * Kubernetes' `$(NAME)` become the value where `environment` or a default has one. Nothing is executed.
 */
export function shellWords(text: string, environment: ReadonlyMap<string, string>): readonly string[] {
  return wordsOf(text, 0)
    .map(word => replaced(word, environment))
    .filter(word => word !== '')
}

/** The word behind `-c` is a script itself. */
function wordsOf(text: string, depth: number): readonly string[] {
  if (!/\s/.test(text.trim())) return [bare(text)]
  const pieces = text.replaceAll(/\\\r?\n/g, ' ').match(WORD) ?? []
  return pieces.flatMap((piece, index) => {
    const isScript = depth < 3 && /^-\w*c$/.test(pieces[index - 1] ?? '')
    return isScript ? wordsOf(bare(piece), depth + 1) : [bare(piece)]
  })
}

/** Quoted text is one word, together with what it touches: `--model="a b"`. */
const WORD = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s;|&"'])+/gs

const bare = (word: string): string => word.replaceAll(/["']/g, '')

const BRACED = /\$\{(\w{1,100})(?::?-([^{}]*))?\}/g
const PLAIN = /\$\(?(\w{1,100})\)?/g

const replaced = (word: string, environment: ReadonlyMap<string, string>): string =>
  word
    .replaceAll(
      BRACED,
      (written, name: string, standing?: string) => environment.get(name) ?? standing ?? written,
    )
    .replaceAll(PLAIN, (written, name: string) => environment.get(name) ?? written)
