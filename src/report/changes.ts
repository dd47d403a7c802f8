import type { DriverResult, Judged, WorkloadResult } from './result.ts'

/** What a workload's expected cost does, also where one side is missing because it was added or removed. */
export type Change = {
  readonly workload: WorkloadResult
  /** USD; null where it is not known, or where there is no such cost. */
  readonly perMonth: number | null
  readonly perRequest: number | null
  /** Head ÷ base; null for added and removed. */
  readonly ratio: number | null
  /** It has no price at head: what it costs now is not known. */
  readonly unpriced: boolean
}

/** Requests a month for which cost is told where no traffic is declared. */
export const EXAMPLE_TRAFFIC = 100_000

/** Every workload that is not unchanged, unknown first, then by the size of the difference, then by id. */
export const changes = (result: Judged): readonly Change[] =>
  result.workloads
    .filter(workload => workload.status !== 'unchanged')
    .map(toChange)
    .toSorted((a, b) => weight(b) - weight(a) || worstCase(b) - worstCase(a) || byId(a, b))

/** How much `high` moves, USD per month where there is one, else per request; 0 where it is not known. */
export function worstCase({ workload: { base, head } }: Change): number {
  const [before, after] = [base?.usd_per_month, head?.usd_per_month]
  if (before && after) return after.high - before.high
  return (head?.usd_per_request?.high ?? 0) - (base?.usd_per_request?.high ?? 0)
}

/** Drivers with an effect, the largest first. */
export const drivers = (workload: WorkloadResult): readonly DriverResult[] =>
  workload.drivers
    .filter(driver => driverWeight(driver) > 0)
    .toSorted((a, b) => driverWeight(b) - driverWeight(a))

/** Comparable between drivers and workloads, with and without traffic. */
export const driverWeight = (driver: DriverResult) =>
  Math.abs(driver.usd_per_month || (driver.usd_per_request ?? 0) * EXAMPLE_TRAFFIC) ||
  Math.abs((driver.usd_per_request_high ?? 0) / EXAMPLE_TRAFFIC)

function toChange(workload: WorkloadResult): Change {
  const { base, head, delta } = workload
  const difference = (of: 'usd_per_month' | 'usd_per_request') => {
    if (delta) return delta[of]
    if (base && head) return null
    const only = (head ?? base)?.[of]?.expected ?? null
    return only === null ? null : (head ? 1 : -1) * only
  }
  return {
    workload,
    perMonth: difference('usd_per_month'),
    perRequest: difference('usd_per_request'),
    ratio: delta?.ratio ?? null,
    unpriced: (head?.unpriced.length ?? 0) > 0,
  }
}

/** Somebody took the declared traffic away: what a month costs is no longer known, and not a saving. */
export const losesMonth = ({ unpriced, workload: { base, head } }: Change) =>
  !unpriced && base?.usd_per_month != null && head !== null && head.usd_per_month === null

const weight = (change: Change) =>
  change.unpriced || losesMonth(change)
    ? Infinity
    : Math.abs(change.perMonth ?? (change.perRequest ?? 0) * EXAMPLE_TRAFFIC)

const byId = (a: Change, b: Change) => (a.workload.id < b.workload.id ? -1 : 1)
