import { sizeRange } from '../config/assumptions.ts'
import type { LoopConfig, Size } from '../config/config.ts'

/**
 * The dearer of two stated quantities, of which `compare` is the size; what one side does not say is nothing, so
 * the other side's holds.
 */
export function larger<Value>(a: Value | undefined, b: Value | undefined, compare: (value: Value) => number) {
  if (a === undefined || b === undefined) return a ?? b
  return compare(b) > compare(a) ? b : a
}

export const largest = (a: number | undefined, b: number | undefined) => larger<number>(a, b, n => n)

/** In what is expected and in the worst case: a budget may look at either. */
export function dearerSize(a: Size, b: Size): Size
export function dearerSize(a: Size | undefined, b: Size | undefined): Size | undefined
export function dearerSize(a: Size | undefined, b: Size | undefined): Size | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const [one, other] = [sizeRange(a), sizeRange(b)]
  if (one.expected >= other.expected && one.high >= other.high) return a
  if (other.expected >= one.expected && other.high >= one.high) return b
  return {
    low: Math.max(one.low, other.low),
    expected: Math.max(one.expected, other.expected),
    high: Math.max(one.high, other.high),
  }
}

/** Each of its numbers. */
export function dearerLoop(own: LoopConfig | undefined, old: LoopConfig | undefined): LoopConfig | undefined {
  if (own === undefined || old === undefined) return own ?? old
  const keys = ['mean', 'p95', 'max', 'growth_tokens'] as const
  return Object.fromEntries(
    keys.flatMap(key => {
      const value = largest(own[key], old[key])
      return value === undefined ? [] : [[key, value] as const]
    }),
  )
}
