import { parser } from '@lezer/javascript'
import { javascriptExpression } from './javascript-expression.ts'
import { declarationsOf } from './javascript-declarations.ts'
import { javascriptParameters } from './javascript-parameters.ts'
import type { Import, Loop, Module } from './module.ts'
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
import { topOf, type At } from './visit.ts'

const DIALECTS = {
  ts: parser.configure({ dialect: 'ts' }),
  tsx: parser.configure({ dialect: 'ts jsx' }),
  js: parser.configure({ dialect: 'jsx' }),
}

/** `catch (error: unknown)`: the grammar knows no type there, so it is blanked out. */
const CAUGHT = /(\bcatch {0,9}\( {0,9}\w{1,99})( {0,9}: {0,9}(?:any|unknown))(?= {0,9}\))/gu

/** A JavaScript or TypeScript file as calls, assignments and imports. */
export function javascriptModule(path: string, text: string): Module {
  const source = sourceOf(text)
  const dialect = path.endsWith('.tsx') ? DIALECTS.tsx : /\.[cm]?ts$/u.test(path) ? DIALECTS.ts : DIALECTS.js
  const tree = dialect.parse(
    text.replace(CAUGHT, (_, start: string, type: string) => start + ' '.repeat(type.length)),
  )
  const top = topOf(source)
  visit(tree.topNode, top)
  return { path, ...top.found, brokenAt: firstError(tree, source) }
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
  if (FUNCTIONS.has(node.name)) {
    const own = functionScope(node, inner)
    if (own.scope !== at.scope)
      at.found.functions.push({
        scope: own.scope,
        isClass: node.name === 'ClassDeclaration',
        parameters: javascriptParameters(node, at.source),
      })
    return visitAll(
      node,
      own.scope === at.scope ? { ...own, loops: [...at.loops, ...loopBy(node, at.source)] } : own,
    )
  }
  if (LOOPS.has(node.name)) return visitAll(node, { ...inner, loops: [...at.loops, loopOf(node, at.source)] })
  at.found.assignments.push(...declarationsOf(node, at))
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

/** `chunks.map(async chunk => …)`: what is given to it runs once for each item. */
function loopBy(callback: SyntaxNode, source: Source): readonly Loop[] {
  const call = callback.parent?.name === 'ArgList' ? callback.parent.parent : null
  const method = call?.getChild('MemberExpression')?.getChild('PropertyName') ?? null
  const isEach = method !== null && EACH.has(written(method, source))
  return isEach ? [{ times: null, ends: false, line: source.lineOf(method.from) }] : []
}

const EACH: ReadonlySet<string> = new Set(['map', 'forEach', 'flatMap'])

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
  const [, all, whole] = /^import\s+(\*\s+as\s+)?(\w+)/u.exec(text) ?? []
  if (whole === undefined || whole === 'type') return named
  return [...named, { name: whole, module, imported: all === undefined ? 'default' : null }]
}
