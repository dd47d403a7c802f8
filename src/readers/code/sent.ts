import type { PromptMessage, PromptPart } from '../../model/fact.ts'
import { chunksIn } from './chunks.ts'
import { dotted, entryOf, type Expression } from './module.ts'
import type { Reading } from './names.ts'

/** What a call sends, as messages. What the code decides at run time is a variable, never a guess. */
export function messagesOf(sent: Expression, at: Reading, role = 'user'): readonly PromptMessage[] {
  const value = at.names.meaning(sent, at.scope)
  if (value.kind !== 'list') return [{ role, parts: partsOf(sent, at) }]
  return value.items.map(item => messageOf(at.names.meaning(item, at.scope), at, role))
}

function messageOf(item: Expression, at: Reading, role: string): PromptMessage {
  if (item.kind !== 'object') return { role, parts: partsOf(item, at) }
  const written = entryOf(item.entries, ['role'])?.value
  const content = entryOf(item.entries, ['content', 'parts', 'text'])?.value
  const own = written?.kind === 'text' && typeof written.parts[0] === 'string' ? written.parts[0] : role
  return { role: own, parts: content === undefined ? [variable(item, 'message')] : partsOf(content, at) }
}

const DEEPEST_PART = 6

/** The parts of a text: fixed, variable, or another file of the tree. */
export function partsOf(expression: Expression, at: Reading, depth = 0): readonly PromptPart[] {
  const open = [variable(expression, 'value')]
  if (depth > DEEPEST_PART) return open
  const inner = (part: Expression) => partsOf(part, at, depth + 1)
  const value = at.names.meaning(expression, at.scope)
  if (value.kind === 'text')
    return value.parts.flatMap(part => (typeof part === 'string' ? fixed(part, value.line) : inner(part)))
  if (value.kind === 'sum') return value.terms.flatMap(inner)
  if (value.kind === 'list') return value.items.flatMap(inner)
  if (value.kind === 'object') return objectParts(value, inner) ?? open
  if (value.kind === 'call') return callParts(value, at, depth)
  const constant = at.names.imported(value, at.scope)
  if (constant !== null) return [{ kind: 'include', path: `const:${constant}`, line: value.line }]
  return (value.kind === 'other' ? fileIn(value.source, value.line) : null) ?? open
}

const fixed = (text: string, line: number): readonly PromptPart[] => [{ kind: 'text', text, line }]

/** A part of a message: `{ type: 'text', text }`, `{ type: 'image_url', … }`. */
function objectParts(
  value: Expression & { kind: 'object' },
  inner: (part: Expression) => readonly PromptPart[],
): readonly PromptPart[] | null {
  const text = entryOf(value.entries, ['text', 'content', 'input_text'])?.value
  if (text !== undefined) return inner(text)
  const isImage = value.entries.some(({ key }) => key.includes('image'))
  return isImage ? [{ kind: 'media', media: 'image', line: value.line }] : null
}

/** Calls that give back the text that they stand on, about as long as it was. */
const SAME_TEXT = /^(?:format|strip|trim|rstrip|lstrip|replace|replaceAll|encode|decode|toString|dedent)$/u
const FILES = /\b(?:prompts?|templates?)\b|\.(?:txt|md|j2|jinja2?|hbs|mustache|prompt|tmpl)$/u

function callParts(call: Expression & { kind: 'call' }, at: Reading, depth: number): readonly PromptPart[] {
  const { callee, args } = call
  const path = pathRead(call)
  if (path !== null) return [{ kind: 'include', path, line: call.line }]
  // Retrieved pieces are counted as such.
  if (chunksIn(call, at) !== null) return []
  if (callee.kind === 'member' && SAME_TEXT.test(callee.name)) return partsOf(callee.object, at, depth + 1)
  if (callee.kind === 'name' && callee.name === 'dedent' && args[0] !== undefined)
    return partsOf(args[0], at, depth + 1)
  return [variable(call, dotted(callee).split('.').at(-1) ?? 'value')]
}

/** `open('p').read()`, `Path('p').read_text()`, `readFileSync('p')`, `(HERE / 'p').read_text()` */
function pathRead(call: Expression & { kind: 'call' }): string | null {
  const name = dotted(call.callee)
  if (/(?:^|\.)(?:readFileSync|readFile|load_prompt|loadPrompt)$/u.test(name)) return literal(call.args[0])
  if (!/\.(?:read|read_text|readText)$/u.test(name) || call.callee.kind !== 'member') return null
  const opened = call.callee.object
  if (opened.kind === 'call') return literal(opened.args.find(arg => literal(arg) !== null))
  return opened.kind === 'other' ? (fileName(opened.source) ?? null) : null
}

function literal(expression: Expression | undefined): string | null {
  if (expression?.kind === 'text' && expression.parts.length === 1 && typeof expression.parts[0] === 'string')
    return expression.parts[0].replace(/^\.\//u, '')
  if (expression?.kind === 'call') return literal(expression.args.findLast(arg => literal(arg) !== null))
  return expression?.kind === 'other' ? fileName(expression.source) : null
}

const fileName = (source: string): string | null => {
  const found = [...source.matchAll(/['"]([^'"]+)['"]/gu)].map(match => match[1] ?? '')
  return found.find(text => FILES.test(text)) ?? null
}

const fileIn = (source: string, line: number): readonly PromptPart[] | null => {
  const path = /read/u.test(source) ? fileName(source) : null
  return path === null ? null : [{ kind: 'include', path, line }]
}

function variable(expression: Expression, fallback: string): PromptPart {
  const name = dotted(expression).split('.').at(-1)?.replace(/\(\)$/u, '')
  return {
    kind: 'variable',
    name: name === undefined || name === '?' ? fallback : name,
    line: expression.line,
  }
}
