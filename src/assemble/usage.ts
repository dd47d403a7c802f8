import type { WorkloadConfig } from '../config/config.ts'
import { exactly, type Quantity } from '../model/quantity.ts'
import type { MeasuredUsage, UsageFact } from '../model/usage.ts'
import type { Route } from '../model/workload.ts'
import { requestsPerMonth, type RequestsPerMonth } from '../units.ts'
import { NO_USAGE, usageByCall, type CallUsage } from './call-usage.ts'
import type { Library } from './library.ts'

/** What usage says about a workload; nothing at all where nothing was imported. */
export type JoinedUsage = {
  /** In the order of its calls. */
  readonly calls: readonly CallUsage[]
  readonly traffic: Quantity<RequestsPerMonth> | null
  readonly kept: MeasuredUsage | null
  readonly files: readonly string[]
  /** References of unitcost.yml to what is not there. */
  readonly missing: readonly string[]
}

type Asked = {
  readonly config: WorkloadConfig
  readonly routes: readonly Route[]
  readonly library: Library
}

export function joinUsage(id: string, { config, routes, library }: Asked): JoinedUsage {
  const missing = (config.usage ?? []).filter(
    reference => usageFor(reference, id, library.usage).length === 0,
  )
  const fact = usageOf(id, config, library)
  if (fact === null)
    return { calls: routes.map(() => NO_USAGE), traffic: null, kept: null, files: [], missing }
  return {
    calls: usageByCall(fact, routes),
    traffic: measuredTraffic(fact),
    kept: keptUsage(fact, config),
    files: [fact.at.path],
    missing,
  }
}

/**
 * What production recorded about a workload: the evidence that unitcost.yml names (`PATH`, or `PATH#NAME` where
 * one file holds several workloads), else the newest that has the workload's own name.
 */
function usageOf(id: string, config: WorkloadConfig, { usage }: Library): UsageFact | null {
  const facts =
    config.usage === undefined
      ? usage.filter(fact => fact.workload === id)
      : config.usage.flatMap(reference => usageFor(reference, id, usage))
  return facts.toSorted((a, b) => (a.to < b.to ? 1 : -1))[0] ?? null
}

/** By the address of one workload in a file, or by a file that holds one, or one of this name. */
function usageFor(reference: string, id: string, usage: readonly UsageFact[]): readonly UsageFact[] {
  const facts = usage.filter(fact => fact.id === reference || fact.at.path === reference)
  return facts.length <= 1 ? facts : facts.filter(({ workload }) => workload === id)
}

const DAY = 24 * 60 * 60 * 1000
/** 365 days ÷ 12. */
const DAYS_PER_MONTH = 365 / 12

/** Requests of a month as recorded; null where less than a day was: nights and days differ. */
function measuredTraffic({ from, to, requests, at }: UsageFact): Quantity<RequestsPerMonth> | null {
  const days = (Date.parse(to) - Date.parse(from)) / DAY
  const perMonth = requestsPerMonth((requests / Math.max(days, 1)) * DAYS_PER_MONTH)
  return days < 1 ? null : { ...exactly(perMonth), basis: 'measured', at }
}

/** From where on a declaration is said to disagree with what was recorded. */
const DISAGREES = 0.2

/** What the workload keeps of it: where, when, how many, and what does not fit. */
function keptUsage(fact: UsageFact, { traffic }: WorkloadConfig): MeasuredUsage {
  const { at, from, to, requests, input, calls } = fact
  const recorded = measuredTraffic(fact)
  const differs =
    traffic !== undefined &&
    recorded !== null &&
    Math.abs(traffic - recorded.expected) > DISAGREES * recorded.expected
  return {
    at,
    from,
    to,
    requests,
    inputPerRequest: input === null ? null : (input.mean * calls) / requests,
    notes: [
      ...(differs && recorded !== null
        ? [
            `unitcost.yml declares ${whole(traffic)} requests a month, ${at.path} recorded ${whole(recorded.expected)}`,
          ]
        : []),
      ...(recorded === null ? [`${at.path} covers less than a day: it says nothing about traffic`] : []),
    ],
  }
}

const whole = (n: number) => Math.round(n).toLocaleString('en-US')
