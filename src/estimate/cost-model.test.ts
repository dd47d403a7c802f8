import { describe, expect, test } from 'vitest'
import {
  HERE,
  callOf,
  capacityOf,
  groupOf,
  profile,
  routeTo,
  size,
  targetOf,
  traffic,
  workloadOf,
  worldOf,
  type Prices,
} from '../../test/builders.ts'
import { attribute } from '../diff/attribute.ts'
import { declared } from '../model/quantity.ts'
import type { Call, Loop, Prompt } from '../model/workload.ts'
import { promptFraming } from '../tokens/prompt-framing.ts'
import { share, tokens, usdPerRequest } from '../units.ts'
import { crossover, splitByUse } from './capacity.ts'
import { replicasAtPeak, usdPerMtok } from './serving-cost.ts'
import { shareCapacity } from './share-capacity.ts'
import { estimate } from './workload.ts'

/** Worked by hand (and by a second program); relative tolerance 1e-9. */
const near = (actual: number | null | undefined, expected: number) => {
  expect(actual).not.toBeNull()
  expect(Math.abs((actual ?? Number.NaN) / expected - 1)).toBeLessThan(1e-9)
}

const SMALL = { input: 0.15, output: 0.6 }
const FRONTIER = { input: 2.5, output: 10 }
const SONNET = { input: 3, output: 15 }
const CACHED = { ...SONNET, cacheRead: 0.3, cacheWrite: 3.75 }

const worldWith = (models: Record<string, Prices>, rerank?: number) =>
  worldOf({
    models,
    ...(rerank === undefined ? {} : { rerank }),
    units: { gpu: 3.99, ptu: 1, cluster: 8000 / 730 },
  })

const costOf = (call: Call, models: Record<string, Prices>) => estimate(workloadOf([call]), worldWith(models))

const rate = (n: number) => declared(share(n), HERE)
const loop = (steps: Partial<Loop>): Loop => ({
  at: HERE,
  mean: null,
  p95: null,
  maximum: null,
  measured: null,
  ...steps,
})

/** What the provider adds to a single message: the worked numbers count whole requests. */
const FRAME = promptFraming(
  { messages: [{ role: 'user' }], tools: [], responseSchema: null },
  'small',
  text => text.length,
).reduce((sum, { tokens }) => sum + tokens, 0)

/** Tokens before and after a variable: what comes before it can be cached. */
const prompt = (before: number, after: number): Prompt => ({
  kind: 'template',
  at: HERE,
  messages: [
    {
      role: 'user',
      parts: [
        { kind: 'text', text: 'a'.repeat(before), line: 1 },
        { kind: 'variable', name: 'question', line: 2 },
        { kind: 'text', text: 'b'.repeat(after - FRAME), line: 3 },
      ],
    },
  ],
  tools: [],
  responseSchema: null,
  samples: {},
  sizes: { question: size(0) },
})

