import type { Unknown, Value } from '../value.ts'

/**
 * One of two values (null: nothing at all), and nobody knows which before the deployment. What both say is
 * known; `why` stands for everything else, so that neither of them is taken for the truth.
 */
export function undecided(one: Value | null, other: Value | null, why: Unknown): Value | null {
  if (one === null && other === null) return null
  if (one === null || other === null) return why
  if (one.kind === 'scalar' && other.kind === 'scalar') return one.value === other.value ? one : why
  if (one.kind === 'unknown' && other.kind === 'unknown') return one.reason === other.reason ? one : why
  if (one.kind === 'map' && other.kind === 'map') return mapOf([one.entries, other.entries], one, why)
  if (one.kind !== 'list' || other.kind !== 'list' || one.items.length !== other.items.length) return why
  const items = one.items.map((item, index) => undecided(item, other.items[index] ?? null, why) ?? why)
  return { ...one, items }
}

type Entries = ReadonlyMap<string, Value>

function mapOf([one, other]: readonly [Entries, Entries], like: Value, why: Unknown): Value {
  const keys = [...new Set([...one.keys(), ...other.keys()])]
  const entries = keys.flatMap((key): readonly (readonly [string, Value])[] => {
    const value = undecided(one.get(key) ?? null, other.get(key) ?? null, why)
    return value === null ? [] : [[key, value]]
  })
  return { kind: 'map', entries: new Map(entries), origin: like.origin }
}
