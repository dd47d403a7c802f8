import type { Expression, Module } from './module.ts'

/** The values that a file gives its names. */
export type Bindings = {
  /**
   * The only assignment of a name in the nearest scope that has one, else the default of a parameter. Twice
   * assigned is decided at run time, and so is a parameter without a default.
   */
  readonly valueOf: (name: string, scope: string) => Expression | null
  /** A field of a class (`Models.FAST`), also of what is made of it and of `self`. */
  readonly attributeOf: (owner: string, name: string, scope: string) => Expression | null
}

export function bindingsOf({ assignments, functions }: Module): Bindings {
  const values = new Map<string, readonly Expression[]>()
  const bind = (key: string, value: Expression) =>
    values.set(key, [...(values.get(key)?.slice(0, 1) ?? []), value])
  for (const { scope, name, value } of assignments) {
    bind(keyOf(scope, name), value)
    const field = /^(?:self|this|cls)\.(\w+)$/u.exec(name)?.[1]
    if (field !== undefined) bind(keyOf(around(scope), field), value)
  }
  const defaults = new Map(
    functions.flatMap(({ scope, parameters }) =>
      parameters.map(({ name, value }) => [keyOf(scope, name), value] as const),
    ),
  )
  const only = (key: string) => {
    const found = values.get(key) ?? []
    return found.length === 1 ? (found[0] ?? null) : null
  }
  return {
    valueOf: (name, scope) => {
      for (const at of scopesAround(scope)) {
        const key = keyOf(at, name)
        if (values.has(key)) return only(key)
        if (defaults.has(key)) return defaults.get(key) ?? null
      }
      return null
    },
    attributeOf: (owner, name, scope) => {
      const isOwn = owner === 'self' || owner === 'this' || owner === 'cls'
      return only(keyOf(isOwn ? around(scope) : owner, name))
    },
  }
}

const keyOf = (scope: string, name: string) => `${scope} ${name}`

/** The class of a method: `Agent` of `Agent.run`. */
const around = (scope: string) => scope.split('.').slice(0, -1).join('.')

function scopesAround(scope: string): readonly string[] {
  const names = scope === '' ? [] : scope.split('.')
  return names.map((_, index) => names.slice(0, names.length - index).join('.')).concat('')
}
