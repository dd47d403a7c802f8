import { parser } from '@lezer/javascript'
import { javascriptExpression } from './javascript-expression.ts'
import type { Assignment, CallSite, Import, Loop, Module } from './module.ts'
import {
  DEEPEST,
  firstError,
  parts,
  sourceOf,
  within,
  written,
  type Source,
  type SyntaxNode,
} from './tree.ts'

const DIALECTS = {
  ts: parser.configure({ dialect: 'ts' }),
  tsx: parser.configure({ dialect: 'ts jsx' }),
  js: parser.configure({ dialect: 'jsx' }),
}

/** A JavaScript or TypeScript file as calls, assignments and imports. */
export function javascriptModule(path: string, text: string): Module {
  const source = sourceOf(text)
  const dialect = path.endsWith('.tsx') ? DIALECTS.tsx : /\.[cm]?ts$/u.test(path) ? DIALECTS.ts : DIALECTS.js
  const found: Found = { assignments: [], calls: [], imports: [] }
  const tree = dialect.parse(text)
  visit(tree.topNode, { source, found, scope: '', loops: [], depth: 0 })
  return { path, ...found, brokenAt: firstError(tree, source) }
}

type Found = { readonly assignments: Assignment[]; readonly calls: CallSite[]; readonly imports: Import[] }

type At = {
  readonly source: Source
  readonly found: Found
  readonly scope: string
  readonly loops: readonly Loop[]
  readonly depth: number
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'MethodDeclaration',
  'ArrowFunction',
  'ClassDeclaration',
])
const LOOPS: ReadonlySet<string> = new Set(['ForStatement', 'WhileStatement', 'DoStatement'])

function visit(node: SyntaxNode, at: At): void {
  if (at.depth > DEEPEST) return
  const inner = { ...at, depth: at.depth + 1 }
  if (FUNCTIONS.has(node.name)) return visitAll(node, functionScope(node, inner))
  if (LOOPS.has(node.name)) return visitAll(node, { ...inner, loops: [...at.loops, loopOf(node, at.source)] })
  if (node.name === 'VariableDeclaration') at.found.assignments.push(...declarationsOf(node, at))
  if (node.name === 'ImportDeclaration') at.found.imports.push(...importsOf(node, at.source))
  if (node.name === 'CallExpression' || node.name === 'NewExpression') {
    const call = javascriptExpression(node, at.source)
    if (call.kind === 'call') at.found.calls.push({ call, scope: at.scope, loops: at.loops })
  }
  visitAll(node, inner)
}

function visitAll(node: SyntaxNode, at: At): void {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) visit(child, at)
}

/** `const answer = async () => …` is the function `answer`. A nameless function is part of what it stands in. */
function functionScope(node: SyntaxNode, at: At): At {
  const own = parts(node).find(({ name }) => name === 'VariableDefinition' || name === 'PropertyDefinition')
  const named = own ?? (node.parent?.name === 'VariableDeclaration' ? node.prevSibling?.prevSibling : null)
  if (named == null || !named.name.endsWith('Definition')) return at
  return { ...at, scope: [at.scope, written(named, at.source)].filter(Boolean).join('.'), loops: [] }
}

function declarationsOf(node: SyntaxNode, { source, scope }: At): readonly Assignment[] {
  const inner = parts(node).filter(({ name }) => name !== 'TypeAnnotation' && name !== 'Equals')
  return inner.flatMap((child, index) => {
    const value = inner[index + 1]
    if (child.name !== 'VariableDefinition' || value === undefined || value.name === 'VariableDefinition')
      return []
    const line = source.lineOf(child.from)
    return [{ scope, name: written(child, source), value: javascriptExpression(value, source), line }]
  })
}

const ENDS: ReadonlySet<string> = new Set(['BreakStatement', 'ReturnStatement'])

function loopOf(node: SyntaxNode, source: Source): Loop {
  const spec = parts(node).find(({ name }) => name === 'ForSpec' || name === 'ParenthesizedExpression')
  const test = spec === undefined ? '' : written(spec, source)
  const [, bound] = /<=?\s*([\w.]+)\s*[;)&]/u.exec(test) ?? []
  const line = source.lineOf(node.from)
  return {
    times: bound === undefined ? null : boundOf(bound, line),
    ends: within(node, ENDS, FUNCTIONS),
    line,
  }
}

const boundOf = (bound: string, line: number) =>
  /^\d+$/u.test(bound)
    ? ({ kind: 'number', value: Number(bound), line } as const)
    : ({ kind: 'name', name: bound, line } as const)

/** `import { MODEL as M } from './models'`, `import OpenAI from 'openai'` */
function importsOf(node: SyntaxNode, source: Source): readonly Import[] {
  const text = written(node, source)
  const module = /from\s*['"]([^'"]+)['"]/u.exec(text)?.[1]
  if (module === undefined) return []
  const braces = /\{([^}]*)\}/u.exec(text)?.[1] ?? ''
  const named = braces
    .split(',')
    .map(one =>
      one
        .trim()
        .replace(/^type /u, '')
        .split(/\s+as\s+/u),
    )
    .flatMap(([imported, alias]) => (imported ? [{ name: alias ?? imported, module, imported }] : []))
  const whole = /^import\s+(?:\*\s+as\s+)?(\w+)/u.exec(text)?.[1]
  return whole === undefined || whole === 'type' ? named : [...named, { name: whole, module, imported: null }]
}
