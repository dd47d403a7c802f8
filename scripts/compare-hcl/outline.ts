import type { Body, Expression, TemplatePart } from '../../src/readers/infra/hcl/ast.ts'
import { parseHcl } from '../../src/readers/infra/hcl/parser.ts'

export type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json }

/**
 * A file in the form that HashiCorp's parser is usually printed in: attributes by name, blocks by type and labels
 * in lists, literals as values, every other expression as `${its text}`.
 * https://github.com/tmccombs/hcl2json
 */
export function outlineOf(text: string): Json {
  const { body, problems } = parseHcl(text)
  const [problem] = problems
  if (problem) throw new Error(`line ${problem.line}: ${problem.message}`)
  return outlineOfBody(text, body)
}

function outlineOfBody(text: string, { attributes, blocks }: Body): Json {
  const outline: Tree = Object.create(null)
  for (const { type, labels, body } of blocks) place(outline, [type, ...labels], outlineOfBody(text, body))
  for (const { name, value } of attributes) outline[name] = valueOf(text, value)
  return outline
}

type Tree = { [key: string]: Tree | Json }

/** Appends to the list at the end of the path. */
function place(tree: Tree, [first = '', ...rest]: readonly string[], body: Json): void {
  const found = tree[first]
  if (rest.length === 0) tree[first] = [...(Array.isArray(found) ? found : []), body]
  else {
    const next: Tree = isTree(found) ? found : Object.create(null)
    tree[first] = next
    place(next, rest, body)
  }
}

const isTree = (value: Tree | Json | undefined): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function valueOf(text: string, value: Expression): Json {
  if (value.kind === 'literal') return value.value
  if (value.kind === 'tuple') return value.items.map(item => valueOf(text, item))
  if (value.kind === 'template') return value.parts.map(part => partOf(text, part)).join('')
  if (value.kind === 'unary' && value.operator === '-' && value.operand.kind === 'literal')
    return -Number(value.operand.value)
  if (value.kind !== 'object') return `\${${sourceOf(text, value)}}`
  const entries: Tree = Object.create(null)
  for (const entry of value.entries) entries[String(keyOf(text, entry.key))] = valueOf(text, entry.value)
  return entries
}

const keyOf = (text: string, key: Expression): Json =>
  key.kind === 'literal' ? String(key.value) : valueOf(text, key)

/** Directives and conditionals are printed in ways of their own: `…`, which agrees with everything. */
function partOf(text: string, part: TemplatePart): string {
  if (part.kind === 'text') return part.text
  if (part.kind !== 'interpolation' || part.value.kind === 'conditional') return '…'
  return `\${${sourceOf(text, part.value)}}`
}

const sourceOf = (text: string, { span }: Expression): string => text.slice(span.start, span.end)
