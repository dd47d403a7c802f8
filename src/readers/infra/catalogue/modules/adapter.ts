import type { Resource } from '../../resource.ts'
import { known, unknownValue } from '../../value.ts'
import type { Origin, Scalar, Value } from '../../value.ts'

/** Knows what a public module makes of its inputs. */
export type Adapter = {
  /** Fits the source as written: of a registry, or of git. */
  readonly sources: RegExp
  readonly resources: (module: Resource) => readonly Resource[]
}

/** A resource inside a module: `path` is its address there. Attributes that are null are not stated. */
export type Made = {
  readonly path: string
  readonly key: string | null
  readonly values: Readonly<Record<string, Value | null>>
}

export function made(module: Resource, { path, key, values }: Made): Resource {
  const [type = '', name = ''] = path.split('.').slice(-2)
  const address = `${module.address}.${path}`
  return {
    ...module,
    address,
    key: [module.key, key].filter(part => part !== null).join(', ') || null,
    type,
    name,
    values: stated(values),
  }
}

/** One entry of an input; of one that nobody knows (`unread`) every attribute is unknown. */
export type Entry = {
  readonly key: string
  readonly values: ReadonlyMap<string, Value>
  readonly unread?: Value
}

/** The entries of an input that is a map or a list of objects. */
export function entriesOf(module: Resource, input: string): readonly Entry[] {
  const value = module.values.get(input)
  if (value?.kind === 'map')
    return [...value.entries].flatMap(([key, item]) => entryOf(JSON.stringify(key), item))
  if (value?.kind === 'list') return value.items.flatMap((item, index) => entryOf(String(index), item))
  return value?.kind === 'unknown' ? entryOf('?', value) : []
}

function entryOf(key: string, value: Value): readonly Entry[] {
  if (value.kind === 'map') return [{ key, values: value.entries }]
  return value.kind === 'unknown' ? [{ key, values: new Map(), unread: value }] : []
}

/** What the entry says under the first of the names, else what one that stands for all entries says. */
export function from(entry: Entry, names: readonly string[], defaults?: Value): Value | null {
  if (entry.unread !== undefined) return entry.unread
  const common = defaults?.kind === 'map' ? defaults.entries : new Map<string, Value>()
  const found = [entry.values, common].flatMap(values => names.flatMap(name => values.get(name) ?? []))
  return found.find(value => value.kind !== 'scalar' || value.value !== null) ?? null
}

const originIn = ({ at }: Resource): Origin => ({ at, source: 'adapter', name: null })

/** What the module itself sets. */
export const preset = (module: Resource, value: Scalar): Value => known(value, originIn(module))

export const block = (module: Resource, values: Made['values']): Value => ({
  kind: 'map',
  entries: stated(values),
  origin: originIn(module),
})

/** A reference to another resource that the module makes. */
export const linkTo = (module: Resource, path: string): Value =>
  unknownValue('known after the apply', originIn(module), [`${module.address}.${path}`])

const stated = (values: Made['values']): ReadonlyMap<string, Value> =>
  new Map(Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])))
