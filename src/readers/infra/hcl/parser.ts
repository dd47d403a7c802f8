import type { Attribute, Block, Body, Expression, Problem } from './ast.ts'
import {
  accept,
  expectSymbol,
  fail,
  isSymbol,
  isWord,
  nested,
  next,
  peek,
  peekSecond,
  spanFrom,
} from './cursor.ts'
import type { Cursor } from './cursor.ts'
import { expression } from './expression.ts'
import { tokenize } from './lexer.ts'
import type { Token } from './token.ts'

export type HclFile = { readonly body: Body; readonly problems: readonly Problem[] }

const MAX_CHARACTERS = 2_000_000
const MAX_PROBLEMS = 20

/**
 * Reads a file in HCL's native syntax. What cannot be read is left out and named in `problems`: reading
 * goes on at the next line, or at the next block of a Terraform file that starts in the first column.
 */
export function parseHcl(text: string): HclFile {
  if (text.length > MAX_CHARACTERS) return { body: LOST, problems: [tooLarge] }
  const cursor: Cursor = { tokens: tokenize(text), at: 0, depth: 0, newlines: true, problem: null }
  const problems: Problem[] = []
  const body = parseBody({ cursor, problems, text })
  return { body, problems }
}

/** Reads one expression and nothing else: the type of a variable, a file in HCL's JSON syntax. */
export function parseValue(text: string): { readonly value: Expression; readonly problem: Problem | null } {
  if (text.length > MAX_CHARACTERS) return { value: INVALID, problem: tooLarge }
  const cursor: Cursor = { tokens: tokenize(text), at: 0, depth: 0, newlines: false, problem: null }
  const value = expression(cursor)
  if (peek(cursor).kind !== 'end') fail(cursor, 'the end')
  return { value: cursor.problem ? INVALID : value, problem: cursor.problem }
}

const INVALID: Expression = { kind: 'invalid', span: { start: 0, end: 0, line: 1 } }
const tooLarge: Problem = { message: `larger than ${MAX_CHARACTERS / 1e6} million characters`, line: 1 }

const LOST: Body = { attributes: [], blocks: [], damaged: true }

type Parsing = { readonly cursor: Cursor; readonly problems: Problem[]; readonly text: string }

/** Attributes and blocks up to the `}` of this body, or the end. */
function parseBody(parsing: Parsing): Body {
  const { cursor, problems } = parsing
  const attributes: Attribute[] = []
  const blocks: Block[] = []
  const names = new Set<string>()
  let damaged = false
  while (!endsBody(parsing)) {
    if (peek(cursor).kind === 'newline') {
      next(cursor)
      continue
    }
    const item = parseItem(parsing)
    if (item !== null && 'value' in item && names.has(item.name))
      cursor.problem = { message: `"${item.name}" is set twice`, line: item.span.line }
    if (cursor.problem) {
      if (problems.length < MAX_PROBLEMS) problems.push(cursor.problem)
      cursor.problem = null
      damaged = true
      resynchronize(parsing)
    }
    if (item === null) continue
    if ('value' in item) {
      attributes.push(item)
      names.add(item.name)
    } else blocks.push(item)
  }
  return { attributes, blocks, damaged }
}

function endsBody(parsing: Parsing): boolean {
  const token = peek(parsing.cursor)
  if (token.kind === 'end') return true
  if (parsing.cursor.depth === 0) return false
  return isSymbol(token, '}') || startsTopLevelBlock(parsing)
}

function parseItem(parsing: Parsing): Attribute | Block | null {
  const { cursor } = parsing
  const first = peek(cursor)
  if (first.kind === 'template') return parseAttribute(cursor)
  if (first.kind === 'identifier')
    return isSymbol(peekSecond(cursor), '=') ? parseAttribute(cursor) : parseBlock(parsing)
  fail(cursor, 'an attribute or a block')
  return null
}

/** The name may be quoted, as it was usual before Terraform 0.12. */
function parseAttribute(cursor: Cursor): Attribute | null {
  const start = peek(cursor)
  const name = parseLabel(cursor)
  expectSymbol(cursor, '=')
  const value = expression(cursor)
  const after = peek(cursor)
  const ends = after.kind === 'newline' || after.kind === 'end' || isSymbol(after, '}')
  if (!ends) fail(cursor, 'the end of the line')
  return cursor.problem ? null : { name, value, span: spanFrom(cursor, start) }
}

function parseBlock(parsing: Parsing): Block | null {
  const { cursor } = parsing
  const type = next(cursor)
  const labels: string[] = []
  while (peek(cursor).kind === 'identifier' || peek(cursor).kind === 'template')
    labels.push(parseLabel(cursor))
  if (!isSymbol(peek(cursor), '{')) {
    fail(cursor, `"{" or "=" after "${type.text.slice(0, 30)}"`)
    return null
  }
  next(cursor)
  const body = nested(cursor, true, () => parseBody(parsing))
  if (!cursor.problem && !accept(cursor, '}')) fail(cursor, `the "}" of the block in line ${type.line}`)
  const damaged = body.damaged || cursor.problem !== null
  return { type: type.text, labels, body: { ...body, damaged }, span: spanFrom(cursor, type) }
}

function parseLabel(cursor: Cursor): string {
  const label = next(cursor)
  if (label.kind === 'identifier') return label.text
  const text = peek(cursor).kind === 'text' ? next(cursor).text : ''
  if (peek(cursor).kind === 'template-end') next(cursor)
  else fail(cursor, 'a label in plain quotes')
  return text
}

const TOP_LEVEL = ['resource', 'data', 'module', 'variable', 'output', 'provider', 'locals', 'terraform']

/** A block that can only stand at the top level, in the first column: an enclosing `}` was forgotten. */
function startsTopLevelBlock({ cursor, text }: Parsing): boolean {
  const token = peek(cursor)
  const second = peekSecond(cursor)
  if (token.start > 0 && text[token.start - 1] !== '\n') return false
  if (!TOP_LEVEL.some(type => isWord(token, type))) return false
  return second.kind === 'template' || isSymbol(second, '{')
}

/** Skips the rest of a damaged item: up to a line end or `}` outside of its brackets. */
function resynchronize(parsing: Parsing): void {
  const { cursor } = parsing
  for (let open = 0; peek(cursor).kind !== 'end'; next(cursor)) {
    const token = peek(cursor)
    if (startsTopLevelBlock(parsing)) return
    const closes = cursor.depth > 0 && isSymbol(token, '}')
    if (open <= 0 && (token.kind === 'newline' || closes)) return
    open += nestingOf(token)
  }
}

const OPENING = new Set(['(', '[', '{'])
const CLOSING = new Set([')', ']', '}'])

function nestingOf(token: Token): number {
  if (token.kind === 'interpolation' || token.kind === 'directive') return 1
  if (token.kind === 'sequence-end') return -1
  if (token.kind !== 'symbol') return 0
  return OPENING.has(token.text) ? 1 : CLOSING.has(token.text) ? -1 : 0
}
