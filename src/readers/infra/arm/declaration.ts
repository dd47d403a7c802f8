import { fieldOf } from './expression.ts'
import type { Expression } from './expression.ts'
import { DEPLOYMENTS } from './template.ts'
import type { Declaration } from './template.ts'

type Outside = { readonly symbol: string; readonly type: string }

/** What a call of `declare` creates: it, and the resources that are written inside it. */
export function declarationsOf(value: Expression, outside: Outside | null): readonly Declaration[] {
  if (value.kind !== 'call' || value.name !== 'declare') return []
  const [what, symbol, type, existing, condition, body] = value.parts
  if (body === undefined) return []
  const isModule = textIn(what) === 'module'
  const written = textIn(type)
  const own = { symbol: textIn(symbol), type: isModule ? DEPLOYMENTS : fullType(written, outside) }
  const inner = body.kind === 'loop' ? body.body : body
  const declaration: Declaration = {
    ...own,
    isExisting: textIn(existing) === 'true',
    condition: condition ?? null,
    loop: body.kind === 'loop' ? body : null,
    body: inner,
    parent: outside?.symbol ?? symbolIn(fieldOf(inner, 'parent')),
    module: isModule ? { source: written, parameters: fieldOf(inner, 'params'), isOuter: false } : null,
    damage: null,
    line: value.line,
  }
  const fields = inner.kind === 'object' ? inner.fields : []
  return [declaration, ...fields.flatMap(field => declarationsOf(field.value, own))]
}

const textIn = (expression: Expression | undefined): string =>
  expression?.kind === 'literal' ? String(expression.value) : ''

/** Inside another resource only the last part of a type is written. */
function fullType(written: string, outside: Outside | null): string {
  const [name = ''] = written.split('@')
  return outside === null || name.includes('.') ? name : `${outside.type}/${name}`
}

/** `parent: account`, `parent: accounts[i]` */
function symbolIn(expression: Expression | null): string | null {
  if (expression?.kind === 'access') return symbolIn(expression.of)
  return expression?.kind === 'name' ? expression.name : null
}
