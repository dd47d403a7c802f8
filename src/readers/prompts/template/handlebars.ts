import type { Token } from './tokens.ts'
import { namedPart, rootPath } from './names.ts'
import type { Opening, Step } from './tree.ts'

/** What a token of Handlebars or Mustache does. Dotprompt's `role`, `history`, `media` and `section` are known. */
export function handlebarsSteps(token: Token, line: number): readonly Step[] {
  if (token.kind === 'text') return [{ kind: 'part', part: { kind: 'text', text: token.text, line } }]
  const { body, opener, source } = token
  if (opener === '{{!--' || body.startsWith('!')) return []
  const sigil = opener === '{{' ? (/^[#/^>&]/.exec(body)?.[0] ?? '') : ''
  const rest = body.slice(sigil.length).trim()
  if (sigil === '' && /^else\b/.test(rest)) return [{ kind: 'branch', last: rest === 'else', line }]
  return (SIGILS[sigil] ?? expression)(rest, { source, line })
}

type Place = { readonly source: string; readonly line: number }
type Meaning = (rest: string, place: Place) => readonly Step[]

const expression: Meaning = (rest, { source, line }) => {
  const role = /^role\s+["'](\w+)["']/.exec(rest)?.[1]
  if (role !== undefined) return [{ kind: 'role', role }]
  if (/^section\s/.test(rest)) return []
  if (/^media\s/.test(rest)) return [{ kind: 'part', part: { kind: 'media', media: mediaOf(rest), line } }]
  const literal = /^(?:"([^"]*)"|'([^']*)')$/.exec(rest)
  const name = subject(rest)
  if (literal === null && name !== null) return [{ kind: 'part', part: namedPart(name, line) }]
  const text = literal === null ? source : (literal[1] ?? literal[2] ?? '')
  return [{ kind: 'part', part: { kind: 'text', text, line } }]
}

/** What is sent follows from the name or the content type; most media are images. */
function mediaOf(rest: string): 'image' | 'audio' | 'file' {
  if (/audio|voice|speech/i.test(rest)) return 'audio'
  return /pdf|document|contentType=["'](?:application|text|video)/i.test(rest) ? 'file' : 'image'
}

/** `{{json order}}` prints the order: of a helper call, the first argument that is a path. */
function subject(rest: string): string | null {
  const [head = '', ...args] = rest.slice(0, 1000).split(/\s+/)
  const argument = args.find(arg => !arg.includes('=') && rootPath(arg) !== null)
  return rootPath(rootPath(head) === null ? head : (argument ?? head))
}

/** `{{#x}}`: a block of a known helper, else a Mustache section, sent once for each item of a list. */
const section: Meaning = (rest, { line }) => {
  const [, decorator = '', tag = '', args = ''] = /^([*>]?)\s*(\S*)\s*([^]*)$/.exec(rest) ?? []
  const block = decorator === '' ? blockOf(tag, args) : 'plain'
  const list = tag === 'each' ? args : tag
  const over = block === 'repeat' ? (rootPath(list) ?? list.slice(0, 60)) : ''
  const included = decorator === '>' ? partial(tag, { source: rest, line }) : []
  return [...included, { kind: 'open', block, tag, over, captures: null, line }]
}

function blockOf(tag: string, args: string): Opening['block'] {
  if (PLAIN.has(tag)) return 'plain'
  if (tag === 'each') return 'repeat'
  if (tag === 'if' || tag === 'unless') return 'choice'
  return args === '' || args.startsWith('as |') ? 'repeat' : 'choice'
}

/** `{{^}}` alone is an `else`; `{{^x}}` a section that is sent when x is empty. */
const inverted: Meaning = (rest, { line }) =>
  rest === ''
    ? [{ kind: 'branch', last: true, line }]
    : [{ kind: 'open', block: 'choice', tag: rest, over: '', captures: null, line }]

const closing: Meaning = (rest, { line }) => [{ kind: 'close', tag: rest, line }]

const partial: Meaning = (rest, { line }) => {
  const path = /^(?:["']([^"']+)["']|([^\s("']+))/.exec(rest)
  const name = path?.[1] ?? path?.[2]
  if (name !== undefined) return [{ kind: 'part', part: { kind: 'include', path: name, line } }]
  return [{ kind: 'part', part: { kind: 'variable', name: 'partial', line } }]
}

const SIGILS: Readonly<Record<string, Meaning>> = {
  '#': section,
  '^': inverted,
  '/': closing,
  '>': partial,
  '&': expression,
}

/** Blocks that frame their content: `with`, partial blocks, chat roles of Guidance and Semantic Kernel. */
const PLAIN = new Set(['with', 'system', 'user', 'assistant', 'message', 'section'])
