import type { Attribute, Block, Body, Expression } from './ast.ts'
import type { HclFile } from './parser.ts'
import { parseValue } from './parser.ts'

/**
 * A file in HCL's JSON syntax, which is one expression in the native syntax. Nested blocks stay attributes: only
 * the schema of the provider could tell them apart, apart from `dynamic`.
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function parseHclJson(text: string): HclFile {
  const { value, problem } = parseValue(text)
  if (problem !== null) return { body: { ...EMPTY, damaged: true }, problems: [problem] }
  const isPlain = value.kind === 'object'
  const problems = isPlain ? [] : [{ message: 'expected an object', line: value.span.line }]
  return { body: isPlain ? topLevel(value) : { ...EMPTY, damaged: true }, problems }
}

/** A variables file in JSON: every key is an attribute. */
export function parseJsonAttributes(text: string): HclFile {
  const { value, problem } = parseValue(text)
  const body = { ...EMPTY, attributes: entriesOf(value).map(attributeOf), damaged: problem !== null }
  return { body, problems: problem === null ? [] : [problem] }
}

const EMPTY: Body = { attributes: [], blocks: [], damaged: false }

/** How many names stand between the type of a block and its content. */
const LABELS: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['module', 1],
  ['variable', 1],
  ['output', 1],
  ['provider', 1],
])

function topLevel(value: Expression): Body {
  const blocks = entriesOf(value).flatMap(([type, content]) =>
    blocksOf({ type, labels: [], content }, LABELS.get(type) ?? 0),
  )
  return { ...EMPTY, blocks }
}

type Nested = { readonly type: string; readonly labels: readonly string[]; readonly content: Expression }

function blocksOf({ type, labels, content }: Nested, depth: number): readonly Block[] {
  if (content.kind === 'tuple')
    return content.items.flatMap(item => blocksOf({ type, labels, content: item }, depth))
  if (depth === 0) return [{ type, labels, body: bodyOf(content), span: content.span }]
  return entriesOf(content).flatMap(([label, inner]) =>
    blocksOf({ type, labels: [...labels, label], content: inner }, depth - 1),
  )
}

function bodyOf(content: Expression): Body {
  const entries = entriesOf(content)
  const dynamic = entries.find(([name]) => name === 'dynamic')?.[1]
  const blocks = dynamic === undefined ? [] : blocksOf({ type: 'dynamic', labels: [], content: dynamic }, 1)
  return {
    ...EMPTY,
    attributes: entries.filter(([name]) => name !== 'dynamic' && name !== 'content').map(attributeOf),
    blocks: [
      ...blocks,
      ...entries
        .filter(([name]) => name === 'content')
        .flatMap(([type, inner]) => blocksOf({ type, labels: [], content: inner }, 0)),
    ],
  }
}

type Entry = readonly [name: string, value: Expression]

const attributeOf = ([name, value]: Entry): Attribute => ({ name, value, span: value.span })

/** Keys that start with `//` are comments. */
const entriesOf = (value: Expression): readonly Entry[] =>
  value.kind !== 'object'
    ? []
    : value.entries.flatMap(({ key, value }): readonly Entry[] =>
        key.kind === 'literal' && !String(key.value).startsWith('//') ? [[String(key.value), value]] : [],
      )
