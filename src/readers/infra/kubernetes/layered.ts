import type { Setting } from '../setting.ts'

/**
 * One object laid over another, as Kubernetes does it: maps merge, an empty value removes a key, everything
 * else is replaced. @param named whether lists whose items have names merge by name (containers, variables)
 * https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function layered(top: Setting, below: Setting, named = true): Setting {
  if (top.shape === 'list' && below.shape === 'list') return named ? byName(top, below) : top
  if (top.shape !== 'map' || below.shape !== 'map' || top.get('$patch').text() === 'replace') return top
  const own = new Map(top.entries().map(({ key, value }) => [key, value] as const))
  const child = (key: string): Setting => {
    const value = own.get(key)
    return value === undefined ? below.get(key) : layered(value, below.get(key), named)
  }
  return {
    ...below,
    get: (key, ...more) => more.reduce((found, name) => found.get(name), child(key)),
    entries: () => {
      const keys = new Set([...below.entries().map(({ key }) => key), ...own.keys()])
      return [...keys].map(key => ({ key, value: child(key) })).filter(isStated)
    },
  }
}

/** Items without a name cannot be matched: then the list above replaces the one below. */
function byName(top: Setting, below: Setting): Setting {
  const items = () => {
    // Once each: below may be layers itself, and asking each of them twice doubles at every layer.
    const [own, standing] = [top.items(), below.items()]
    const above = new Map(own.map(item => [nameOf(item), item] as const))
    const known = new Set(standing.map(nameOf))
    if (above.has(null) || known.has(null)) return own
    const merged = standing.flatMap(item => {
      const over = above.get(nameOf(item))
      if (over?.get('$patch').text() === 'delete') return []
      return [over === undefined ? item : layered(over, item)]
    })
    return [...merged, ...own.filter(item => !known.has(nameOf(item)))]
  }
  return { ...top, items }
}

const nameOf = (item: Setting): string | null => item.get('name').text()

/** A map of which some keys are other settings. */
export function withKeys(map: Setting, keys: ReadonlyMap<string, Setting>): Setting {
  const child = (key: string): Setting => keys.get(key) ?? map.get(key)
  const others = map.entries().filter(({ key }) => !keys.has(key))
  return {
    ...map,
    shape: 'map',
    get: (key, ...more) => more.reduce((found, name) => found.get(name), child(key)),
    entries: () => [...others, ...[...keys].map(([key, value]) => ({ key, value }))].filter(isStated),
  }
}

export const withItems = (list: Setting, items: readonly Setting[]): Setting => ({
  ...list,
  shape: 'list',
  items: () => items,
})

export const withText = (scalar: Setting, text: string): Setting => ({
  ...scalar,
  shape: 'scalar',
  text: () => text,
  number: () => (/^\d{1,15}$/.test(text) ? Number(text) : null),
})

const isStated = ({ value }: { readonly value: Setting }): boolean => value.shape !== 'nothing'

/** What is left where a value is removed. */
export function removed({ at }: Pick<Setting, 'at'>): Setting {
  const nothing: Setting = {
    shape: 'nothing',
    at,
    get: () => nothing,
    items: () => [],
    entries: () => [],
    text: () => null,
    number: () => null,
    boolean: () => null,
  }
  return nothing
}
