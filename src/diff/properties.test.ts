import * as fc from 'fast-check'
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
} from '../../test/builders.ts'
import { estimate } from '../estimate/workload.ts'
import { declared } from '../model/quantity.ts'
import type { Call, Workload } from '../model/workload.ts'
import { share, tokens } from '../units.ts'
import { attribute } from './attribute.ts'
import { diff } from './diff.ts'

const world = worldOf({
  models: {
    small: { input: 0.15, output: 0.6, cacheRead: 0.075 },
    middle: { input: 1, output: 4, cacheRead: 0.1, cacheWrite: 1.25 },
    frontier: { input: 2.5, output: 10 },
  },
  units: { 'g5.xlarge': 1.006, 'p4d.24xlarge': 21.96 },
})

const MODELS = ['small', 'middle', 'frontier'] as const
const part = fc.integer({ min: 0, max: 100 }).map(n => n / 100)
const count = (max: number) => fc.integer({ min: 0, max })

/** Everything that can drive a cost, as plain numbers: a workload is built from it. */
const shape = fc.record({
  input: count(100_000),
  output: count(5000),
  model: fc.constantFrom(...MODELS),
  other: fc.constantFrom(...MODELS),
  share: part,
  retries: count(5),
  retryRate: fc.option(part),
  fallback: fc.option(fc.constantFrom(...MODELS)),
  fallbackRate: fc.option(part),
  escalation: fc.option(part),
  chunks: count(50),
  history: count(5000),
  growth: count(1000),
  perRequest: fc.integer({ min: 1, max: 5 }),
  steps: fc.option(fc.integer({ min: 10, max: 100 }).map(n => n / 10)),
  hitRate: fc.option(part),
  responseHits: fc.option(part),
  units: count(8),
  sku: fc.constantFrom('g5.xlarge', 'p4d.24xlarge'),
  requests: fc.integer({ min: 1, max: 10_000_000 }),
})
type Shape = typeof shape extends fc.Arbitrary<infer Value> ? Value : never

function built(from: Shape): Workload {
  const prompt = profile(from.input)
  const rate = (n: number | null) => (n === null ? null : declared(share(n), HERE))
  const call: Call = {
    ...callOf({ prompt, output: { tokens: size(from.output), maximum: null } }),
    context: {
      chunks: declared(from.chunks, HERE),
      tokensPerChunk: size(350),
      history: size(from.history),
      growth: size(from.growth),
    },
    repetition: {
      perRequest: declared(from.perRequest, HERE),
      loop:
        from.steps === null
          ? null
          : { at: HERE, mean: from.steps, p95: null, maximum: Math.ceil(from.steps) * 2, measured: null },
    },
    caching: {
      hitRate: rate(from.hitRate),
      prefix: prompt,
      response:
        from.responseHits === null
          ? null
          : {
              hitRate: declared(share(from.responseHits), HERE),
              lookupTokens: tokens(60),
              lookup: targetOf('small'),
            },
    },
    retries: { retryRate: rate(from.retryRate), fallbackRate: rate(from.fallbackRate) },
    route: {
      ...routeTo(from.model, { retries: from.retries }),
      targets: [
        targetOf(from.model, from.share, { id: 'a' }),
        targetOf(from.other, 1 - from.share, { id: 'b' }),
      ],
      fallbacks: from.fallback === null ? [] : [groupOf([targetOf(from.fallback)], { id: 'fallback' })],
      escalation:
        from.escalation === null
          ? null
          : { rate: declared(share(from.escalation), HERE), to: groupOf([targetOf('frontier')]) },
    },
  }
  return workloadOf([call], {
    traffic: traffic(from.requests),
    capacity: from.units === 0 ? [] : [capacityOf(from.sku, from.units)],
  })
}

const expectedOf = (from: Shape) => estimate(built(from), world).perRequest?.expected ?? Number.NaN
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-9)

