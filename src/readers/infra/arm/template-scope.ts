import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import { evaluate } from './evaluate.ts'
import { originAt } from './scope.ts'
import type { Budget, Scope } from './scope.ts'
import type { Template } from './template.ts'

type Where = { readonly prefix: string; readonly isRoot: boolean; readonly budget: Budget }

/** What the expressions of a template may refer to. Everything is evaluated once, when it is asked for. */
export function scopeOf(
  template: Template,
  given: ReadonlyMap<string, Value>,
  { prefix, isRoot, budget }: Where,
): Scope {
  const symbols = new Set(template.resources.flatMap(({ symbol }) => symbol ?? []))
  const once = memory(template.path)
  const scope: Scope = {
    path: template.path,
    names: new Map(),
    parameter: name =>
      once(`parameter ${name}`, () => {
        const declared = template.parameters.get(name)
        const passed = given.get(name)
        if (declared === undefined || passed !== undefined) return passed ?? null
        const origin = originAt(scope, declared)
        const label = `parameter ${name}`
        const { standard } = declared
        // What a module's caller leaves out may be left out.
        const isLeftOut = declared.isNullable || !isRoot
        if (standard === null && !isLeftOut) return unknownValue(`${label}, which has no default`, origin)
        const value = standard === null ? known(null, origin) : evaluate(standard, scope)
        // Who calls a module decides to take its default; nobody else can override it.
        return isRoot ? fromDefault(value, { ...origin, source: 'default', name: label }) : value
      }),
    variable: name =>
      once(`variable ${name}`, () => {
        const variable = template.variables.get(name)
        return variable === undefined ? null : evaluate(variable, scope)
      }),
    address: symbol => (symbols.has(symbol) ? prefix + symbol : null),
    budget,
  }
  return scope
}

/** Everything inside a default may be overridden. */
function fromDefault(value: Value, { source, name }: Origin): Value {
  const origin: Origin = { at: value.origin.at, source, name }
  if (value.kind === 'list')
    return { ...value, items: value.items.map(item => fromDefault(item, origin)), origin }
  if (value.kind !== 'map') return { ...value, origin }
  const entries = [...value.entries].map(([key, item]) => [key, fromDefault(item, origin)] as const)
  return { ...value, entries: new Map(entries), origin }
}

function memory(path: string) {
  const ready = new Map<string, Value | null>()
  return (label: string, compute: () => Value | null): Value | null => {
    const found = ready.get(label)
    if (found !== undefined) return found
    const origin = originAt({ path }, { line: 1 })
    ready.set(label, unknownValue(`${label}, which depends on itself`, origin))
    const value = compute()
    ready.set(label, value)
    return value
  }
}
