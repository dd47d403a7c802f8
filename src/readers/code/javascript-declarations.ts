import { javascriptExpression } from './javascript-expression.ts'
import type { Assignment, Expression } from './module.ts'
import { children, parts, written, type Source, type SyntaxNode } from './tree.ts'

type At = { readonly source: Source; readonly scope: string }

/** The names that one node gives a value to, if it is a declaration at all. */
export const declarationsOf = (node: SyntaxNode, at: At): readonly Assignment[] =>
  DECLARATIONS[node.name]?.(node, at) ?? []

type Declare = (node: SyntaxNode, at: At) => readonly Assignment[]

const DECLARATIONS: Readonly<Record<string, Declare>> = {
  VariableDeclaration: variables,
  // `static FAST = 'gpt-4o-mini'`
  PropertyDeclaration: (node, at) =>
    assignment(node.getChild('PropertyDefinition'), node.getChild('Equals')?.nextSibling ?? null, at),
  // `this.model = model`
  AssignmentExpression: (node, at) => {
    const [target, value] = parts(node).filter(({ name }) => name !== 'Equals')
    const isPlain = node.getChild('Equals') !== null && target?.name === 'MemberExpression'
    return isPlain ? assignment(target, value ?? null, at) : []
  },
  EnumDeclaration: (node, at) => enumeration(node, at),
  // `export default { … }`
  ExportDeclaration: (node, at) => {
    const value = node.getChild('default')?.nextSibling ?? null
    if (value === null || !/Expression$|^VariableName$/u.test(value.name)) return []
    const { source, scope } = at
    const line = source.lineOf(value.from)
    return [{ scope, name: 'default', value: javascriptExpression(value, source), line }]
  },
}

function variables(node: SyntaxNode, at: At): readonly Assignment[] {
  const inner = parts(node).filter(({ name }) => name !== 'TypeAnnotation' && name !== 'Equals')
  return inner.flatMap((child, index) => {
    const value = inner[index + 1]
    const isTarget = child.name === 'VariableDefinition' || child.name === 'ObjectPattern'
    if (!isTarget || value === undefined || value.name === 'VariableDefinition') return []
    if (child.name === 'VariableDefinition') return assignment(child, value, at)
    return taken(child, javascriptExpression(value, at.source), at)
  })
}

/** `const { fast } = MODELS` */
const taken = (pattern: SyntaxNode, object: Expression, { source, scope }: At): readonly Assignment[] =>
  pattern.getChildren('PatternProperty').flatMap(property => {
    const line = source.lineOf(property.from)
    const key = property.getChild('PropertyName') ?? property.getChild('VariableDefinition')
    const target = property.getChild('VariableDefinition')
    if (key === null || target === null) return []
    const value = { kind: 'member', object, name: written(key, source), line } as const
    return [{ scope, name: written(target, source), value, line }]
  })

function assignment(
  target: SyntaxNode | null,
  value: SyntaxNode | null,
  { source, scope }: At,
): readonly Assignment[] {
  if (target === null || value === null || target.to - target.from > LONGEST_NAME) return []
  const line = source.lineOf(target.from)
  return [{ scope, name: written(target, source), value: javascriptExpression(value, source), line }]
}

const LONGEST_NAME = 200

/** `enum Model { Fast = 'gpt-4o-mini' }` is an object of that name. */
function enumeration(node: SyntaxNode, { source, scope }: At): readonly Assignment[] {
  const name = node.getChild('TypeDefinition')
  const body = node.getChild('EnumBody')
  if (name === null || body === null) return []
  const tokens = children(body)
  const entries = tokens.flatMap((token, index) => {
    const value = tokens[index + 1]
    const key = tokens[index - 1]
    if (token.name !== 'Equals' || value === undefined || key === undefined) return []
    return [{ key: written(key, source), value: javascriptExpression(value, source) }]
  })
  const line = source.lineOf(node.from)
  return [{ scope, name: written(name, source), value: { kind: 'object', entries, line }, line }]
}