describe('for any workload', () => {
  test('it differs in nothing from itself', () => {
    fc.assert(
      fc.property(shape, from => {
        const [delta] = diff([built(from)], [built(from)], world)
        expect(delta).toMatchObject({ status: 'unchanged', drivers: [] })
      }),
    )
  })

  test('low is at most expected, and expected at most high', () => {
    fc.assert(
      fc.property(shape, from => {
        const range = estimate(built(from), world).perRequest
        expect(range).not.toBeNull()
        if (range === null) return
        const slack = 1 + 1e-9
        expect(range.low).toBeLessThanOrEqual(range.expected * slack)
        expect(range.expected).toBeLessThanOrEqual(range.high * slack)
      }),
    )
  })

  test('the components add up to the cost', () => {
    fc.assert(
      fc.property(shape, from => {
        const { components, perRequest, perMonth } = estimate(built(from), world)
        const sum = (of: 'perRequest' | 'perMonth') =>
          components.reduce((usd, component) => usd + (component[of] ?? 0), 0)
        expect(close(sum('perRequest'), perRequest?.expected ?? Number.NaN)).toBe(true)
        expect(close(sum('perMonth'), perMonth?.expected ?? Number.NaN)).toBe(true)
      }),
    )
  })

  test('the order of targets means nothing', () => {
    fc.assert(
      fc.property(shape, from => {
        const head = built(from)
        const reordered = {
          ...head,
          calls: head.calls.map(call => ({
            ...call,
            route: { ...call.route, targets: call.route.targets.toReversed() },
          })),
        }
        expect(diff([head], [reordered], world)[0]?.status).toBe('unchanged')
      }),
    )
  })

  test('an unknown price anywhere leaves no cost at all', () => {
    fc.assert(
      fc.property(shape, fc.constantFrom('targets', 'fallbacks', 'escalation'), (from, where) => {
        const unknown = groupOf([targetOf('unheard-of')])
        const head = built(from)
        const route = {
          targets: { targets: unknown.targets },
          fallbacks: { fallbacks: [unknown] },
          escalation: { escalation: { rate: declared(share(0.5), HERE), to: unknown } },
        }[where]
        const calls = head.calls.map(call => ({ ...call, route: { ...call.route, ...route } }))
        const { perRequest, perMonth, unpriced } = estimate({ ...head, calls }, world)
        expect({ perRequest, perMonth }).toStrictEqual({ perRequest: null, perMonth: null })
        expect(unpriced).toStrictEqual(['no price for unheard-of'])
      }),
    )
  })
})

describe('for any change', () => {
  test('the drivers add up to it: expected, high and per month', () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        // A few causes at a time, as in a pull request: each cause doubles the work.
        const head: Shape = {
          ...a,
          input: b.input,
          model: b.model,
          retries: b.retries,
          hitRate: b.hitRate,
          requests: b.requests,
          units: b.units,
        }
        const [before, after] = [estimate(built(a), world), estimate(built(head), world)]
        const drivers = attribute(built(a), built(head), world)
        const sum = (of: 'perRequest' | 'perRequestHigh' | 'perMonth') =>
          drivers.reduce((usd, driver) => usd + (driver[of] ?? 0), 0)
        const delta = (of: 'perRequest' | 'perMonth', band: 'expected' | 'high') =>
          (after[of]?.[band] ?? Number.NaN) - (before[of]?.[band] ?? Number.NaN)
        const scale = Math.max(before.perMonth?.high ?? 0, after.perMonth?.high ?? 0)
        expect(Math.abs(sum('perRequest') - delta('perRequest', 'expected'))).toBeLessThan(1e-9)
        expect(Math.abs(sum('perRequestHigh') - delta('perRequest', 'high'))).toBeLessThan(1e-9)
        expect(Math.abs(sum('perMonth') - delta('perMonth', 'expected'))).toBeLessThan(1e-11 * scale + 1e-6)
      }),
      { numRuns: 60 },
    )
  })

  test('a cause that did not change is no driver', () => {
    fc.assert(
      fc.property(shape, count(100_000), (from, input) => {
        const kinds = attribute(built(from), built({ ...from, input }), world).map(({ kind }) => kind)
        expect(kinds.filter(kind => kind !== 'prompt')).toStrictEqual([])
      }),
    )
  })

  // Without prompt caching: a longer prefix may cross the minimum of the provider and get cheaper.
  test.for([
    ['input tokens', { input: 1000 }],
    ['output tokens', { output: 100 }],
    ['chunks', { chunks: 3 }],
    ['history', { history: 500 }],
    ['calls', { perRequest: 1 }],
    ['units', { units: 1 }],
  ] as const)('more %s never cost less', ([, more]) => {
    fc.assert(
      fc.property(shape, from => {
        const base: Shape = { ...from, hitRate: null }
        const [key, step] = Object.entries(more)[0] ?? []
        const head = { ...base, [String(key)]: Number(base[key as keyof Shape]) + Number(step) }
        expect(expectedOf(head)).toBeGreaterThanOrEqual(expectedOf(base) * (1 - 1e-12))
      }),
    )
  })

  test.for([
    ['retry rate', 'retryRate', 1],
    ['escalation', 'escalation', 1],
    ['hits of the response cache', 'responseHits', -1],
  ] as const)('a higher rate of %s moves the cost one way', ([, key, direction]) => {
    fc.assert(
      fc.property(shape, part, part, (from, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const growth = expectedOf({ ...from, [key]: high }) - expectedOf({ ...from, [key]: low })
        expect(growth * direction).toBeGreaterThanOrEqual(-1e-12)
      }),
    )
  })

  test('a month scales with its traffic', () => {
    fc.assert(
      fc.property(shape, from => {
        const month = (requests: number) =>
          estimate(built({ ...from, units: 0, requests }), world).perMonth?.expected ?? Number.NaN
        expect(close(month(from.requests * 2), month(from.requests) * 2)).toBe(true)
      }),
    )
  })
})
