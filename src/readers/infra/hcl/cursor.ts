import type { Expression, Problem, Span } from './ast.ts'
import type { Token } from './token.ts'

/** Deeper nesting than this is refused: nobody writes it, and it would exhaust the stack. */
const MAX_DEPTH = 100

/**
 * Where the parser is. After a problem every look at the tokens sees the end of the file, so that all
 * parsing functions return at once; the body that called them clears the problem and goes on after it.
 */
export type Cursor = {
  readonly tokens: readonly Token[]
  at: number
  depth: number
  /** Newlines end something here (bodies, objects); elsewhere they are white space. */
  newlines: boolean
  problem: Problem | null
}

/** Handed down, because expressions hold templates and collections that hold expressions. */
export type Parse = (cursor: Cursor) => Expression

const END: Token = { kind: 'end', text: 'the end of the file', start: 0, end: 0, line: 1 }

export function peek(cursor: Cursor): Token {
  if (cursor.problem) return END
  while (!cursor.newlines && cursor.tokens[cursor.at]?.kind === 'newline') cursor.at++
  return cursor.tokens[cursor.at] ?? END
}

/** The token after the next one. */
export function peekSecond(cursor: Cursor): Token {
  peek(cursor)
  return cursor.problem ? END : (cursor.tokens[cursor.at + 1] ?? END)
}

export function next(cursor: Cursor): Token {
  const token = peek(cursor)
  if (token.kind !== 'end') cursor.at++
  return token
}

export const isSymbol = (token: Token, symbol: string): boolean =>
  token.kind === 'symbol' && token.text === symbol

export const isWord = (token: Token, word: string): boolean =>
  token.kind === 'identifier' && token.text === word

/** Consumes the symbol if it comes next. */
export function accept(cursor: Cursor, symbol: string): boolean {
  const found = isSymbol(peek(cursor), symbol)
  if (found) cursor.at++
  return found
}

export function expectSymbol(cursor: Cursor, symbol: string): void {
  if (!accept(cursor, symbol)) fail(cursor, `"${symbol}"`)
}

/** The text of the identifier that has to come next. */
export function expectName(cursor: Cursor, what: string): string {
  const token = peek(cursor)
  if (token.kind === 'identifier') return next(cursor).text
  fail(cursor, what)
  return ''
}

/** Only the first problem counts; what follows from it is silent. */
export function fail(cursor: Cursor, expected: string): void {
  const { line } = peek(cursor)
  cursor.problem ??= { message: `expected ${expected}, found ${described(peek(cursor))}`, line }
}

/** Runs one level deeper. */
export function nested<Result>(cursor: Cursor, newlines: boolean, parse: () => Result): Result {
  const outer = cursor.newlines
  if (cursor.depth >= MAX_DEPTH && !cursor.problem)
    cursor.problem = { message: `nested more than ${MAX_DEPTH} levels deep`, line: peek(cursor).line }
  cursor.depth++
  cursor.newlines = newlines
  const result = parse()
  cursor.newlines = outer
  cursor.depth--
  return result
}

/** From a token to the last consumed one. */
export function spanFrom(cursor: Cursor, { start, line }: Pick<Token, 'start' | 'line'>): Span {
  return { start, line, end: Math.max(start, cursor.tokens[cursor.at - 1]?.end ?? start) }
}

function described(token: Token): string {
  if (token.kind === 'newline') return 'the end of the line'
  if (token.kind === 'end' || token.kind === 'invalid') return token.text
  return `"${token.text.length > 30 ? `${token.text.slice(0, 30)}…` : token.text}"`
}
