import type { Basis, Place } from './evidence.ts'

export type Band = 'low' | 'expected' | 'high'
export const BANDS: readonly Band[] = ['low', 'expected', 'high']

/** One number three times: `low` is what makes the cost low, not the smaller number. */
export type Range<N extends number = number> = { readonly [band in Band]: N }

/** A range that says where it is from. */
export type Quantity<N extends number = number> = Range<N> & {
  readonly basis: Basis
  readonly at: Place | null
}

/** A number without uncertainty: the same in every band. */
export const exactly = <N extends number>(n: N): Range<N> => ({ low: n, expected: n, high: n })

export const declared = <N extends number>(n: N, at: Place | null): Quantity<N> => ({
  ...exactly(n),
  basis: 'declared',
  at,
})
