import { parser } from '@lezer/python'
import { pythonExpression } from './python-expression.ts'
import { pythonParameters } from './python-parameters.ts'
import type { Assignment, Import, Loop, Module } from './module.ts'
import {
  children,
  DEEPEST,
  firstError,
  parts,
  sourceOf,
  within,
  written,
  type Source,
  type SyntaxNode,
} from './tree.ts'
import { topOf, type At } from './visit.ts'

/** A Python file as calls, assignments and imports. Syntax errors lose the statement that has them. */
export function pythonModule(path: string, text: string): Module {
  const source = sourceOf(text)
  const tree = parser.parse(text)
  const top = topOf(source)
  visit(tree.topNode, top)
  return { path, ...top.found, brokenAt: firstError(tree, source) }
}

function visit(node: SyntaxNode, at: At): void {
  if (at.depth > DEEPEST) return
  const inner = { ...at, depth: at.depth + 1 }
  switch (node.name) {
    case 'FunctionDefinition':
    case 'ClassDefinition': {
      const scope = scopeOf(node, at)
      at.found.functions.push({
        scope,
        isClass: node.name === 'ClassDefinition',
        parameters: pythonParameters(node, at.source),
      })
      return visitAll(node, { ...inner, scope, loops: [] })
    }
    case 'ArrayComprehensionExpression':
    case 'ComprehensionExpression':
    case 'ForStatement':
    case 'WhileStatement':
      return visitAll(node, { ...inner, loops: [...at.loops, loopOf(node, at.source)] })
    case 'AssignStatement':
      at.found.assignments.push(...assignmentsOf(node, at))
      return visitAll(node, inner)
    case 'ImportStatement':
      at.found.imports.push(...importsOf(node, at.source))
      return
    case 'CallExpression': {
      const call = pythonExpression(node, at.source)
      if (call.kind === 'call') at.found.calls.push({ call, scope: at.scope, loops: at.loops })
      return visitAll(node, inner)
    }
    default:
      return visitAll(node, inner)
  }
}

function scopeOf(node: SyntaxNode, at: At): string {
  const name = node.getChild('VariableName')
  return [at.scope, name === null ? '?' : written(name, at.source)].filter(Boolean).join('.')
}

function visitAll(node: SyntaxNode, at: At): void {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) visit(child, at)
}

function assignmentsOf(node: SyntaxNode, { source, scope }: At): readonly Assignment[] {
  const [target, ...rest] = parts(node).filter(({ name }) => name !== 'AssignOp' && name !== 'TypeDef')
  const value = rest.at(-1)
  if (target === undefined || value === undefined) return []
  if (target.name !== 'VariableName' && target.name !== 'MemberExpression') return []
  const expression = pythonExpression(value, source)
  return [{ scope, name: written(target, source), value: expression, line: source.lineOf(node.from) }]
}

const ENDS: ReadonlySet<string> = new Set(['BreakStatement', 'ReturnStatement'])
const OWN_FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDefinition',
  'ClassDefinition',
  'LambdaExpression',
])

function loopOf(node: SyntaxNode, source: Source): Loop {
  const over = node.name === 'WhileStatement' ? undefined : iteratedBy(node)
  const expression = over === undefined ? null : pythonExpression(over, source)
  const isRange =
    expression?.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'range'
  const times = isRange ? (expression.args.length > 1 ? expression.args[1] : expression.args[0]) : undefined
  return { times: times ?? null, ends: within(node, ENDS, OWN_FUNCTIONS), line: source.lineOf(node.from) }
}

/** `range(3)` of `for i in range(3):` and of `[… for i in range(3)]` */
function iteratedBy(node: SyntaxNode): SyntaxNode | undefined {
  const tokens = children(node)
  return tokens[tokens.findIndex(({ name }) => name === 'in') + 1]
}

/** `import a.b as c`, `from a.b import c, d as e` */
function importsOf(node: SyntaxNode, source: Source): readonly Import[] {
  const tokens = children(node).map(child => ({ name: child.name, text: written(child, source) }))
  const text = tokens.map(token => token.text).join(' ')
  const [, module, names] = /^from ([\s\S]+?) import \(?([\s\S]*?)\)?$/u.exec(text) ?? []
  if (module === undefined || names === undefined)
    return text
      .replace(/^import /u, '')
      .split(' , ')
      .map(one => {
        const [whole = '', alias] = one.split(' as ')
        const name = whole.replaceAll(' ', '')
        return { name: alias ?? name, module: name, imported: null }
      })
  return names
    .split(',')
    .map(one => one.trim().split(' as '))
    .filter(([imported]) => imported !== undefined && imported !== '')
    .map(([imported = '', alias]) => ({
      name: alias ?? imported,
      module: module.replaceAll(' ', ''),
      imported,
    }))
}
