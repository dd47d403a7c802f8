import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  benchmarkOf,
  callOf,
  capacityOf,
  pointOf,
  profile,
  routeTo,
  size,
  targetOf,
  traffic,
  workloadOf,
  worldOf,
} from '../../test/builders.ts'
import type { BenchmarkFact, BenchmarkPoint } from '../model/benchmark.ts'
import type { Target, Workload } from '../model/workload.ts'
import { usdPerHour, usdPerMonth } from '../units.ts'
import { shareCapacity } from './share-capacity.ts'
import { bestPoint } from './throughput.ts'
import { estimate } from './workload.ts'

const world = worldOf({ models: { api: { input: 1, output: 4 } }, units: { L4: 1 } })
const FREE = { input: 0, output: 0, cacheRead: null, cacheWrite: null }
const HERE = { path: 'unitcost.yml', line: 3 }

/** 1,000 tokens in, 250 out: as much work as 2,000 tokens in. */
const answer = (targets: readonly Target[]) =>
  callOf({
    prompt: profile(1000),
    output: { tokens: size(250), maximum: null },
    route: routeTo('llama', { targets }),
  })

const OWN = targetOf('llama', 1, { deployment: 'self-hosted', stated: FREE })

const chat = (requests: number, more: Partial<Workload> = {}): Workload =>
  workloadOf([answer([OWN])], {
    traffic: traffic(requests),
    capacity: [capacityOf('L4', 2, { accelerator: { name: 'L4', perUnit: 1 } })],
    ...more,
  })

/** One L4 that carries 2,000 weighed tokens per second: 2,628,000 of these requests a month. */
const MEASURED = benchmarkOf({
  points: [pointOf({ inputTokensPerSecond: 1000, outputTokensPerSecond: 250 })],
})

describe('used and idle', () => {
  test('the used part follows from the traffic and a benchmark of that hardware', () => {
    const { serving, metrics } = estimate(chat(1_314_000, { benchmarks: [MEASURED] }), world)
    expect(serving?.load).toStrictEqual({
      utilization: 0.25,
      idleShare: 0.75,
      outputTokensPerSecond: 500,
      basis: 'measured',
      at: MEASURED.at,
      source: 'vllm bench serve on 1 × L4',
      point: {
        requestsPerSecond: 2,
        inputTokensPerSecond: 2000,
        outputTokensPerSecond: 500,
        ttftP95Ms: null,
        tpotP95Ms: null,
        limitedBy: 'highest_load',
        usdPerRequestAtFullUse: expect.closeTo(2 / 7200, 12),
        joulesPerOutputToken: null,
      },
    })
    expect(serving?.effectiveUsdPerMtok).toBeCloseTo(1460 / (1.314 * 1250), 9)
    expect(metrics.utilization).toBe(0.25)
  })

  test('price in × tokens in + price out × tokens out is the bill, whatever the benchmark sent', () => {
    const { serving } = estimate(chat(1_314_000, { benchmarks: [MEASURED] }), world)
    const { inputUsdPerMtok = 0, outputUsdPerMtok = 0, outputWeight } = serving?.split ?? {}
    expect(inputUsdPerMtok * 1314 + outputUsdPerMtok * 328.5).toBeCloseTo(1460, 9)
    expect([outputUsdPerMtok / inputUsdPerMtok, outputWeight]).toStrictEqual([4, 4])
  })

  test('an output token counts what it counts at the API beside', () => {
    const dear = worldOf({ models: { api: { input: 1, output: 6 } }, units: { L4: 1 } })
    const both = chat(1000, { calls: [answer([OWN, targetOf('api', 0, {})])] })
    expect(estimate(both, dear).serving?.split?.outputWeight).toBe(6)
  })

  test('power at that load is energy of a token', () => {
    const points = [pointOf({ averageWatt: 70 })]
    const load = estimate(chat(1000, { benchmarks: [benchmarkOf({ points })] }), world).serving?.load
    expect(load?.point?.joulesPerOutputToken).toBeCloseTo(70 / 250, 12)
  })

  test('more traffic than it can carry is said, and nothing is idle', () => {
    const { serving } = estimate(chat(5_256_000 * 2, { benchmarks: [MEASURED] }), world)
    expect(serving?.load).toMatchObject({ utilization: 2, idleShare: 0 })
  })

  test.for<[string, Partial<BenchmarkFact>, string]>([
    [
      'of another accelerator',
      { hardware: { name: 'H100 SXM', count: 1, basis: 'measured' } },
      'it ran on H100 SXM, not on L4',
    ],
    ['without hardware', { hardware: null }, 'it does not say on what it ran'],
    [
      'that was client-bound',
      { points: [pointOf({ flags: ['client_bound'] })] },
      'the load generator was the bottleneck',
    ],
  ])('a benchmark %s says nothing, and why', ([, given, why]) => {
    const { serving } = estimate(chat(1000, { benchmarks: [benchmarkOf(given)] }), world)
    expect(serving?.load).toBeNull()
    expect(serving?.unused).toStrictEqual([`bench/l4.json does not count: ${why}`])
  })

  test('without a benchmark the hardware bounds the used part from below', () => {
    const l4 = { ...HARDWARE, denseTflops: { bits16: 121, bits8: 242.5, bits4: null } }
    const known = { ...world, book: { ...world.book, hardware: () => l4 } }
    const own = { ...OWN, model: 'meta-llama/Llama-3.1-8B-Instruct' }
    const load = estimate(chat(1_000_000, { calls: [answer([own])] }), known).serving?.load
    expect(load).toMatchObject({ basis: 'assumed', source: 'the most that 2 × L4 can compute' })
    expect(load?.utilization).toBeCloseTo((1e6 * 1250) / (2 * 7562.5 * 2_628_000), 9)
  })
})