describe('one call', () => {
  test.for<[string, Prices, number, number]>([
    ['gpt-4o', FRONTIER, 0.01, 3041.6666666666665],
    ['gpt-4o-mini', SMALL, 0.0006, 182.49999999999997],
    ['claude-sonnet', SONNET, 0.0135, 4106.25],
    ['claude-haiku', { input: 0.25, output: 1.25 }, 0.001125, 342.1875],
    ['gemini-flash', { input: 0.075, output: 0.3 }, 0.0003, 91.24999999999999],
  ])('%s: 2,000 in, 500 out, 10,000 requests a day', ([, prices, request, month]) => {
    const call = callOf({ prompt: profile(2000), output: { tokens: size(500), maximum: null } })
    const { perRequest, perMonth } = estimate(
      workloadOf([call], { traffic: traffic((10_000 * 730) / 24) }),
      worldWith({ small: prices }),
    )
    near(perRequest?.expected, request)
    near(perMonth?.expected, month)
  })

  test('batch prices', () => {
    near(
      costOf(callOf({ prompt: profile(1800) }), { small: { input: 1.25, output: 5 } }).perRequest?.expected,
      0.00375,
    )
  })

  test.for([
    [250_000, 0.64],
    [200_000, 0.26],
  ] as const)('the whole call takes the tier of its own input: %d tokens', ([input, usd]) => {
    const tiered = { input: 1.25, output: 10, above: { threshold: 200_000, input: 2.5, output: 15 } }
    const call = callOf({ prompt: profile(input), output: { tokens: size(1000), maximum: null } })
    near(costOf(call, { small: tiered }).perRequest?.expected, usd)
  })

  test('an uncertain output and hit rate: low takes the high hit rate', () => {
    const call = callOf({
      prompt: profile(1200),
      output: {
        tokens: { low: tokens(150), expected: tokens(300), high: tokens(700), basis: 'declared', at: HERE },
        maximum: null,
      },
      caching: {
        hitRate: null,
        prefix: profile(1200),
        response: {
          hitRate: { low: share(0.4), expected: share(0.2), high: share(0.1), basis: 'declared', at: HERE },
          lookupTokens: tokens(0),
          lookup: null,
        },
      },
    })
    const { perRequest } = costOf(call, { small: FRONTIER })
    near(perRequest?.low, 0.0027)
    near(perRequest?.expected, 0.0048)
    near(perRequest?.high, 0.009)
  })
})

describe('routes', () => {
  const mix = { ...routeTo('small'), ...groupOf([targetOf('small', 0.7), targetOf('frontier', 0.3)]) }

  test('70 % small, 30 % frontier', () => {
    near(
      costOf(callOf({ prompt: profile(1200), route: mix }), { small: SMALL, frontier: FRONTIER }).perRequest
        ?.expected,
      0.002052,
    )
  })

  test('2 % retried, 5 % to the fallback', () => {
    const call = callOf({
      prompt: profile(1200),
      route: routeTo('small', { fallbacks: [groupOf([targetOf('frontier')])] }),
      retries: { retryRate: rate(0.02), fallbackRate: rate(0.05) },
    })
    near(costOf(call, { small: SMALL, frontier: FRONTIER }).perRequest?.expected, 0.00065484)
  })

  test('10 % escalated to a bigger model, after a judge of the answers', () => {
    const escalation = { rate: rate(0.1), to: groupOf([targetOf('frontier')]) }
    const answer = callOf({ prompt: profile(1200), route: routeTo('small', { escalation }) })
    const judge = callOf({ id: 'judge', prompt: profile(400), output: { tokens: size(5), maximum: null } })
    const { perRequest } = estimate(
      workloadOf([answer, judge]),
      worldWith({ small: SMALL, frontier: FRONTIER }),
    )
    near(perRequest?.expected, 0.001023)
  })

  test('best of five, and a judge', () => {
    const candidate = callOf({
      prompt: profile(1200),
      repetition: { perRequest: declared(5, HERE), loop: null },
    })
    const judge = callOf({ id: 'judge', model: 'frontier', prompt: profile(1200) })
    const { perRequest } = estimate(
      workloadOf([candidate, judge]),
      worldWith({ small: SMALL, frontier: FRONTIER }),
    )
    near(perRequest?.expected, 0.0078)
  })
})

