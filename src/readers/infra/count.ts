import type { Place } from '../../model/evidence.ts'
import type { Range } from '../../model/quantity.ts'
import type { Setting } from './setting.ts'

/** How many, as far as a file tells. `null` is unknown: `why` says which expression is the reason. */
export type Count = {
  readonly range: Range | null
  readonly at: Place
  readonly why: string | null
  /** Values that a real environment may override. */
  readonly assumed: readonly string[]
}

export const counted = (range: Range, at: Place, assumed: readonly string[] = []): Count => ({
  range,
  at,
  why: null,
  assumed,
})

export const uncounted = (why: string, at: Place): Count => ({ range: null, at, why, assumed: [] })

/** A number that is written there, `standard` where nothing is; an expression is unknown and named. */
export function countOf(setting: Setting, name: string, standard: number): Count {
  const number = setting.number() ?? (setting.shape === 'nothing' ? standard : null)
  if (number === null || number < 0)
    return uncounted(`${name} = ${setting.text() ?? 'no number'}`, setting.at)
  return counted({ low: number, expected: number, high: number }, setting.at)
}

/** Each of `a` holds `b`: two replicas of four accelerators are eight. */
export function times(a: Count, b: Count): Count {
  const whys = [a.why, b.why].filter(why => why !== null)
  return {
    at: a.at,
    assumed: [...a.assumed, ...b.assumed],
    why: whys.length === 0 ? null : whys.join('; '),
    range: a.range && b.range && product(a.range, b.range),
  }
}

const product = (a: Range, b: Range): Range => ({
  low: a.low * b.low,
  expected: a.expected * b.expected,
  high: a.high * b.high,
})

export const isNone = ({ range }: Count): boolean => range !== null && range.high === 0

/** Several reasons as one, in order; null where there is none. */
export const together = (reasons: readonly (string | null)[]): string | null =>
  reasons.filter(reason => reason !== null).join('; ') || null
