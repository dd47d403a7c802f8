import type { Blocks, Declaration } from './blocks.ts'
import type { Token } from './tokens.ts'

export type Type =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'optional'; readonly of: Type }
  | { readonly kind: 'union'; readonly of: readonly Type[] }
  | { readonly kind: 'map'; readonly of: readonly Type[] }

export type Member = {
  /** As the model sees it: the alias, else the name. */
  readonly name: string
  readonly description: string | null
  readonly type: Type | null
}

/** Classes and enums of a file, by name. */
export type Types = ReadonlyMap<
  string,
  { readonly kind: 'class' | 'enum'; readonly members: readonly Member[] }
>

export function typesOf(blocks: Blocks, declarations: readonly Declaration[]): Types {
  return new Map(
    declarations.flatMap(each =>
      each.keyword === 'class' || each.keyword === 'enum'
        ? [[each.name, { kind: each.keyword, members: membersOf(blocks, each) }] as const]
        : [],
    ),
  )
}

/** A member is a word, its type, and attributes, which may stand on lines of their own. */
function membersOf(blocks: Blocks, { keyword, open, close }: Declaration): readonly Member[] {
  const members: Member[] = []
  for (let at = open + 1; at < close;) {
    const name = blocks.tokens[at]
    if (name?.kind !== 'word') {
      at = (blocks.closing.get(at) ?? at) + 1
      continue
    }
    const after = blocks.tokens[at + 1]?.text === ':' ? at + 2 : at + 1
    const typed =
      keyword === 'class' ? typeAt({ tokens: blocks.tokens, end: close }, after) : { type: null, next: after }
    const attributes = attributesAt(blocks, typed.next, close)
    if (!attributes.has('skip'))
      members.push({
        name: attributes.get('alias') ?? name.text,
        description: attributes.get('description') ?? null,
        type: typed.type,
      })
    at = nextMember(blocks, typed.next, close)
  }
  return members
}

/** `@alias("k1") @description(#"…"#)`; an attribute without a string is an empty one. */
function attributesAt(blocks: Blocks, from: number, close: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const end = nextMember(blocks, from, close)
  for (let at = from; at < end; at++) {
    if (blocks.tokens[at]?.text !== '@') continue
    const argument = blocks.tokens[at + 3]
    found.set(blocks.tokens[at + 1]?.text ?? '', argument?.kind === 'text' ? argument.text : '')
  }
  return found
}

function nextMember({ tokens, closing }: Blocks, from: number, close: number): number {
  let at = from
  while (at < close && tokens[at]?.text === '@') {
    at += tokens[at + 1]?.text === '@' ? 3 : 2
    at = (closing.get(at) ?? at - 1) + 1
  }
  return at
}

const DEEPEST = 20

/** Tokens up to an index, at a depth of nested types. */
type Span = { readonly tokens: readonly Token[]; readonly end: number; readonly depth?: number }
type Typed = { readonly type: Type | null; readonly next: number }

/** The type that begins at a token, and the index after it; null where it makes no sense. */
export function typeAt(span: Span, from: number): Typed {
  const options: Type[] = []
  let at = from
  do {
    const read = suffixed(span, at)
    if (read.type === null) return read
    options.push(read.type)
    at = read.next + 1
  } while (at <= span.end && span.tokens[at - 1]?.text === '|')
  const [only] = options
  const type: Type = options.length === 1 && only !== undefined ? only : { kind: 'union', of: options }
  return { type, next: at - 1 }
}

function suffixed(span: Span, from: number): Typed {
  let { type, next } = simple(span, from)
  for (let marks = 0; type !== null && next < span.end && marks < DEEPEST; marks++) {
    if (span.tokens[next]?.text === '?') {
      type = { kind: 'optional', of: type }
      next += 1
    } else if (span.tokens[next]?.text === '[' && span.tokens[next + 1]?.text === ']') {
      type = { kind: 'list', of: type }
      next += 2
    } else break
  }
  return { type, next }
}

function simple(span: Span, from: number): Typed {
  const { tokens, end, depth = 0 } = span
  const token = tokens[from]
  const inner = { tokens, end, depth: depth + 1 }
  if (token === undefined || from >= end || depth > DEEPEST) return { type: null, next: from }
  if (token.kind === 'text')
    return { type: { kind: 'literal', text: JSON.stringify(token.text) }, next: from + 1 }
  if (token.text === '(') {
    const { type, next } = typeAt(inner, from + 1)
    return { type, next: next + 1 }
  }
  if (token.kind === 'sign') return { type: null, next: from }
  if (token.text === 'map' && tokens[from + 1]?.text === '<') return mapAt(inner, from + 2)
  return { type: { kind: 'name', name: token.text }, next: from + 1 }
}

function mapAt(span: Span, from: number): Typed {
  const key = typeAt(span, from)
  const value = typeAt(span, key.next + 1)
  if (key.type === null || value.type === null) return { type: null, next: from }
  return { type: { kind: 'map', of: [key.type, value.type] }, next: value.next + 1 }
}