describe('caches', () => {
  const call = (before: number, after: number, hitRate: number | null) => {
    const text = prompt(before, after)
    return callOf({
      prompt: text,
      output: { tokens: size(200), maximum: null },
      caching: { hitRate: hitRate === null ? null : rate(hitRate), prefix: text, response: null },
    })
  }

  test('a prefix of 3,000 tokens with 80 % hits; a miss pays for writing', () => {
    near(costOf(call(3000, 500, 0.8), { small: CACHED }).perRequest?.expected, 0.00747)
    near(costOf(call(3000, 500, null), { small: CACHED }).perRequest?.expected, 0.0135)
  })

  test('a variable at the top breaks the prefix: 12 tokens are below the minimum', () => {
    const { perRequest } = costOf(call(12, 3488, 0.8), { small: { ...CACHED, minimumPrefix: 1024 } })
    near(perRequest?.expected, 0.0135)
  })

  test('with explicit breakpoints only what comes before the last of them is cached', () => {
    const text = prompt(3000, 500)
    if (text.kind !== 'template') throw new Error('not a template')
    const halves = [
      { kind: 'text' as const, text: 'a'.repeat(2000), line: 1 },
      { kind: 'breakpoint' as const, line: 1 },
      { kind: 'text' as const, text: 'a'.repeat(1000), line: 1 },
      { kind: 'variable' as const, name: 'question', line: 2 },
      { kind: 'breakpoint' as const, line: 3 },
    ]
    const split: Prompt = { ...text, messages: [{ role: 'user', parts: halves }] }
    const cached = callOf({ prompt: split, caching: { hitRate: rate(1), prefix: split, response: null } })
    const { components } = costOf(cached, { small: CACHED })
    expect(components.find(({ meter }) => meter === 'cache_read')?.quantity).toBe(2000)
  })

  test('a provider that caches in steps of 128 tokens reads 1,152 of a prefix of 1,200', () => {
    const { components } = costOf(call(1200, 500, 1), {
      small: { ...CACHED, minimumPrefix: 1024, prefixStep: 128 },
    })
    expect(components.find(({ meter }) => meter === 'cache_read')?.quantity).toBe(1152)
  })

  test('a semantic response cache pays for its look-up', () => {
    const frontier = { input: 2.5, output: 10 }
    const text = profile(1200)
    const cached = callOf({
      prompt: text,
      caching: {
        hitRate: null,
        prefix: text,
        response: { hitRate: rate(0.35), lookupTokens: tokens(60), lookup: targetOf('embedding') },
      },
    })
    near(
      costOf(cached, { small: frontier, embedding: { input: 0.02, output: 0 } }).perRequest?.expected,
      0.0039012,
    )
  })
})

describe('retrieval', () => {
  const context = (chunks: number) => ({
    chunks: declared(chunks, HERE),
    tokensPerChunk: size(350),
    history: null,
    growth: null,
  })

  test.for([
    [4, 0.0075],
    [20, 0.0215],
  ] as const)('%d chunks of 350 tokens', ([chunks, usd]) => {
    near(
      costOf(callOf({ prompt: profile(400), context: context(chunks) }), { small: FRONTIER }).perRequest
        ?.expected,
      usd,
    )
  })

  test('embedding, reranking and store are apart from the tokens of the chunks', () => {
    const retrieval = {
      at: HERE,
      embedding: targetOf('embedding'),
      queryTokens: tokens(60),
      rerankModel: 'rerank',
      storeUsd: usdPerRequest(0.00002),
    }
    const call = callOf({ prompt: profile(400), context: context(6), retrieval })
    const result = estimate(
      workloadOf([call]),
      worldWith({ small: FRONTIER, embedding: { input: 0.02, output: 0 } }, 0.002),
    )
    near(result.perRequest?.expected, 0.0112712)
    const search = result.components.filter(({ meter }) => ['embedding', 'rerank', 'store'].includes(meter))
    near(
      search.reduce((sum, part) => sum + (part.perRequest ?? 0), 0),
      0.0020212,
    )
  })
})

