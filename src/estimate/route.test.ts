import { describe, expect, test } from 'vitest'
import {
  callOf,
  groupOf,
  HERE,
  profile,
  routeTo,
  size,
  targetOf,
  workloadOf,
  worldOf,
} from '../../test/builders.ts'
import { declared, type Quantity } from '../model/quantity.ts'
import type { Call, Route } from '../model/workload.ts'
import { share, tokens, usdPerRequest, type Share } from '../units.ts'
import { estimate } from './workload.ts'

// A call of 1,000 tokens costs as many thousandths of a dollar as its model's name says.
const world = worldOf({
  models: {
    one: { input: 1, output: 0 },
    two: { input: 2, output: 0 },
    five: { input: 5, output: 0 },
    ten: { input: 10, output: 0 },
  },
})

const rate = (n: number): Quantity<Share> => declared(share(n), HERE)

const route = (targets: Route['targets'], more: Partial<Route> = {}): Route => ({
  ...routeTo('one'),
  targets,
  ...more,
})

const costs = (call: Partial<Call>) => {
  const { perRequest } = estimate(workloadOf([callOf({ prompt: profile(1000), ...call })]), world)
  const mills = (usd: number | undefined) => Math.round((usd ?? Number.NaN) * 1e9) / 1e6
  return [mills(perRequest?.low), mills(perRequest?.expected), mills(perRequest?.high)]
}

const half = [targetOf('one', 0.5), targetOf('five', 0.5)]

describe('low, expected and high of a route, in thousandths of a dollar', () => {
  test.for<[string, Partial<Call>, readonly [number, number, number]]>([
    ['weights', { route: route(half) }, [3, 3, 3]],
    ['decided at run time', { route: route(half, { selection: 'dynamic' }) }, [1, 3, 5]],
    ['one target at run time', { route: route([targetOf('two')], { selection: 'dynamic' }) }, [2, 2, 2]],
    ['configured retries', { route: routeTo('one', { retries: 2 }) }, [1, 1, 3]],
    [
      'a fallback chain without rates: every attempt of all of it at worst',
      {
        route: routeTo('one', {
          retries: 1,
          fallbacks: [groupOf([targetOf('two')], { retries: 2 }), groupOf([targetOf('five')])],
        }),
      },
      [1, 1, 2 + 6 + 5],
    ],
    [
      'a retry rate without a fallback rate holds for the whole chain at worst',
      {
        route: routeTo('one', { retries: 5, fallbacks: [groupOf([targetOf('two')])] }),
        retries: { retryRate: rate(0.5), fallbackRate: null },
      },
      [1.5, 1.5, 4.5],
    ],
    [
      'a fallback rate: to the first fallback, and the failed attempt is not billed',
      {
        route: routeTo('one', { fallbacks: [groupOf([targetOf('five')]), groupOf([targetOf('ten')])] }),
        retries: { retryRate: null, fallbackRate: rate(0.5) },
      },
      [3, 3, 3],
    ],
    [
      'a fallback rate without a fallback',
      { retries: { retryRate: null, fallbackRate: rate(0.5) } },
      [1, 1, 1],
    ],
    [
      'escalation bills both',
      { route: routeTo('one', { escalation: { rate: rate(0.1), to: groupOf([targetOf('ten')]) } }) },
      [2, 2, 2],
    ],
  ])('%s', ([, { route: to = routeTo('one'), ...more }, expected]) => {
    expect(costs({ route: to, ...more })).toStrictEqual(expected)
  })

  test('a target that nobody is sent to costs nothing, but must have a price', () => {
    expect(costs({ route: route([targetOf('one'), targetOf('ten', 0)]) })).toStrictEqual([1, 1, 1])
    const { unpriced } = estimate(
      workloadOf([callOf({ route: route([targetOf('one'), targetOf('gpt-9', 0)]) })]),
      world,
    )
    expect(unpriced).toStrictEqual(['no price for gpt-9'])
  })

  test('shares of a run-time decision are assumed', () => {
    const bases = (selection: Route['selection']) =>
      estimate(
        workloadOf([
          callOf({ route: route(half, { selection }), output: { tokens: size(0), maximum: null } }),
        ]),
        world,
      ).components.map(({ basis }) => basis)
    expect(bases('weighted')).toStrictEqual(['declared', 'declared'])
    expect(bases('dynamic')).toStrictEqual(['assumed', 'assumed'])
  })

  // A best-of-three inside a route that decides at run time: every request may be asked three times.
  test('the worst case is never below what is expected', () => {
    const best = { id: 'best', share: share(0.5), isFixed: true }
    const three = ['a', 'b', 'c'].map(id => targetOf('ten', 0.5, { id, alternative: best }))
    const [low = 0, expected = 0, high = 0] = costs({
      route: route([...three, targetOf('ten', 0.5, { id: 'd' })], { selection: 'dynamic' }),
    })
    expect(low).toBeLessThanOrEqual(expected)
    expect(high).toBeGreaterThanOrEqual(expected)
  })
})

