import type { Unknown, Value } from '../value.ts'

/**
 * One of two values (null: nothing at all), and nobody knows which before the deployment. What both say is
 * known; `why` stands for everything else, so that neither of them is taken for the truth.
 */
export function undecided(one: Value | null, other: Value | null, why: Unknown): Value | null {
  if (one === null || other === null) return one === other ? null : why
  if (one.kind === 'map' && other.kind === 'map') return mapOf([one.entries, other.entries], one, why)
  if (one.kind === 'list' && other.kind === 'list') return listOf(one.items, other.items, why) ?? why
  return saysTheSame(one, other) ? one : why
}

const saysTheSame = (one: Value, other: Value): boolean =>
  (one.kind === 'scalar' && other.kind === 'scalar' && one.value === other.value) ||
  (one.kind === 'unknown' && other.kind === 'unknown' && one.reason === other.reason)

/** Null where it is not even known how many there are. */
function listOf(one: readonly Value[], other: readonly Value[], why: Unknown): Value | null {
  if (one.length !== other.length) return null
  const items = one.map((item, index) => undecided(item, other[index] ?? null, why) ?? why)
  return { kind: 'list', items, origin: one[0]?.origin ?? why.origin }
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
