import { expect, test } from 'vitest'
import {
  benchmarkOf,
  callOf,
  capacityOf,
  profile,
  routeTo,
  size,
  targetOf,
  traffic,
  workloadOf,
  worldOf,
} from '../../test/builders.ts'
import type { Workload } from '../model/workload.ts'
import { usdPerMonth } from '../units.ts'
import { diff } from './diff.ts'

const world = worldOf({ models: { api: { input: 1, output: 4 } }, units: { L4: 1 } })
const FREE = { input: 0, output: 0, cacheRead: null, cacheWrite: null }

const chat = (own: boolean, more: Partial<Workload> = {}): Workload => {
  const target = own ? targetOf('llama', 1, { deployment: 'self-hosted', stated: FREE }) : targetOf('api')
  const call = callOf({
    prompt: profile(1000),
    output: { tokens: size(250), maximum: null },
    route: routeTo('api', { targets: [target] }),
  })
  return workloadOf([call], {
    traffic: traffic(100_000),
    capacity: own ? [capacityOf('L4', 1)] : [],
    ...more,
  })
}

const comparison = (base: Workload, head: Workload) =>
  diff([base], [head], world)[0]?.head?.estimate.serving?.crossover

test('own machines instead of an API: from how many requests they are cheaper', () => {
  expect(comparison(chat(false), chat(true))).toStrictEqual({
    model: 'api',
    usdPerRequest: 0.002,
    requestsPerMonth: 365_000,
    reachable: null,
    leavesOut: ['operations', 'network egress'],
  })
})

test('operations count where they are declared, and a benchmark says whether that many fit', () => {
  const at = { path: 'unitcost.yml', line: 3 }
  const fixedCosts = [{ kind: 'overhead', usdPerMonth: usdPerMonth(270), months: null, at }] as const
  expect(comparison(chat(false), chat(true, { fixedCosts, benchmarks: [benchmarkOf()] }))).toMatchObject({
    requestsPerMonth: 500_000,
    reachable: true,
    leavesOut: ['network egress'],
  })
})

test.for<[string, Workload, Workload]>([
  ['machines before and after', chat(true), chat(true, { traffic: traffic(5) })],
  ['back to an API', chat(true), chat(false)],
  ['an API without a price', chat(false, { problems: ['unknown'] }), chat(true)],
])('nothing is compared: %s', ([, base, head]) => {
  expect(comparison(base, head) ?? null).toBeNull()
})