const HARDWARE = {
  name: 'L4',
  memoryGb: 24,
  bandwidthGbPerSecond: 300,
  powerWatt: 72,
  isSure: true,
  source: 'vendor',
  asOf: '2026-11',
}

describe('the load that counts', () => {
  const at = (output: number, ttft: number, more: Partial<BenchmarkPoint> = {}) =>
    pointOf({ outputTokensPerSecond: output, ttftMs: { p50: null, p95: ttft, p99: null }, ...more })
  const ladder = [at(500, 90), at(2000, 300), at(4000, 2500)]

  test.for<[string, number | null, number | null]>([
    ['without a target the best', null, 4000],
    ['the best inside the target, not the peak', 800, 2000],
    ['none where every load breaks it', 50, null],
  ])('%s', ([, ttftP95Ms, output]) => {
    const latency = ttftP95Ms === null ? null : { ttftP95Ms, tpotP95Ms: null }
    expect(bestPoint(ladder, latency)?.output ?? null).toBe(output)
  })

  const TARGET = { ttftP95Ms: 800, tpotP95Ms: 40 }
  const slow = { tpotMs: { p50: 30, p95: 50, p99: 60 } }
  const quick = { tpotMs: { p50: 20, p95: 30, p99: 35 } }

  test.for<[string, readonly BenchmarkPoint[], string]>([
    ['the first token', [at(500, 90, quick), at(2000, 900, quick)], 'ttft_p95'],
    ['the time per token', [at(500, 90, quick), at(2000, 300, slow)], 'tpot_p95'],
    [
      'a load that fell behind',
      [at(500, 90, quick), at(2000, 300, { ...quick, flags: ['saturated'] })],
      'saturated',
    ],
    ['nothing that was measured', [at(500, 90, quick)], 'highest_load'],
  ])('what keeps it from more: %s', ([, points, limit]) => {
    const { serving } = estimate(
      chat(1000, { latency: TARGET, benchmarks: [benchmarkOf({ points })] }),
      world,
    )
    expect(serving?.load?.point).toMatchObject({ limitedBy: limit, ttftP95Ms: 90, tpotP95Ms: 30 })
  })

  test('where every load breaks the target the benchmark says nothing, and why', () => {
    const benchmarks = [benchmarkOf({ points: [at(500, 900, quick)] })]
    expect(estimate(chat(1000, { latency: TARGET, benchmarks }), world).serving?.unused).toStrictEqual([
      'bench/l4.json does not count: no load keeps the target for the first token (P95)',
    ])
  })

  test.for([0, 1e-300, null])('%d output tokens per second carry nothing', output => {
    expect(bestPoint([pointOf({ outputTokensPerSecond: output })], null)).toBeNull()
  })

  test('a percentile that nobody recorded keeps no target', () => {
    const silent = [at(4000, 90, { tpotMs: { p50: 20, p95: null, p99: null } })]
    expect(bestPoint(silent, { ttftP95Ms: null, tpotP95Ms: 40 })).toBeNull()
  })
})

describe('own machines against the API that the same calls name', () => {
  const API = targetOf('api', 0, {})
  const both = (more: Partial<Workload>) =>
    estimate(chat(1000, { calls: [answer([OWN, API])], ...more }), world).serving?.crossover

  test('from how many requests a month, and what is left out', () => {
    expect(both({})).toMatchObject({
      model: 'api',
      usdPerRequest: 0.002,
      reachable: null,
      leavesOut: ['operations', 'network egress'],
    })
    expect(both({})?.requestsPerMonth).toBeCloseTo(730_000, 6)
  })

  test('declared operations count, and a benchmark says whether that many fit', () => {
    const overhead = { kind: 'overhead', usdPerMonth: usdPerMonth(1000), months: null, at: HERE } as const
    const told = both({ fixedCosts: [overhead], benchmarks: [MEASURED] })
    expect(told?.requestsPerMonth).toBeCloseTo(1_230_000, 6)
    expect(told).toMatchObject({ reachable: true, leavesOut: ['network egress'] })
  })

  test('none without an API beside', () => {
    expect(estimate(chat(1000), world).serving?.crossover).toBeNull()
  })
})

