import { lineOf, other, type Read } from './expression.ts'
import { SPREAD, type Entry, type Expression } from './module.ts'
import { children, DEEPEST, parts, written, type Source, type SyntaxNode } from './tree.ts'

/** https://github.com/lezer-parser/javascript/blob/main/src/javascript.grammar */
export const javascriptExpression = (node: SyntaxNode, source: Source): Expression =>
  source.depth > DEEPEST
    ? other(node, source)
    : (READERS[node.name] ?? other)(node, { ...source, depth: source.depth + 1 })

const last: Read = (node, source) => {
  const value = parts(node).at(-1)
  return value === undefined ? other(node, source) : javascriptExpression(value, source)
}

/** `value!` */
function first(node: SyntaxNode, source: Source): Expression {
  const [value] = parts(node)
  return value === undefined ? other(node, source) : javascriptExpression(value, source)
}

const READERS: Readonly<Record<string, Read>> = {
  String: (node, source) => ({
    kind: 'text',
    parts: [unescaped(written(node, source).slice(1, -1))],
    line: lineOf(node, source),
  }),
  TemplateString: (node, source) => ({
    kind: 'text',
    parts: templateParts(node, source),
    line: lineOf(node, source),
  }),
  Number: (node, source) => ({
    kind: 'number',
    value: Number(written(node, source).replaceAll('_', '')),
    line: lineOf(node, source),
  }),
  VariableName: (node, source) => ({ kind: 'name', name: written(node, source), line: lineOf(node, source) }),
  ParenthesizedExpression: last,
  AwaitExpression: last,
  UnaryExpression: last,
  PostfixExpression: first,
  this: (node, source) => ({ kind: 'name', name: 'this', line: lineOf(node, source) }),
  MemberExpression: memberOf,
  CallExpression: callOf,
  NewExpression: callOf,
  ObjectExpression: (node, source) => ({
    kind: 'object',
    entries: parts(node).flatMap(property => entryIn(property, source)),
    line: lineOf(node, source),
  }),
  ArrayExpression: (node, source) => ({
    kind: 'list',
    items: parts(node).map(item => javascriptExpression(item, source)),
    line: lineOf(node, source),
  }),
  BinaryExpression: binaryOf,
}

function memberOf(node: SyntaxNode, source: Source): Expression {
  const [object, property] = children(node).filter(({ name }) => name === 'this' || /^[A-Z]/u.test(name))
  if (object === undefined || property === undefined) return other(node, source)
  const isName = property.name === 'PropertyName'
  const key = isName ? written(property, source) : /^['"](.*)['"]$/u.exec(written(property, source))?.[1]
  if (key === undefined) return other(node, source)
  return {
    kind: 'member',
    object: javascriptExpression(object, source),
    name: key,
    line: source.lineOf(node.from),
  }
}

function callOf(node: SyntaxNode, source: Source): Expression {
  const [callee, ...rest] = parts(node)
  const list = rest.find(({ name }) => name === 'ArgList')
  if (callee === undefined) return other(node, source)
  const args = list === undefined ? [] : parts(list).map(arg => javascriptExpression(arg, source))
  const line = source.lineOf(node.from)
  const target = javascriptExpression(callee, source)
  const [from, to] = args
  if (
    target.kind === 'member' &&
    target.name === 'slice' &&
    from?.kind === 'number' &&
    from.value === 0 &&
    to
  )
    return { kind: 'slice', object: target.object, to, line }
  const options = args.find(arg => arg.kind === 'object')
  return {
    kind: 'call',
    callee: target,
    args,
    named: options?.kind === 'object' ? options.entries : [],
    line,
  }
}

function entryIn(property: SyntaxNode, source: Source): readonly Entry[] {
  if (property.name !== 'Property') return []
  const [key, value] = parts(property)
  if (key === undefined) return []
  if (key.name === 'Spread')
    return value === undefined ? [] : [{ key: SPREAD, value: javascriptExpression(value, source) }]
  const name = written(key, source).replace(/^['"]|['"]$/gu, '')
  // `{ model }` means the variable of that name.
  const own = value ?? null
  const shorthand: Expression = { kind: 'name', name, line: source.lineOf(key.from) }
  return [{ key: name, value: own === null ? shorthand : javascriptExpression(own, source) }]
}

function binaryOf(node: SyntaxNode, source: Source): Expression {
  const line = source.lineOf(node.from)
  const operands = parts(node).filter(({ name }) => !name.endsWith('Op'))
  const [left, right] = [operands[0], operands.at(-1)]
  if (left === undefined) return other(node, source)
  // `{…} as const`, `{…} satisfies Models`
  if (node.getChild('as') !== null || node.getChild('satisfies') !== null)
    return javascriptExpression(left, source)
  if (right === undefined || left === right) return other(node, source)
  const operator = source.text.slice(left.to, right.from).trim()
  const both = [javascriptExpression(left, source), javascriptExpression(right, source)]
  if (operator === '||' || operator === '??') return { kind: 'either', options: both, line }
  return operator === '+' ? { kind: 'sum', terms: both, line } : other(node, source)
}

function templateParts(node: SyntaxNode, source: Source): readonly (string | Expression)[] {
  const found: (string | Expression)[] = []
  let from = node.from + 1
  for (const hole of parts(node).filter(({ name }) => name === 'Interpolation')) {
    if (hole.from > from) found.push(unescaped(source.text.slice(from, hole.from)))
    const value = parts(hole).find(({ name }) => !name.startsWith('Interpolation'))
    found.push(value === undefined ? other(hole, source) : javascriptExpression(value, source))
    from = hole.to
  }
  if (node.to - 1 > from) found.push(unescaped(source.text.slice(from, node.to - 1)))
  return found
}

/** The escapes that change how long a text is. */
const unescaped = (text: string) =>
  text
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
    .replaceAll(/\\(['"`])/gu, '$1')
