import { field, textOf } from '../json.ts'
import type { Percentiles } from '../../model/benchmark.ts'
import type { Spread } from './run.ts'

/** A finite amount of at least 0, however far down; null for everything else. */
export function amount(value: unknown, ...path: readonly string[]): number | null {
  const found = field(value, ...path)
  return typeof found === 'number' && found >= 0 && found <= MOST ? found : null
}

/** Nanoseconds since 1970 are the largest. */
const MOST = 1e19

/** Also where it is quoted: what was passed as `--metadata key=value` is text. */
export function quotedAmount(value: unknown): number | null {
  const text = textOf(value)
  return text !== null && /^\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) : amount(value)
}

export const times = (amounts: number | null, factor: number | null): number | null =>
  amounts === null || factor === null ? null : amounts * factor

export const over = (amounts: number | null, parts: number | null): number | null =>
  amounts === null || parts === null || parts === 0 ? null : amounts / parts

export const plus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b

/** The first that is known. */
export const known = (...amounts: readonly (number | null)[]): number | null =>
  amounts.find(each => each !== null) ?? null

/** A distribution under the names that a tool gives its parts, in milliseconds. */
export function spreadOf(of: (part: keyof Spread) => number | null, millisecondsPerUnit: number): Spread {
  const part = (name: keyof Spread) => times(of(name), millisecondsPerUnit)
  return { mean: part('mean'), p50: part('p50'), p95: part('p95'), p99: part('p99') }
}

/** Names of the parts in an object of a distribution: `{ mean: 'avg', p50: 'p50', p95: 'p95', p99: 'p99' }`. */
export type Names = Readonly<Record<keyof Spread, string>>

export const spreadIn = (value: unknown, names: Names, millisecondsPerUnit: number): Spread =>
  spreadOf(part => amount(value, names[part]), millisecondsPerUnit)

export const percentilesOf = ({ p50, p95, p99 }: Spread): Percentiles => ({ p50, p95, p99 })

export const MS = 1
export const S = 1000
export const NS = 1e-6
