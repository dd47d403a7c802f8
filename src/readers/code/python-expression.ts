import { lineOf, other, type Read } from './expression.ts'
import { SPREAD, type Entry, type Expression } from './module.ts'
import { children, DEEPEST, onOneLine, parts, written, type Source, type SyntaxNode } from './tree.ts'

/** https://github.com/lezer-parser/python/blob/main/src/python.grammar */
export const pythonExpression = (node: SyntaxNode, source: Source): Expression =>
  source.depth > DEEPEST
    ? other(node, source)
    : (READERS[node.name] ?? other)(node, { ...source, depth: source.depth + 1 })

const text: Read = (node, source) => ({
  kind: 'text',
  parts: [unquoted(written(node, source))],
  line: lineOf(node, source),
})

const last: Read = (node, source) => {
  const value = parts(node).at(-1)
  return value === undefined ? other(node, source) : pythonExpression(value, source)
}

const list: Read = (node, source) => ({
  kind: 'list',
  items: parts(node).map(item => pythonExpression(item, source)),
  line: lineOf(node, source),
})

const READERS: Readonly<Record<string, Read>> = {
  String: text,
  FormatString: (node, source) => ({
    kind: 'text',
    parts: formatParts(node, source),
    line: lineOf(node, source),
  }),
  ContinuedString: (node, source) => ({
    kind: 'sum',
    terms: parts(node).map(term => pythonExpression(term, source)),
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
  MemberExpression: memberOf,
  CallExpression: callOf,
  DictionaryExpression: (node, source) => ({
    kind: 'object',
    entries: entriesOf(node, source),
    line: lineOf(node, source),
  }),
  ArrayExpression: list,
  TupleExpression: list,
  BinaryExpression: binaryOf,
}

function memberOf(node: SyntaxNode, source: Source): Expression {
  const line = source.lineOf(node.from)
  const [object, property] = parts(node)
  if (object === undefined) return other(node, source)
  const base = pythonExpression(object, source)
  if (property?.name === 'PropertyName')
    return { kind: 'member', object: base, name: written(property, source), line }
  const inside = /\[([\s\S]*)\]$/u.exec(written(node, source).slice(object.to - node.from))?.[1] ?? ''
  const colon = children(node).find(child => child.name === ':')
  if (colon !== undefined) {
    const to = children(node).find(child => child.from >= colon.to && /^[A-Z]/u.test(child.name))
    return { kind: 'slice', object: base, to: to === undefined ? null : pythonExpression(to, source), line }
  }
  const key = /^\s*['"]([^'"]*)['"]\s*$/u.exec(inside)?.[1]
  return key === undefined ? other(node, source) : { kind: 'member', object: base, name: key, line }
}

function callOf(node: SyntaxNode, source: Source): Expression {
  const [callee, list] = parts(node)
  if (callee === undefined || list === undefined) return other(node, source)
  const given = argumentsIn(children(list), source)
  return {
    kind: 'call',
    callee: pythonExpression(callee, source),
    args: given.flatMap(({ key, value }) => (key === null ? [value] : [])),
    named: given.flatMap(({ key, value }) => (key === null ? [] : [{ key, value }])),
    line: source.lineOf(node.from),
  }
}

type Given = { readonly key: string | null; readonly value: Expression }

/** `(text, model='gpt-4o', **options)` */
function argumentsIn(tokens: readonly SyntaxNode[], source: Source): readonly Given[] {
  return tokens.flatMap((token, index): readonly Given[] => {
    const isValue = /^[A-Z]/u.test(token.name) && token.name !== 'AssignOp' && !token.name.endsWith('Comment')
    if (!isValue || tokens[index + 1]?.name === 'AssignOp') return []
    const value = pythonExpression(token, source)
    const before = tokens[index - 1]?.name
    const key = tokens[index - 2]
    if (before === '**') return [{ key: SPREAD, value }]
    return [{ key: before === 'AssignOp' && key !== undefined ? written(key, source) : null, value }]
  })
}

function entriesOf(node: SyntaxNode, source: Source): readonly Entry[] {
  const tokens = children(node)
  return tokens.flatMap((token, index) => {
    const value = tokens[index + 1]
    if (value === undefined) return []
    if (token.name === '**') return [{ key: SPREAD, value: pythonExpression(value, source) }]
    const key = tokens[index - 1]
    if (token.name !== ':' || key === undefined) return []
    const name = pythonExpression(key, source)
    const text =
      name.kind === 'text' && typeof name.parts[0] === 'string' ? name.parts[0] : onOneLine(key, source)
    return [{ key: text, value: pythonExpression(value, source) }]
  })
}

function binaryOf(node: SyntaxNode, source: Source): Expression {
  const line = source.lineOf(node.from)
  const operands = parts(node).filter(({ name }) => !name.endsWith('Op'))
  const [left, right] = [operands[0], operands.at(-1)]
  if (left === undefined || right === undefined || left === right) return other(node, source)
  const operator = source.text.slice(left.to, right.from).trim()
  const both = [pythonExpression(left, source), pythonExpression(right, source)]
  if (operator === 'or') return { kind: 'either', options: both, line }
  if (operator === '+') return { kind: 'sum', terms: both, line }
  return other(node, source)
}

function formatParts(node: SyntaxNode, source: Source): readonly (string | Expression)[] {
  const text = written(node, source)
  const prefix = /^[a-zA-Z]*("""|'''|"|')/u.exec(text)?.[0].length ?? 0
  const quote = /("""|'''|"|')$/u.exec(text)?.[0].length ?? 0
  const end = node.to - quote
  const found: (string | Expression)[] = []
  let from = node.from + prefix
  for (const hole of parts(node).filter(({ name }) => name === 'FormatReplacement')) {
    if (hole.from > from) found.push(unescaped(source.text.slice(from, hole.from)))
    const [value] = parts(hole)
    found.push(value === undefined ? other(hole, source) : pythonExpression(value, source))
    from = hole.to
  }
  if (end > from) found.push(unescaped(source.text.slice(from, end)))
  return found
}

const unquoted = (text: string) =>
  unescaped(text.replace(/^[a-zA-Z]*("""|'''|"|')/u, '').replace(/("""|'''|"|')$/u, ''))

/** The escapes that change how long a text is. */
const unescaped = (text: string) =>
  text.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\"', '"').replaceAll("\\'", "'")
