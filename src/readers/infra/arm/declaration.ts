import { fieldOf } from './expression.ts'
import type { Expression } from './expression.ts'
import { DEPLOYMENTS } from './template.ts'
import type { Declaration } from './template.ts'

type Outside = { readonly symbol: string; readonly type: string }

/** What a call of `declare` creates: it, and the resources that are written inside it. */
export function declarationsOf(value: Expression, outside: Outside | null): readonly Declaration[] {
  if (value.kind !== 'call' || value.name !== 'declare') return []
  const [what, symbol, type, existing, condition, body] = value.parts
  if (body === undefined || type?.kind !== 'literal' || symbol?.kind !== 'literal') return []
  const isModule = what?.kind === 'literal' && what.value === 'module'
  const written = String(type.value)
  const [name = ''] = written.split('@')
  const fullName = outside === null || name.includes('.') ? name : `${outside.type}/${name}`
  const inner = body.kind === 'loop' ? body.body : body
  const own = { symbol: String(symbol.value), type: isModule ? DEPLOYMENTS : fullName }
  const declaration: Declaration = {
    ...own,
    isExisting: existing?.kind === 'literal' && existing.value === true,
    condition: condition ?? null,
    loop: body.kind === 'loop' ? body : null,
    body: inner,
    parent: outside?.symbol ?? symbolIn(fieldOf(inner, 'parent')),
    module: isModule ? { source: written, parameters: fieldOf(inner, 'params'), isOuter: false } : null,
    line: value.line,
  }
  const fields = inner.kind === 'object' ? inner.fields : []
  const nested = fields.flatMap(field => declarationsOf(field.value, own))
  return [declaration, ...nested]
}

/** `parent: account`, `parent: accounts[i]` */
function symbolIn(expression: Expression | null): string | null {
  if (expression?.kind === 'access') return symbolIn(expression.of)
  return expression?.kind === 'name' ? expression.name : null
}
