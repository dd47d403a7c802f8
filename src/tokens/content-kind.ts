/** What a text is made of: vocabularies differ in what they are good at. */
export type ContentKind = 'prose' | 'code' | 'json' | 'cjk'

/**
 * Judged by the first 8,192 characters: CJK from a fifth of the visible characters; else JSON or code when
 * lines that look like it hold half of the text; else prose.
 */
export function contentKindOf(text: string): ContentKind {
  const sample = text.slice(0, SAMPLE)
  const visible = sample.replaceAll(/\s/gu, '').length
  if (visible === 0) return 'prose'
  if (charactersOf(sample.match(CJK)) / visible >= 0.2) return 'cjk'
  const lines = sample.split('\n').map(line => line.trim())
  const half = charactersOf(lines) / 2
  if (charactersOf(lines.filter(line => JSON_LINE.test(line))) >= half) return 'json'
  const code = lines.filter(line => CODE_LINES.some(looks => looks.test(line)))
  return charactersOf(code) >= half ? 'code' : 'prose'
}

const SAMPLE = 8192

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu

/** `{"a":…`, `[12,…`, `"key": …`, `"item",`, `12,` and lone brackets. */
const JSON_LINE = /^(?:[[{]{1,9}\s*"|\[{1,9}\s*-?\d[\d.]*\s*,|"[^"]*"\s*(?::|,?$)|-?\d[\d.]*,?$|[[\]{}]+,?$)/u

const CODE_LINES = [
  /(?:[;{]|(?:^|[^}])\}|=>)$/u,
  /^(?:[})\]]|\/\/|\/\*|<\/?[a-z])/u,
  /^(?:import|from|export|const|let|var|function|def|class|return|if|elif|else|for|while)\b.*[\w)\]}:,'"]$/u,
  /^(?:public|private|static|async|await|#include|package|fn|func|type|interface|SELECT|FROM|WHERE)\b/u,
  /^[\w.[\]]+ ?[+:]?= ?\S/u,
  /^[\w.]+\(.*\)$/u,
]

const charactersOf = (texts: readonly string[] | null) =>
  (texts ?? []).reduce((total, text) => total + text.length, 0)
