import { emit, emitAs, matchAt, skip } from './scan.ts'
import type { CodeFrame, Scan } from './scan.ts'
import { lexTemplate } from './template-lexer.ts'
import type { Token, TokenKind } from './token.ts'

/** Tokens of HCL's native syntax, the last one `end`. Linear in the text, whatever it holds. */
export function tokenize(text: string): readonly Token[] {
  const scan: Scan = { text, tokens: [], frames: [], at: 0, line: 1 }
  while (scan.at < text.length) {
    const frame = scan.frames.at(-1)
    if (frame === undefined || frame.kind === 'code') lexCode(scan, frame)
    else lexTemplate(scan, frame)
  }
  if (scan.frames.length > 0) invalid(scan, 0, 'a string, heredoc or ${ that is never closed')
  emitAs(scan, 'end', { decoded: 'the end of the file', length: 0 })
  return scan.tokens
}

const SKIPPED = /(?:[ \t\r\uFEFF]+|(?:#|\/\/)[^\n]*)+/y

function lexCode(scan: Scan, frame: CodeFrame | undefined): void {
  const skipped = matchAt(scan.text, scan.at, SKIPPED)
  if (skipped) skip(scan, skipped[0].length)
  else if (scan.text.startsWith('/*', scan.at)) lexBlockComment(scan)
  else if (frame !== undefined && closesSequence(scan, frame)) {
    emit(scan, 'sequence-end', scan.text[scan.at] === '~' ? 2 : 1)
    scan.frames.pop()
  } else lexToken(scan)
}

function lexBlockComment(scan: Scan): void {
  const end = scan.text.indexOf('*/', scan.at + 2)
  if (end === -1) invalid(scan, scan.text.length - scan.at, 'a comment that is never closed')
  else skip(scan, end + 2 - scan.at)
}

/** Is this the `}` that belongs to `${` or `%{`, not to an object inside? */
function closesSequence({ text, at }: Scan, frame: CodeFrame): boolean {
  if (text.startsWith('~}', at) && frame.braces === 0) return true
  if (text[at] === '{') frame.braces++
  if (text[at] !== '}') return false
  frame.braces--
  return frame.braces < 0
}

const HEREDOC = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t\r]*\n/uy
const TOKENS: readonly (readonly [TokenKind, RegExp])[] = [
  // The usual names first: Unicode's classes take long to compile.
  ['identifier', /[A-Za-z_][A-Za-z0-9_-]*(?![^\0-\x7f])/y],
  ['newline', /\n/y],
  ['number', /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y],
  ['symbol', /\.\.\.|&&|\|\||==|!=|<=|>=|=>|::|[-+*/%!<>=?:,.()[\]{}]/y],
  ['identifier', /[\p{ID_Start}_][\p{ID_Continue}-]*/uy],
]

function lexToken(scan: Scan): void {
  if (scan.text[scan.at] === '"') {
    emit(scan, 'template', 1)
    scan.frames.push({ kind: 'quoted' })
    return
  }
  const heredoc = scan.text.startsWith('<<', scan.at) ? matchAt(scan.text, scan.at, HEREDOC) : null
  if (heredoc) return openHeredoc(scan, heredoc)
  for (const [kind, pattern] of TOKENS) {
    const found = matchAt(scan.text, scan.at, pattern)
    if (found) return emit(scan, kind, found[0].length)
  }
  const odd = String.fromCodePoint(scan.text.codePointAt(scan.at) ?? 0)
  invalid(scan, odd.length, `the character ${JSON.stringify(odd)}`)
}

function openHeredoc(scan: Scan, [opening, dash, tag = '']: RegExpExecArray): void {
  emit(scan, 'template', opening.length)
  const indentation = Number.MAX_SAFE_INTEGER
  scan.frames.push({ kind: 'heredoc', tag, dedents: dash === '-', indentation, lines: [] })
}

const invalid = (scan: Scan, length: number, decoded: string): void =>
  emitAs(scan, 'invalid', { decoded, length })