describe('declared spend beside machines and tokens', () => {
  test('is part of the month and of the request', () => {
    const fixedCosts = [
      { kind: 'overhead', usdPerMonth: usdPerMonth(300), months: null, at: HERE },
      { kind: 'one-off', usdPerMonth: usdPerMonth(40), months: 12, at: HERE },
    ] as const
    const { perMonth, perRequest, components } = estimate(chat(1000, { fixedCosts }), world)
    expect(perMonth?.expected).toBe(1460 + 340)
    expect(perRequest?.expected).toBe(1.8)
    expect(components.map(({ meter, perMonth: month }) => [meter, month])).toStrictEqual([
      ['input', 0],
      ['output', 0],
      ['unit_hours', 1460],
      ['overhead', 300],
      ['one_off', 40],
    ])
  })
})

describe('machines that several workloads share', () => {
  test('each pays what it uses, and what nobody uses is a row of its own', () => {
    const users = [
      chat(788_400, { id: 'chat', identity: 'chat', benchmarks: [MEASURED] }),
      chat(1_314_000, { id: 'search', identity: 'search', benchmarks: [MEASURED] }),
    ]
    const rows = shareCapacity(users, world).map(row => [row.id, estimate(row, world).perMonth?.expected])
    expect(rows).toStrictEqual([
      ['chat', 219],
      ['search', 365],
      ['aws_instance.gpu (idle)', 876],
    ])
  })

  test('the parts add up to the bill to the micro-dollar, whatever the traffic', () => {
    const requests = fc.integer({ min: 0, max: 20_000_000 })
    fc.assert(
      fc.property(fc.array(requests, { minLength: 2, maxLength: 6 }), fc.boolean(), (loads, isMeasured) => {
        const users = loads.map((n, index) =>
          chat(n, { id: `w${index}`, identity: `w${index}`, benchmarks: isMeasured ? [MEASURED] : [] }),
        )
        const parts = shareCapacity(users, world).map(row => estimate(row, world).perMonth?.expected ?? 0)
        const bill = parts.reduce<number>((sum, part) => sum + part, 0)
        expect(Math.round(bill * 1e6)).toBe(1_460_000_000)
      }),
    )
  })
})

describe('pods', () => {
  const pod = (more: Parameters<typeof capacityOf>[2] = {}) =>
    capacityOf('L4', 3, { resource: 'accelerators', node: { role: 'pod', labels: {} }, ...more })

  test('pay the part of a machine that their accelerators are', () => {
    const four = { ...world, book: { ...world.book, capacity: fourPerMachine } }
    const fleet = workloadOf([], { capacity: [pod({ sku: 'big' })] })
    expect(estimate(fleet, four).perMonth?.expected).toBe(730 * 3)
  })

  test('on a machine that is not named take the cheapest that has such accelerators, as an assumption', () => {
    const fleet = workloadOf([], { capacity: [pod({ sku: null, accelerator: { name: 'L4', perUnit: 1 } })] })
    const { perMonth, components } = estimate(fleet, world)
    expect([perMonth?.expected, components[0]?.target, components[0]?.basis]).toStrictEqual([
      2190,
      'aws small here',
      'assumed',
    ])
  })

  test('that others pay for leave the rest of the pool', () => {
    const pool = { ...capacityOf('L4', 4), carries: [pod().fact] }
    expect(estimate(workloadOf([], { capacity: [pool] }), world).perMonth?.expected).toBe(730)
  })
})

const fourPerMachine: typeof world.book.capacity = query => {
  const found = world.book.capacity({ ...query, sku: 'L4' })
  return found.kind === 'missing' ? found : { ...found, perUnitHour: usdPerHour(4), gpus: 4, gpu: 'L4' }
}

test.for([
  ['a quota', { resource: 'quota' }, 0, []],
  [
    'a serverless endpoint',
    { resource: 'per-use' },
    null,
    ['aws_instance.gpu: it is paid by use, and the price of a use is not in the price book'],
  ],
  [
    'a training job',
    { lifetime: 'job' },
    null,
    ['aws_instance.gpu: it runs and ends; declare what it costs as `one_off` in unitcost.yml'],
  ],
] as const)('%s', ([, fact, month, unpriced]) => {
  const result = estimate(workloadOf([], { capacity: [capacityOf('L4', 10, fact)] }), world)
  expect([result.perMonth?.expected ?? null, result.unpriced]).toStrictEqual([month, unpriced])
})
