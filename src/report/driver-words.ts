import type { DriverResult } from './result.ts'
import type { RequestUnit } from './request-unit.ts'
import { usdDelta } from '../words/money.ts'

/** `model gpt-4o-mini → gpt-4o`, `output 300 → 220 tokens`: what both sides share is said once. */
export function driverWords({ kind, from, to }: DriverResult): string {
  const step = fromTo(from, to)
  const told = step.includes(kind.slice(0, 4))
  return step === '' ? kind : told ? step : `${kind} ${step}`
}

/** `2,100 tokens`, `4,000 tokens` → `2,100 → 4,000 tokens`; empty where nothing is told. */
export function fromTo(from: string, to: string): string {
  if (from === to || (from === '' && to === '')) return ''
  // In a list a shared word may belong to another item, in brackets to another half.
  if (/, |\(/.test(from + to)) return `${from || 'none'} → ${to || 'none'}`
  const [before, after] = [from.split(' '), to.split(' ')]
  const first = shared(before, after)
  const last = shared(before.slice(first).toReversed(), after.slice(first).toReversed())
  const start = before.slice(0, before.length - last).join(' ')
  return `${start || 'none'} → ${after.slice(first).join(' ') || 'none'}`
}

/** `+$860/month`; without traffic `+$5.10 per 1,000 requests`; where only the high end moves, that. */
export function driverAmount(driver: DriverResult, unit: RequestUnit): string {
  if (driver.usd_per_month) return `${usdDelta(driver.usd_per_month)}/month`
  if (driver.usd_per_request) return `${usdDelta(driver.usd_per_request * unit.requests)} ${unit.per}`
  const high = driver.usd_per_request_high
  return `${usdDelta(high === null ? null : high * unit.requests)} ${unit.per} in the worst case`
}

/** How many words at the start are the same, leaving at least one on each side. */
function shared(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((word, index) => word !== b[index])
  return Math.max(0, Math.min(differs === -1 ? a.length : differs, a.length - 1, b.length - 1))
}
