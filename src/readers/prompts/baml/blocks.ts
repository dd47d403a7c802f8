import type { Token } from './tokens.ts'

/** A value of a block: `model "gpt-4o"`, `strategy [A, B]`, `options {…}`. Lists and blocks are read on demand. */
export type Value = { readonly first: number; readonly last: number }

/** The tokens of a file, and for each opening bracket where it closes. */
export type Blocks = {
  readonly source: string
  readonly tokens: readonly Token[]
  readonly closing: ReadonlyMap<number, number>
  /** The line of a bracket without its other half. */
  readonly unclosed: number | null
}

export type Declaration = {
  readonly keyword: string
  readonly name: string
  readonly line: number
  /** Index of the name, of the `{`, and of its `}`. */
  readonly nameAt: number
  readonly open: number
  readonly close: number
}

const BRACKETS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' }

export function blocksOf(source: string, tokens: readonly Token[]): Blocks {
  const closing = new Map<number, number>()
  const open: { readonly index: number; readonly token: Token }[] = []
  const lone: Token[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'sign') continue
    if (token.text in BRACKETS) open.push({ index, token })
    if (!CLOSERS.has(token.text)) continue
    const last = open.at(-1)
    if (last === undefined || BRACKETS[last.token.text] !== token.text) {
      lone.push(token)
      continue
    }
    closing.set(last.index, index)
    open.pop()
  }
  const [first] = [...lone, ...open.map(({ token }) => token)]
  return { source, tokens, closing, unclosed: first === undefined ? null : first.line }
}

const CLOSERS = new Set(Object.values(BRACKETS))
const KEYWORDS = new Set(['client', 'retry_policy', 'function', 'class', 'enum', 'test'])

/** Whatever is declared at the top of the file, with a name and a block. */
export function declarationsOf(blocks: Blocks): readonly Declaration[] {
  const { tokens, closing } = blocks
  const found: Declaration[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    const declared =
      token?.kind === 'word' && KEYWORDS.has(token.text) ? declarationAt(blocks, token, at) : null
    if (declared !== null) found.push(declared)
    at = declared?.close ?? closing.get(at) ?? at
  }
  return found
}

function declarationAt({ tokens, closing }: Blocks, { text: keyword, line }: Token, at: number) {
  // `client<llm> Name`
  const nameAt = tokens[at + 1]?.text === '<' ? at + 4 : at + 1
  let open = nameAt + 1
  while (open < tokens.length && tokens[open]?.text !== '{') open = (closing.get(open) ?? open) + 1
  const name = tokens[nameAt]
  const close = closing.get(open)
  if (name?.kind !== 'word' || close === undefined) return null
  return { keyword, name: name.text, line, nameAt, open, close }
}

/** The fields between two brackets: a key, and the value after it. */
export function fieldsOf(blocks: Blocks, open: number, close: number): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>()
  for (let at = open + 1; at < close;) {
    const key = blocks.tokens[at]
    const value = key?.kind === 'sign' ? null : valueAt(blocks, at + 1, close)
    if (key !== undefined && value !== null && !fields.has(key.text)) fields.set(key.text, value)
    at = value === null ? (blocks.closing.get(at) ?? at) + 1 : value.last + 1
  }
  return fields
}

export function valueAt({ tokens, closing }: Blocks, from: number, close: number): Value | null {
  const first = tokens[from]?.text === ':' || tokens[from]?.text === '=' ? from + 1 : from
  return first >= close ? null : { first, last: closing.get(first) ?? first }
}

export const fieldsIn = (blocks: Blocks, value: Value | undefined): ReadonlyMap<string, Value> =>
  value !== undefined && blocks.tokens[value.first]?.text === '{'
    ? fieldsOf(blocks, value.first, value.last)
    : new Map()

/** The words and strings of `[A, "openai/gpt-4o"]`. */
export const itemsIn = ({ tokens }: Blocks, value: Value | undefined): readonly Token[] =>
  value === undefined || tokens[value.first]?.text !== '['
    ? []
    : tokens.slice(value.first + 1, value.last).filter(({ kind }) => kind !== 'sign')

/** A word or string; null for a list or block. */
export function scalarIn({ tokens }: Blocks, value: Value | undefined): Token | null {
  const token = value === undefined ? undefined : tokens[value.first]
  return token === undefined || token.kind === 'sign' ? null : token
}

/** A value as written, on one line; a string without its quotes. */
export function sourceOf({ source, tokens }: Blocks, value: Value): string {
  const first = tokens[value.first]
  const last = tokens[value.last]
  if (first === undefined || last === undefined) return ''
  return first.kind === 'text' ? first.text : source.slice(first.offset, last.end).replaceAll(/\s+/g, ' ')
}
