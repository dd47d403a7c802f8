/** Deeper keys take the line of what they are in. */
const MAX_DEPTH = 8

/** Where keys of a TOML document are written: the path of a key → its line, from 1. */
export type TomlLines = ReadonlyMap<string, number>

export const addressOf = (path: readonly (string | number)[]): string => path.join('\u0000')

/**
 * Finds the lines of tables and keys without understanding values: enough to point at a place in a document
 * that was parsed already. https://toml.io/en/v1.0.0
 */
export function tomlLines(text: string): TomlLines {
  const lines = new Map<string, number>()
  const counts = new Map<string, number>()
  let table: readonly (string | number)[] = []
  let open: string | null = null
  text.split('\n').forEach((line, index) => {
    if (open !== null) {
      if (line.includes(open)) open = null
      return
    }
    const header = /^[ \t]*(\[\[?)/.exec(line)
    if (header) table = tableOf(line.slice(header[0].length), header[1] === '[[', counts)
    const keys = header ? [] : keysOf(line)
    if (!header && keys.length === 0) return
    note(lines, [...table, ...keys], index + 1)
    open = header ? null : unclosed(line)
  })
  return lines
}

/** The first place of a key counts, also as a part of a longer one. */
function note(lines: Map<string, number>, path: readonly (string | number)[], line: number): void {
  for (let length = 1; length <= Math.min(path.length, MAX_DEPTH); length++) {
    const address = addressOf(path.slice(0, length))
    if (!lines.has(address)) lines.set(address, line)
  }
}

/** `[a.b]`; `[[a.b]]` is the next element of a list, and what follows is inside its last element. */
function tableOf(
  written: string,
  isElement: boolean,
  counts: Map<string, number>,
): readonly (string | number)[] {
  const path: (string | number)[] = []
  const keys = keysOf(written)
  keys.forEach((key, index) => {
    path.push(key)
    const address = addressOf(path)
    const count = counts.get(address)
    if (isElement && index === keys.length - 1) {
      counts.set(address, (count ?? 0) + 1)
      path.push(count ?? 0)
    } else if (count !== undefined) path.push(count - 1)
  })
  return path
}

const KEY = /[ \t]*(?:([\w-]+)|"([^"\\\n]*)"|'([^'\n]*)')[ \t]*([.=\]])/y

/** The parts of `a."b c".d =` or of a table's name; none when the line begins with something else. */
function keysOf(line: string): readonly string[] {
  const keys: string[] = []
  KEY.lastIndex = 0
  while (keys.length < MAX_DEPTH) {
    const [, bare, double, single, end] = KEY.exec(line) ?? []
    if (end === undefined) return []
    keys.push(bare ?? double ?? single ?? '')
    if (end !== '.') return keys
  }
  return keys
}

/** The quotes of a text that goes on in the next line. */
function unclosed(line: string): string | null {
  const quotes = ['"""', "'''"].find(each => line.split(each).length % 2 === 0)
  return quotes ?? null
}