describe('agent loops', () => {
  const agent = (steps: Partial<Loop>, more: Partial<Call> = {}) =>
    callOf({
      prompt: profile(1500),
      output: { tokens: size(250), maximum: null },
      context: { chunks: null, tokensPerChunk: null, history: null, growth: size(700) },
      repetition: { perRequest: declared(1, HERE), loop: loop(steps) },
      ...more,
    })

  test('six steps, and twelve at most: twice the steps cost more than twice', () => {
    const { perRequest, tokens: used } = costOf(agent({ mean: 6, maximum: 12 }), { small: SONNET })
    near(perRequest?.expected, 0.081)
    near(used.input, 19_500)
    near(used.output, 1500)
    near(perRequest?.high, 0.2376)
  })

  test('measured runs count one by one, not by their mean', () => {
    const { perRequest, tokens: used } = costOf(agent({ measured: [1, 1, 2, 3, 5] }), { small: SONNET })
    near(perRequest?.expected, 0.02568)
    near(used.input, 5560)
    near(costOf(agent({ mean: 2.4 }), { small: SONNET }).perRequest?.expected, 0.023328)
  })

  test('mean and p95 are a two-point distribution', () => {
    const { perRequest, tokens: used } = costOf(agent({ mean: 2.4, p95: 6 }), { small: SONNET })
    near(perRequest?.expected, 0.024044210526315786)
    near(used.input, 5014.736842105262)
  })

  test('with caching a step reads what the steps before it sent', () => {
    const cached = agent(
      { mean: 6 },
      { caching: { hitRate: rate(1), prefix: profile(1500), response: null } },
    )
    // The prompt itself is a profile, of which no prefix is known: the first step writes all of it.
    const { perRequest, components } = costOf(cached, { small: CACHED })
    near(perRequest?.expected, 0.0456)
    const of = (meter: string) =>
      components.filter(part => part.meter === meter).reduce((sum, part) => sum + part.quantity, 0)
    near(of('cache_read'), 14_500)
    near(of('cache_write'), 5000)
  })
})

describe('capacity', () => {
  test('provisioned units are paid whether used or not', () => {
    const served = callOf({
      prompt: profile(1800),
      route: routeTo('gpt', {
        targets: [
          targetOf('gpt', 1, {
            deployment: 'provisioned',
            stated: { input: 0, output: 0, cacheRead: null, cacheWrite: null },
          }),
        ],
      }),
    })
    const result = estimate(
      workloadOf([served], { traffic: traffic(1_000_000), capacity: [capacityOf('ptu', 20)] }),
      worldWith({}),
    )
    near(result.perMonth?.expected, 14_600)
    near(result.perRequest?.expected, 0.0146)
    near(result.metrics.effectiveUsdPerMtok, 6.9523809523809526)
    near(
      crossover({
        capacityPerMonth: 14_600,
        overheadPerMonth: 0,
        apiPerRequest: 0.0075,
        capacityRequests: null,
      }).requests,
      1_946_666.6666666667,
    )
  })

  test('a GPU spreads its cost over what it serves, not over what it could serve', () => {
    const self = targetOf('llama', 1, {
      deployment: 'self-hosted',
      stated: { input: 0, output: 0, cacheRead: null, cacheWrite: null },
    })
    const served = callOf({ prompt: profile(0), route: routeTo('llama', { targets: [self] }) })
    const result = estimate(
      workloadOf([served], { traffic: traffic(1_000_000), capacity: [capacityOf('gpu', 1)] }),
      worldWith({}),
    )
    near(result.perMonth?.expected, 2912.7)
    near(result.perRequest?.expected, 0.0029127)
    near(result.metrics.effectiveUsdPerMtok, 9.709)
    near(usdPerMtok(3.99, 2500), 0.44333333333333336)
    near(usdPerMtok(3.99, 2500, 300e6 / (2500 * 730 * 3600)), 9.709)
  })

  test('replicas carry the peak', () => {
    const mean = (10_000_000 * 300) / (730 * 3600)
    near(mean, 1141.552511415525)
    const replicas = replicasAtPeak({
      peakPerSecond: mean * 4,
      perReplicaPerSecond: 2500,
      headroom: 0.7,
      minimum: 1,
    })
    expect(replicas).toBe(3)
    near(
      estimate(workloadOf([], { capacity: [capacityOf('gpu', replicas)] }), worldWith({})).perMonth?.expected,
      8738.1,
    )
  })

  test.for([
    [0, 1_600_000],
    [1500, 1_800_000],
  ] as const)('crossover with an overhead of $%d a month', ([overheadPerMonth, requests]) => {
    const terms = {
      capacityPerMonth: 12_000,
      overheadPerMonth,
      apiPerRequest: 0.0075,
      capacityRequests: 3_000_000,
    }
    expect(crossover(terms)).toStrictEqual({ requests, reachable: true })
    expect(crossover({ ...terms, capacityRequests: 1000 }).reachable).toBe(false)
  })

  test('a shared cluster: what nobody uses is its own row, and the rows add up to the bill', () => {
    expect(splitByUse(8000, [300, 500], 1000)).toStrictEqual({ shares: [2400, 4000], idle: 1600 })
    expect(splitByUse(8000, [0, 0], 0)).toStrictEqual({ shares: [0, 0], idle: 8000 })
  })

  test('two workloads on one cluster carry it by the tokens that they send', () => {
    const user = (id: string, requests: number) =>
      workloadOf([callOf({ prompt: profile(700) })], {
        id,
        identity: id,
        traffic: traffic(requests),
        capacity: [capacityOf('cluster', 1)],
      })
    const world = worldWith({ small: { input: 0, output: 0 } })
    const months = shareCapacity([user('chat', 3000), user('search', 5000)], world).map(
      workload => estimate(workload, world).perMonth?.expected,
    )
    near(months[0], 3000)
    near(months[1], 5000)
  })
})

