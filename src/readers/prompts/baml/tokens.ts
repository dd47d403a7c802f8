export type Token = {
  readonly kind: 'word' | 'text' | 'sign'
  /** A word or sign as written; a string without its quotes. */
  readonly text: string
  /** Counted from 1. */
  readonly line: number
  /** Where it begins and ends, in characters of the file. */
  readonly offset: number
  readonly end: number
  /** For a block string (`#"…"#`), the line on which its content begins: each of its lines is one of the file. */
  readonly blockLine: number | null
}

export type Tokens = {
  readonly tokens: readonly Token[]
  /** The line of a string that never ends: nothing after it can be read. */
  readonly unclosed: number | null
}

/** Cuts a BAML file into words, strings and signs, without comments. Linear. */
export function tokensOf(source: string): Tokens {
  const tokens: Token[] = []
  let line = 1
  for (let offset = 0; offset < source.length;) {
    const piece = pieceAt(source, offset)
    if (piece === null) return { tokens, unclosed: line }
    const { kind, text, end, blankLines } = piece
    if (kind !== 'blank')
      tokens.push({
        kind,
        text,
        line,
        offset,
        end,
        blockLine: blankLines === null ? null : line + blankLines,
      })
    if (kind === 'blank' || kind === 'text') line += source.slice(offset, end).split('\n').length - 1
    offset = end
  }
  return { tokens, unclosed: null }
}

type Piece = {
  readonly kind: Token['kind'] | 'blank'
  readonly text: string
  readonly end: number
  /** Of a block string, the lines before its content. */
  readonly blankLines: number | null
}

/** Null where a string begins that never ends. */
function pieceAt(source: string, at: number): Piece | null {
  const blank = sticky(BLANK, source, at)
  if (blank !== null) return piece('blank', '', at + blank.length)
  const fence = sticky(FENCE, source, at)
  if (fence !== null) return blockString(source, at, fence)
  if (source[at] === '"') return quoted(source, at)
  const word = sticky(WORD, source, at)
  return word === null ? piece('sign', source.charAt(at), at + 1) : piece('word', word, at + word.length)
}

const BLANK = /\s+|\/\/[^\n]*/y
const FENCE = /#{1,20}"/y
const WORD = /[^\s{}[\]()<>,|?@"#:=]+/y

function sticky(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0] ?? null
}

const piece = (kind: Piece['kind'], text: string, end: number): Piece => ({
  kind,
  text,
  end,
  blankLines: null,
})

function quoted(source: string, at: number): Piece | null {
  let end = at + 1
  while (end < source.length && source[end] !== '"') end += source[end] === '\\' ? 2 : 1
  if (end >= source.length) return null
  const text = source.slice(at + 1, end)
  return piece('text', text.replaceAll('\\n', '\n').replaceAll(/\\(["\\])/g, '$1'), end + 1)
}

/** A block string is sent without its common indentation and the blank lines around it. */
function blockString(source: string, at: number, fence: string): Piece | null {
  const start = at + fence.length
  const close = `"${'#'.repeat(fence.length - 1)}`
  const end = source.indexOf(close, start)
  if (end === -1) return null
  const lines = source.slice(start, end).split('\n')
  const first = Math.max(0, lines.findIndex(isFilled))
  const content = lines.slice(first)
  const indented = first === 0 ? content.slice(1) : content
  const indent = indented.filter(isFilled).reduce((least, line) => Math.min(least, indentOf(line)), Infinity)
  const text = content.map(line => line.slice(Math.min(indent, indentOf(line)))).join('\n')
  return { ...piece('text', text.trim(), end + close.length), blankLines: first }
}

const isFilled = (line: string): boolean => line.trim() !== ''
const indentOf = (line: string): number => line.length - line.trimStart().length
