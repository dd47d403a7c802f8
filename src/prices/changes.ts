import { isMoreMeter } from './meters.ts'
import type { SnapshotPrice, SnapshotRow } from './rows.ts'

/** One price that two lists have differently; null on the side that does not have it. */
export type PriceChange = {
  /** `openai/gpt-4o` */
  readonly model: string
  readonly meter: string
  /** For calls with more than this many input tokens. */
  readonly above: number
  readonly effectiveFrom: string | null
  readonly before: number | null
  readonly after: number | null
}

export type Changes = {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly PriceChange[]
}

/**
 * What the second list says differently. Prices that differ by at most `tolerance` (a share of the smaller one)
 * are the same; a price with another first day, scheduled ones too, is another price.
 */
export function changesBetween(
  before: readonly SnapshotRow[],
  after: readonly SnapshotRow[],
  tolerance = 0.01,
): Changes {
  const [old, current] = [byName(before), byName(after)]
  return {
    added: [...current.keys()].filter(name => !old.has(name)).toSorted(),
    removed: [...old.keys()].filter(name => !current.has(name)).toSorted(),
    changed: [...old].flatMap(([name, row]) => {
      const now = current.get(name)
      return now === undefined ? [] : changesOf(name, [row, now], tolerance)
    }),
  }
}

const byName = (rows: readonly SnapshotRow[]) =>
  new Map(rows.map(row => [`${row.provider}/${row.id}`, row] as const))

function changesOf(
  model: string,
  [before, after]: readonly [SnapshotRow, SnapshotRow],
  tolerance: number,
): readonly PriceChange[] {
  const [old, current] = [flat(before.prices), flat(after.prices)]
  return [...new Set([...old.keys(), ...current.keys()])].flatMap(key => {
    const [a, b] = [old.get(key), current.get(key)]
    const place = a ?? b
    if (place === undefined || isSame(a?.usd ?? null, b?.usd ?? null, tolerance)) return []
    const { meter, above, effectiveFrom } = place
    return [{ model, meter, above, effectiveFrom, before: a?.usd ?? null, after: b?.usd ?? null }]
  })
}

type Flat = {
  readonly meter: string
  readonly above: number
  readonly effectiveFrom: string | null
  readonly usd: number
}

function flat(prices: readonly SnapshotPrice[]): ReadonlyMap<string, Flat> {
  const all = prices.flatMap(({ effective_from: effectiveFrom, above, more, ...rest }) =>
    Object.entries({ ...rest, ...more }).flatMap(([meter, usd]): readonly Flat[] =>
      typeof usd === 'number' && (isMoreMeter(meter) || MAIN.has(meter))
        ? [{ meter, above, effectiveFrom, usd }]
        : [],
    ),
  )
  return new Map(all.map(row => [`${row.effectiveFrom ?? ''} ${row.above} ${row.meter}`, row]))
}

const MAIN: ReadonlySet<string> = new Set(['input', 'output', 'cache_read', 'cache_write'])

const isSame = (a: number | null, b: number | null, tolerance: number) =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= tolerance * Math.min(a, b) + 1e-12)
