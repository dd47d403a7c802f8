import type { LiteralText } from './literal-text.ts'
import type { Token, TokenKind } from './token.ts'

/** Where the lexer is: in the code of a sequence (with its open braces), in a string, or in a heredoc. */
type Frame = CodeFrame | QuotedFrame | HeredocFrame
export type CodeFrame = { readonly kind: 'code'; braces: number }
export type QuotedFrame = { readonly kind: 'quoted' }
export type HeredocFrame = {
  readonly kind: 'heredoc'
  readonly tag: string
  /** `<<-`: the smallest indentation so far comes off every line. */
  readonly dedents: boolean
  indentation: number
  /** Indexes of the tokens with which its lines begin. */
  readonly lines: number[]
}

/** The lexer's position and what it found: only the functions of the lexer change it. */
export type Scan = {
  readonly text: string
  readonly tokens: Token[]
  readonly frames: Frame[]
  at: number
  line: number
}

/** Consumes `length` characters as one token. */
export const emit = (scan: Scan, kind: TokenKind, length: number): void =>
  emitAs(scan, kind, { decoded: scan.text.slice(scan.at, scan.at + length), length })

/** Consumes characters as one token that stands for another text. */
export function emitAs(scan: Scan, kind: TokenKind, { decoded, length }: LiteralText): void {
  const { at, line } = scan
  scan.tokens.push({ kind, text: decoded, start: at, end: at + length, line })
  skip(scan, length)
}

/** Consumes characters that mean nothing. */
export function skip(scan: Scan, length: number): void {
  const end = scan.at + length
  const skipped = scan.text.slice(scan.at, end)
  for (let at = skipped.indexOf('\n'); at !== -1; at = skipped.indexOf('\n', at + 1)) scan.line++
  scan.at = end
}

/** What a sticky pattern finds at a position. */
export function matchAt(text: string, at: number, sticky: RegExp): RegExpExecArray | null {
  sticky.lastIndex = at
  return sticky.exec(text)
}
