type Json = Readonly<Record<string, unknown>>

/** Keywords whose values are schemas by name: their keys are no keywords. */
const MAPS_OF_SCHEMAS = new Set(['properties', '$defs'])
const ANNOTATIONS = new Set(['title', 'description', 'examples'])

/**
 * The same schema for a compiler: without annotations, and each subschema that occurs is a definition that
 * others refer to. Compiled code is less than half as long. Errors differ only in `schemaPath`.
 */
export function compact(schema: Json): Json {
  const definitions = new Map<string, { readonly name: string; readonly schema: Json }>()

  function shared(value: unknown): unknown {
    const own = bare(value)
    if (!isRecord(own) || !SHARED.some(keyword => keyword in own)) return own
    const text = JSON.stringify(own)
    const known = definitions.get(text) ?? { name: `d${definitions.size}`, schema: own }
    definitions.set(text, known)
    return { $ref: `#/$defs/${known.name}` }
  }

  function bare(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(shared)
    if (!isRecord(value)) return value
    const kept = Object.entries(value).filter(([keyword]) => !ANNOTATIONS.has(keyword))
    return Object.fromEntries(kept.map(([keyword, inner]) => [keyword, inside(keyword, inner)]))
  }

  function inside(keyword: string, inner: unknown): unknown {
    // An error in a definition does not say that it is about a name.
    if (keyword === 'propertyNames') return bare(inner)
    return MAPS_OF_SCHEMAS.has(keyword) && isRecord(inner) ? mapValues(inner, shared) : shared(inner)
  }

  const root = bare(schema)
  const $defs = Object.fromEntries([...definitions.values()].map(({ name, schema }) => [name, schema]))
  return isRecord(root) ? { ...root, $defs } : schema
}

/** What makes a subschema worth a definition. */
const SHARED = ['type', 'anyOf', 'enum']

const mapValues = (map: Json, change: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
