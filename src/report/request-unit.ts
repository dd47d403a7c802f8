import type { Judged, WorkloadResult } from './result.ts'

/** How many requests a cost is told for: one or 1,000, the same all over a report so that columns compare. */
export type RequestUnit = {
  readonly requests: 1 | 1000
  /** `per request` */
  readonly per: string
  /** `/ request` */
  readonly slash: string
}

const ONE: RequestUnit = { requests: 1, per: 'per request', slash: '/ request' }
const THOUSAND: RequestUnit = { requests: 1000, per: 'per 1,000 requests', slash: '/ 1,000 requests' }

/** Below this one request has too many zeros to be read, in USD. */
const READABLE = 0.0001

/** Per 1,000 requests where a shown workload has no traffic declared, or costs less than $0.0001 a request. */
export function requestUnit(result: Judged): RequestUnit {
  const changed = result.workloads.filter(workload => workload.status !== 'unchanged')
  const shown = changed.length > 0 ? changed : result.workloads
  return shown.some(workload => lacksTraffic(workload) || isTiny(workload)) ? THOUSAND : ONE
}

/** It serves requests, and how many a month nobody has declared: it has no monthly figure. */
export function lacksTraffic({ base, head, requests_per_month: requests }: WorkloadResult): boolean {
  const side = head ?? base
  const traffic = head === null ? requests.base : requests.head
  return traffic === null && side?.usd_per_request !== null && side?.usd_per_request !== undefined
}

const isTiny = ({ base, head }: WorkloadResult) =>
  [base, head].some(side => {
    const cost = side?.usd_per_request?.expected ?? 0
    return cost > 0 && cost < READABLE
  })
