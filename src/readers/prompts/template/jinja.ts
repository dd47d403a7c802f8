import type { Token } from './tokens.ts'
import { namedPart, rootPath } from './names.ts'
import type { Opening, Step } from './tree.ts'

/** What a token of Jinja2, Nunjucks or Liquid does. */
export function jinjaSteps(token: Token, line: number): readonly Step[] {
  if (token.kind === 'text') return [textStep(token.text, line)]
  if (token.opener === '{#') return []
  if (token.opener === '{{') return outputSteps(token.body, { source: token.source, line })
  const [, name = '', rest = ''] = /^(\w*)\s*([^]*)$/.exec(token.body) ?? []
  return STATEMENTS.get(name)?.(rest, line) ?? []
}

type Place = { readonly source: string; readonly line: number }

/** `{{ … }}`. What does not begin like an expression was meant literally: `{{"a": 1}}`. */
function outputSteps(body: string, place: Place): readonly Step[] {
  const { line, source } = place
  const role = /^_\.role\(\s*["'](\w+)["']/.exec(body)?.[1]
  if (role !== undefined) return [{ kind: 'role', role }]
  const alternatives = conditional(body)
  if (alternatives !== null) {
    return [
      opening('choice', '{{', line),
      ...outputSteps(alternatives.yes, place),
      { kind: 'branch', last: true, line },
      ...outputSteps(alternatives.no, place),
      { kind: 'close', tag: '{{', line },
    ]
  }
  const literal = literalOf(body)
  if (literal !== undefined) return [textStep(literal, line)]
  const name = rootPath(body)
  return name === null ? [textStep(source, line)] : [{ kind: 'part', part: namedPart(name, line) }]
}

/** A string or number on its own, filtered or joined. `"a": 1` is none. */
function literalOf(body: string): string | undefined {
  const text = quoted(body)
  const rest = text === undefined ? '' : body.slice(text.length + 2).trimStart()
  return /^(?:$|[|~])/.test(rest) ? (text ?? /^\d+(?:\.\d+)?$/.exec(body)?.[0]) : undefined
}

/** `a if condition else b` */
function conditional(body: string): { readonly yes: string; readonly no: string } | null {
  const test = body.indexOf(' if ')
  const otherwise = body.indexOf(' else ', test)
  if (test === -1 || otherwise === -1 || body.length > MAX_CONDITIONAL) return null
  return { yes: body.slice(0, test).trim(), no: body.slice(otherwise + ' else '.length).trim() }
}

const MAX_CONDITIONAL = 500

const textStep = (text: string, line: number): Step => ({ kind: 'part', part: { kind: 'text', text, line } })

type Statement = (rest: string, line: number) => readonly Step[]

const choice =
  (tag: string): Statement =>
  (_, line) => [opening('choice', tag, line)]
const block =
  (tag: string): Statement =>
  (_, line) => [opening('plain', tag, line)]
const closing =
  (tag: string): Statement =>
  (_, line) => [{ kind: 'close', tag, line }]
const branch: Statement = (_, line) => [{ kind: 'branch', last: false, line }]
const otherwise: Statement = (_, line) => [{ kind: 'branch', last: true, line }]

const loop =
  (tag: string): Statement =>
  (rest, line) => {
    const list = /\bin\s+([^]+)$/.exec(rest)?.[1] ?? rest
    return [{ ...opening('repeat', tag, line), over: rootPath(list) ?? list.slice(0, 60) }]
  }

const inclusion: Statement = (rest, line) => {
  const path = quoted(rest)
  const part = path === undefined ? namedPart(rootPath(rest) ?? 'include', line) : null
  return [{ kind: 'part', part: part ?? { kind: 'include', path: path ?? '', line } }]
}

const macro: Statement = (rest, line) => [{ ...opening('plain', 'macro', line), captures: rootPath(rest) }]
const capture: Statement = (rest, line) => [
  { ...opening('plain', 'capture', line), captures: rootPath(rest) },
]

/** `{% set x %}…{% endset %}` holds text; `{% set x = … %}` computes something and has no end. */
const assignment: Statement = (rest, line) =>
  rest.includes('=') ? [] : [{ ...opening('plain', 'set', line), captures: rootPath(rest) }]

const STATEMENTS: ReadonlyMap<string, Statement> = new Map([
  ['if', choice('if')],
  ['ifAsync', choice('if')],
  ['unless', choice('unless')],
  ['case', choice('case')],
  ['switch', choice('switch')],
  ['elif', branch],
  ['elseif', branch],
  ['elsif', branch],
  ['when', branch],
  ['else', otherwise],
  ['default', otherwise],
  ['for', loop('for')],
  ['asyncEach', loop('for')],
  ['asyncAll', loop('for')],
  ['include', inclusion],
  ['extends', inclusion],
  ['render', inclusion],
  ['set', assignment],
  ['macro', macro],
  ['capture', capture],
  ...['block', 'with', 'filter', 'call', 'autoescape', 'trans', 'tablerow'].map(
    (tag): [string, Statement] => [tag, block(tag)],
  ),
  ...[
    'if',
    'unless',
    'case',
    'switch',
    'for',
    'set',
    'macro',
    'capture',
    'block',
    'with',
    'filter',
    'call',
    'autoescape',
    'trans',
    'tablerow',
  ].map((tag): [string, Statement] => [`end${tag}`, closing(tag)]),
])

const opening = (kind: Opening['block'], tag: string, line: number): Opening => ({
  kind: 'open',
  block: kind,
  tag,
  over: '',
  captures: null,
  line,
})

const quoted = (expression: string): string | undefined => /^(["'])((?:(?!\1)[^\\])*)\1/.exec(expression)?.[2]