describe('what has no price', () => {
  const retrieval = {
    at: HERE,
    embedding: targetOf('embed-9'),
    queryTokens: tokens(60),
    rerankModel: 'rerank-9',
    storeUsd: usdPerRequest(0),
  }
  test.for<[string, Partial<Call>, readonly string[]]>([
    ['a route without targets', { route: route([]) }, ['group has no targets']],
    [
      'a model that the tree does not tell',
      { route: route([targetOf('one', 1, { problem: 'the model is chosen at run time' })]) },
      ['the model is chosen at run time'],
    ],
    ['a search', { retrieval }, ['no price for embed-9', 'no price for rerank-9']],
    [
      'a look-up of the response cache',
      {
        caching: {
          hitRate: null,
          prefix: profile(1000),
          response: { hitRate: rate(0.5), lookupTokens: tokens(60), lookup: targetOf('embed-9') },
        },
      },
      ['no price for embed-9'],
    ],
  ])('%s leaves no cost at all', ([, call, unpriced]) => {
    const result = estimate(workloadOf([callOf({ model: 'one', ...call })]), world)
    expect(result).toMatchObject({ perRequest: null, perMonth: null, unpriced })
  })
})

describe('prices that the tree states', () => {
  const stated = { input: 3, output: 0, cacheRead: null, cacheWrite: null }
  const priced = (model: string, given: typeof stated | { input: number; output: null }) =>
    estimate(
      workloadOf([
        callOf({
          prompt: profile(1000),
          route: route([targetOf(model, 1, { stated: { ...stated, ...given } })]),
        }),
      ]),
      world,
    )

  test('win over the book, and say where they are written', () => {
    const { perRequest, components } = priced('one', stated)
    expect(perRequest?.expected).toBe(0.003)
    expect(components[0]).toMatchObject({ source: 'unitcost.yml:1', asOf: 'as configured' })
  })

  test('price a model that no book knows', () => {
    expect(priced('gpt-9', stated).perRequest?.expected).toBe(0.003)
  })

  test('half a price alone is none; the book fills the other half where it can', () => {
    expect(priced('gpt-9', { input: 3, output: null }).unpriced).toStrictEqual(['no price for gpt-9'])
    expect(priced('one', { input: 3, output: null }).perRequest?.expected).toBe(0.003)
  })
})

describe('the response cache', () => {
  const response = (lookup: 'one' | null) => ({
    hitRate: rate(0.4),
    lookupTokens: tokens(100),
    lookup: lookup === null ? null : targetOf(lookup),
  })
  test.for([
    ['a free look-up', null, 0.6],
    ['a look-up that is paid for every request', 'one', 0.7],
  ] as const)('%s', ([, lookup, usd]) => {
    const caching = { hitRate: null, prefix: profile(1000), response: response(lookup) }
    expect(costs({ route: routeTo('one'), caching })).toStrictEqual([usd, usd, usd])
  })

  test('saves the search as well as the answer', () => {
    const retrieval = {
      at: { path: 'unitcost.yml', line: null },
      embedding: null,
      queryTokens: tokens(0),
      rerankModel: null,
      storeUsd: usdPerRequest(0.01),
    }
    const caching = { hitRate: null, prefix: profile(1000), response: response(null) }
    expect(costs({ route: routeTo('one'), retrieval, caching })[1]).toBe(6.6)
    expect(costs({ route: routeTo('one'), retrieval: { ...retrieval, storeUsd: usdPerRequest(0) } })[1]).toBe(
      1,
    )
  })
})
