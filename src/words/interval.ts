import { MINUS, significant } from './numbers.ts'

type Interval = { readonly low: number; readonly high: number }

/** A relative change with what chance leaves open: `+12 % (+8.1 % … +16 %)`. 0.12 is 12 % more. */
export const changeWithInterval = (expected: number, interval: Interval): string =>
  `${percent(expected)} (${percent(interval.low)} … ${percent(interval.high)})`

/** Half of the interval: `+3.1 % ± 4.4 %`. */
export const changeGiveOrTake = (expected: number, { low, high }: Interval): string =>
  `${percent(expected)} ± ${significant(((high - low) / 2) * 100, 2)} %`

/** `+12 %`, `−3.1 %`: also where nothing but chance is in it, so `+0 %` is possible. */
export const percent = (change: number): string =>
  `${change < 0 ? MINUS : '+'}${significant(Math.abs(change) * 100, 2)} %`