describe('what a success costs', () => {
  const answered = (usd: number, passed: number, more = {}) =>
    estimate(
      workloadOf([callOf({ prompt: profile(1_000_000), output: { tokens: size(0), maximum: null } })], {
        quality: { passed, total: 100, at: HERE },
        ...more,
      }),
      worldWith({ small: { input: usd, output: 0 } }),
    )

  test('cheaper and worse can still be cheaper per solved task', () => {
    near(answered(0.0135, 83).perSolvedTask?.expected, 0.016265060240963854)
    near(answered(0.011, 79).perSolvedTask?.expected, 0.01392405063291139)
  })

  test('an outcome pays for its failures', () => {
    const outcome = { name: 'resolved ticket', requests: 3.2, failureUsd: usdPerRequest(4.5) }
    const result = answered(0.0186, 79, { outcome })
    near(result.perSolvedTask?.expected, 0.02354430379746835)
    near(result.perOutcome?.expected, 1.0203417721518986)
  })
})

describe('drivers', () => {
  const models = { small: SMALL, frontier: FRONTIER }
  const side = (input: number, model: string, calls: number) =>
    workloadOf([
      callOf({
        prompt: profile(input),
        route: routeTo(model, { targets: [targetOf(model, 1, { id: 'fixed' })] }),
        repetition: { perRequest: declared(calls, HERE), loop: null },
      }),
    ])

  test('prompt, model and calls changed at once', () => {
    const drivers = attribute(side(1200, 'small', 1), side(3100, 'frontier', 3), worldWith(models))
    const by = Object.fromEntries(drivers.map(({ kind, perRequest }) => [kind, perRequest]))
    near(by['prompt'], 0.005779166666666665)
    near(by['model'], 0.016489166666666666)
    near(by['calls'], 0.009621666666666667)
    near(
      drivers.reduce((sum, { perRequest }) => sum + (perRequest ?? 0), 0),
      0.03189,
    )
  })

  test('a cause that is alone takes the whole difference', () => {
    const drivers = attribute(side(1200, 'small', 1), side(1200, 'frontier', 1), worldWith(models))
    expect(drivers.map(({ kind }) => kind)).toStrictEqual(['model'])
    near(drivers[0]?.perRequest, 0.00564)
  })
})
