import { describe, expect, test } from 'vitest'
import {
  callOf,
  capacityOf,
  groupOf,
  HERE,
  profile,
  routeTo,
  size,
  targetOf,
  traffic,
  workloadOf,
  worldOf,
} from '../../test/builders.ts'
import type { PromptPart } from '../model/fact.ts'
import { declared, type Quantity } from '../model/quantity.ts'
import type { Call, Context, Loop, Prompt, Retrieval, Target, Workload } from '../model/workload.ts'
import { share, tokens, usdPerRequest, type Share } from '../units.ts'
import { attribute } from './attribute.ts'
import { describe as describeCause } from './describe.ts'

const world = worldOf({
  models: {
    'acme/small': { input: 0.15, output: 0.6 },
    'acme/frontier': { input: 2.5, output: 10, batch: 0.5 },
    'other/frontier': { input: 3, output: 15 },
    'acme/cached': { input: 3, output: 15, cacheRead: 0.3 },
    'acme/embed': { input: 0.02, output: 0 },
    unpaid: { input: 0, output: 0 },
  },
  units: { 'g5.xlarge': 1.006, 'p4d.24xlarge': 21.96 },
  rerank: 0.002,
})

const at = (line: number) => ({ path: 'unitcost.yml', line })
const rate = (n: number, line = 1): Quantity<Share> => declared(share(n), at(line))

/** `kind: from → to @ places` of every driver. */
const told = (base: Workload, head: Workload) =>
  attribute(base, head, world).map(
    ({ kind, from, to, at: where }) =>
      `${kind}: ${from} → ${to} @ ${where.map(({ path, line }) => `${path}:${line}`).join(' ')}`,
  )

const served = (call: Partial<Call> & { readonly model?: string } = {}, more: Partial<Workload> = {}) =>
  workloadOf([callOf({ model: 'acme/small', ...call })], { traffic: traffic(1_000_000), ...more })

const fixed = (model: string, given: Partial<Target> = {}) =>
  routeTo(model, { targets: [targetOf(model, 1, { id: 'fixed', at: at(7), ...given })], at: at(6) })

const NO_CONTEXT: Context = { chunks: null, tokensPerChunk: null, history: null, growth: null }

const loop = (given: Partial<Loop>): Call['repetition'] => ({
  perRequest: declared(1, HERE),
  loop: { at: at(9), mean: null, p95: null, maximum: null, measured: null, ...given },
})

const retrieval = (given: Partial<Retrieval> = {}): Retrieval => ({
  at: at(8),
  embedding: targetOf('acme/embed'),
  queryTokens: tokens(60),
  rerankModel: null,
  storeUsd: usdPerRequest(0),
  ...given,
})

const priced = (input: number) => ({ input, output: 1, cacheRead: null, cacheWrite: null })

const prompt = (...words: readonly string[]): Prompt => ({
  kind: 'template',
  at: { path: 'prompts/answer.j2', line: 1 },
  messages: [
    {
      role: 'user',
      parts: words.map((text, index): PromptPart =>
        text.startsWith('{')
          ? { kind: 'variable', name: 'question', line: index + 1 }
          : { kind: 'text', text, line: index + 1 },
      ),
    },
  ],
  tools: [],
  responseSchema: null,
  samples: {},
  sizes: { question: size(10) },
})

const spare = (given: Partial<Target>, retries = 0) => ({
  ...fixed('acme/small'),
  fallbacks: [groupOf([targetOf('acme/frontier', 1, given)], { id: 'spare', retries })],
})

const cache = (lookupTokens: number) => ({
  hitRate: null,
  prefix: profile(1000),
  response: { hitRate: rate(0.2), lookupTokens: tokens(lookupTokens), lookup: targetOf('acme/frontier') },
})

describe('a cause, before and after, and where to look', () => {
  test.for<[string, Workload, Workload, string]>([
    [
      'a model of the same provider',
      served({ route: fixed('acme/small') }),
      served({ route: fixed('acme/frontier') }),
      'model: small → frontier @ unitcost.yml:7',
    ],
    [
      'a model of another provider',
      served({ route: fixed('acme/frontier') }),
      served({ route: fixed('other/frontier') }),
      'model: acme/frontier → other/frontier @ unitcost.yml:7',
    ],
    [
      'a deployment and a region',
      served({ route: fixed('acme/small') }),
      served({ route: fixed('acme/frontier', { deployment: 'batch', region: 'eu-west-1' }) }),
      'model: small → frontier (batch) in eu-west-1 @ unitcost.yml:7',
    ],
    [
      'a model beside a fallback that came',
      served({ route: fixed('acme/small') }),
      served({
        route: {
          ...fixed('acme/frontier'),
          fallbacks: [groupOf([targetOf('acme/frontier', 0)], { id: 'spare' })],
        },
      }),
      'model: small → frontier @ unitcost.yml:7',
    ],
    [
      'shares',
      served({
        route: {
          ...fixed('acme/small'),
          targets: [targetOf('acme/small', 0.9), targetOf('acme/frontier', 0.1)],
        },
      }),
      served({
        route: {
          ...fixed('acme/small'),
          targets: [targetOf('acme/small', 0.5), targetOf('acme/frontier', 0.5)],
        },
      }),
      'routing: small 90 %, frontier 10 % → small 50 %, frontier 50 % @ unitcost.yml:6',
    ],
    [
      'an escalation',
      served({ route: fixed('acme/small') }),
      served({
        route: {
          ...fixed('acme/small'),
          escalation: { rate: rate(0.1, 5), to: groupOf([targetOf('acme/frontier')]) },
        },
      }),
      'routing: small → small, 10 % escalated @ unitcost.yml:5',
    ],
    [
      'a fallback',
      served({ route: fixed('acme/small') }),
      served({
        route: {
          ...fixed('acme/small'),
          fallbacks: [groupOf([targetOf('acme/frontier'), targetOf('other/frontier')])],
        },
      }),
      'routing: small → acme/small, then acme/frontier or other/frontier @ unitcost.yml:6',
    ],
    [
      'a choice at run time',
      served({ route: fixed('acme/small') }),
      served({
        route: {
          ...fixed('acme/small'),
          selection: 'dynamic',
          targets: [targetOf('acme/small', 0.5), targetOf('acme/frontier', 0.5)],
        },
      }),
      'routing: small → any of small 50 %, frontier 50 % @ unitcost.yml:6',
    ],
    [
      'configured attempts',
      served({ route: fixed('acme/small') }),
      served({ route: { ...fixed('acme/small'), retries: 1 } }),
      'retries: up to 0 retries → up to 1 retry @ unitcost.yml:6',
    ],
    [
      'a retry rate',
      served({ retries: { retryRate: rate(0.02), fallbackRate: null } }),
      served({ retries: { retryRate: rate(0.125, 4), fallbackRate: null } }),
      'retries: 2 % retried → 12.5 % retried @ unitcost.yml:4',
    ],
    [
      'a retry rate that is declared no more',
      served({ retries: { retryRate: rate(0.02, 4), fallbackRate: null } }),
      served(),
      'retries: 2 % retried → up to 0 retries @ unitcost.yml:4',
    ],
    [
      'a fallback rate',
      served({ route: { ...fixed('acme/small'), fallbacks: [groupOf([targetOf('acme/frontier')])] } }),
      served({
        route: { ...fixed('acme/small'), fallbacks: [groupOf([targetOf('acme/frontier')])] },
        retries: { retryRate: null, fallbackRate: rate(0.5, 4) },
      }),
      'retries: up to 0 retries → 50 % to the fallback @ unitcost.yml:4',
    ],
    [
      'a prompt',
      served({ prompt: profile(1200) }),
      served({ prompt: profile(3100) }),
      'prompt: 1,200 tokens → 3,100 tokens @ unitcost.yml:1',
    ],
    [
      'retrieved chunks',
      served({ context: { ...NO_CONTEXT, chunks: declared(4, at(3)), tokensPerChunk: size(350) } }),
      served({ context: { ...NO_CONTEXT, chunks: declared(20, at(3)), tokensPerChunk: size(350) } }),
      'context: 4 chunks × 350 tokens → 20 chunks × 350 tokens @ unitcost.yml:3',
    ],
    [
      'history',
      served(),
      served({ context: { ...NO_CONTEXT, history: { ...size(900), at: at(2) } } }),
      'context: none → history 900 tokens @ unitcost.yml:2',
    ],
    [
      'growth of a loop',
      served({ repetition: loop({ mean: 3 }), context: { ...NO_CONTEXT, growth: size(100) } }),
      served({
        repetition: loop({ mean: 3 }),
        context: { ...NO_CONTEXT, growth: { ...size(700), at: at(2) } },
      }),
      'context: +100 tokens a step → +700 tokens a step @ unitcost.yml:2',
    ],
    [
      'a search',
      served(),
      served({ retrieval: retrieval({ rerankModel: 'acme/rerank', storeUsd: usdPerRequest(0.00002) }) }),
      'retrieval: none → acme/embed, acme/rerank, $0.00002 a query @ unitcost.yml:8',
    ],
    [
      'an answer',
      served({ output: { tokens: size(240), maximum: null } }),
      served({ output: { tokens: { ...size(700), at: at(5) }, maximum: 2000 } }),
      'output: 240 tokens → 700 tokens (max 2,000) @ unitcost.yml:5',
    ],
    [
      'calls a request',
      served(),
      served({ repetition: { perRequest: declared(3, at(9)), loop: null } }),
      'calls: 1 call → 3 calls @ unitcost.yml:9',
    ],
    [
      'a loop',
      served(),
      served({ repetition: loop({ mean: 2.4, maximum: 8 }) }),
      'calls: 1 call → 2.4 steps (max 8) @ unitcost.yml:9',
    ],
    [
      'a loop without an end',
      served({ repetition: loop({ maximum: 8 }) }),
      served({ repetition: loop({}) }),
      'calls: 1 step (max 8) → 1 step, no maximum @ unitcost.yml:9',
    ],
    [
      'hits of the prompt cache',
      served({
        model: 'acme/cached',
        prompt: prompt('rules'),
        caching: { hitRate: null, prefix: prompt('rules'), response: null },
      }),
      served({
        model: 'acme/cached',
        prompt: prompt('rules'),
        caching: { hitRate: rate(0.5, 4), prefix: prompt('rules'), response: null },
      }),
      'caching: none → 5 tokens cacheable, 50 % hits @ unitcost.yml:4',
    ],
    [
      'hits of the response cache',
      served(),
      served({
        caching: {
          hitRate: null,
          prefix: profile(1000),
          response: { hitRate: rate(0.2, 4), lookupTokens: tokens(0), lookup: null },
        },
      }),
      'caching: none → response cache 20 % hits @ unitcost.yml:4',
    ],
    [
      'the order of a prompt',
      served({
        model: 'acme/cached',
        prompt: prompt('rules', '{question'),
        caching: { hitRate: rate(1), prefix: prompt('rules', '{question'), response: null },
      }),
      served({
        model: 'acme/cached',
        prompt: prompt('{question', 'rules'),
        caching: { hitRate: rate(1), prefix: prompt('{question', 'rules'), response: null },
      }),
      'caching: cacheable prefix 5 tokens → cacheable prefix 0 tokens @ prompts/answer.j2:1',
    ],
    [
      'traffic',
      served(),
      served({}, { traffic: traffic(2_500_000) }),
      'traffic: 1,000,000 requests a month → 2,500,000 requests a month @ unitcost.yml:1',
    ],
    [
      'prices that the file states',
      served({ route: fixed('acme/small', { stated: priced(1) }) }),
      served({ route: fixed('acme/small', { stated: priced(2) }) }),
      'price: $1 in, $1 out per 1M → $2 in, $1 out per 1M @ unitcost.yml:7',
    ],
    [
      'the longest answer alone',
      served({ output: { tokens: { ...size(240), high: tokens(700) }, maximum: null } }),
      served({ output: { tokens: { ...size(240), high: tokens(1400), at: at(5) }, maximum: null } }),
      'output: 240 tokens, high tokens 700 → 240 tokens, high tokens 1,400 @ unitcost.yml:5',
    ],
    [
      'the tail of a loop',
      served({ repetition: loop({ mean: 2, p95: 6 }) }),
      served({ repetition: loop({ mean: 2, p95: 12 }) }),
      'calls: 2 steps, no maximum, p95 6 → 2 steps, no maximum, p95 12 @ unitcost.yml:9',
    ],
    [
      'queries of a search',
      served({ retrieval: retrieval() }),
      served({ retrieval: retrieval({ queryTokens: tokens(6000) }) }),
      'retrieval: acme/embed, query tokens 60 → acme/embed, query tokens 6,000 @ unitcost.yml:8',
    ],
    [
      'attempts of a fallback',
      served({ route: spare({}) }),
      served({ route: spare({}, 3) }),
      'retries: up to 0 retries → up to 0 retries, then 3 @ unitcost.yml:6',
    ],
    [
      'a stated price of a fallback',
      served({ route: spare({ stated: priced(1) }) }),
      served({ route: spare({ stated: priced(9) }) }),
      'price: $1 in, $1 out per 1M → $9 in, $1 out per 1M @ unitcost.yml:7',
    ],
    [
      'look-ups of the response cache',
      served({ caching: cache(60) }),
      served({ caching: cache(6000) }),
      'caching: response cache 20 % hits, lookup tokens 60 → response cache 20 % hits, lookup tokens 6,000 @ unitcost.yml:1',
    ],
    [
      'a list price in place of a stated one',
      served({ route: fixed('acme/small', { stated: priced(1) }) }),
      served({ route: fixed('acme/small') }),
      'price: $1 in, $1 out per 1M → list price @ unitcost.yml:7',
    ],
  ])('%s', ([, base, head, expected]) => {
    expect(told(base, head)).toStrictEqual([expected])
  })

  test.for<[string, readonly Call[], readonly Call[], string]>([
    [
      'a call more',
      [callOf({ model: 'acme/small' })],
      [callOf({ model: 'acme/small' }), callOf({ id: 'judge', model: 'acme/small', at: at(9) })],
      'calls: none → 1 call @ unitcost.yml:1',
    ],
    [
      'a call less',
      [callOf({ model: 'acme/small' }), callOf({ id: 'judge', model: 'acme/small' })],
      [callOf({ model: 'acme/small' })],
      'calls: 1 call → none @ unitcost.yml:1',
    ],
    [
      'the longest answer of the second call',
      [
        callOf({ model: 'acme/small' }),
        callOf({ id: 'judge', model: 'acme/small', output: { tokens: size(240), maximum: null } }),
      ],
      [
        callOf({ model: 'acme/small' }),
        callOf({
          id: 'judge',
          model: 'acme/small',
          output: { tokens: { ...size(240), high: tokens(700), at: at(5) }, maximum: null },
        }),
      ],
      'output: 240 tokens, high tokens 240 → 240 tokens, high tokens 700 @ unitcost.yml:5',
    ],
    [
      'a prompt beside a call that is new, whichever comes first',
      [callOf({ model: 'acme/small' })],
      [
        callOf({ id: 'judge', model: 'unpaid', at: at(9) }),
        callOf({ model: 'acme/small', prompt: profile(3100) }),
      ],
      'prompt: 1,000 tokens → 3,100 tokens @ unitcost.yml:1',
    ],
  ])('%s', ([, base, head, expected]) => {
    expect(
      told(workloadOf(base, { traffic: traffic(1) }), workloadOf(head, { traffic: traffic(1) })),
    ).toStrictEqual([expected])
  })
})

describe('machines, before and after', () => {
  const fleet = (...capacity: Workload['capacity']) => workloadOf([], { capacity, at: at(2) })
  const gpu = (sku: string, units: number, id = 'infra/gpu') =>
    capacityOf(sku, units, { id, skuAt: { path: 'gpu.tf', line: 2 }, unitsAt: { path: 'gpu.tf', line: 3 } })

  test.for<[string, Workload, Workload, string]>([
    [
      'more of them',
      fleet(gpu('g5.xlarge', 1)),
      fleet(gpu('g5.xlarge', 3)),
      '1 × g5.xlarge → 3 × g5.xlarge @ gpu.tf:3',
    ],
    [
      'other ones',
      fleet(gpu('g5.xlarge', 1)),
      fleet(gpu('p4d.24xlarge', 1)),
      '1 × g5.xlarge → 1 × p4d.24xlarge @ gpu.tf:2',
    ],
    [
      'one more kind',
      fleet(gpu('g5.xlarge', 1)),
      fleet(gpu('g5.xlarge', 1), gpu('p4d.24xlarge', 1, 'infra/big')),
      '1 × g5.xlarge → 1 × g5.xlarge, 1 × p4d.24xlarge @ gpu.tf:2',
    ],
    [
      'none any more',
      fleet(gpu('g5.xlarge', 1), gpu('g5.xlarge', 1, 'infra/b')),
      fleet(gpu('g5.xlarge', 1)),
      '1 × g5.xlarge, 1 × g5.xlarge → 1 × g5.xlarge @ unitcost.yml:2',
    ],
    [
      'number and kind not told on one side',
      fleet(gpu('g5.xlarge', 1)),
      fleet(capacityOf('g5.xlarge', 1, { sku: null, units: null, skuAt: { path: 'gpu.tf', line: 2 } })),
      '1 × g5.xlarge → ? × unknown @ gpu.tf:2',
    ],
  ])('%s', ([, base, head, expected]) => {
    const { from, to, at: where } = describeCause('capacity', { base, head, world })
    expect(`${from} → ${to} @ ${where.map(({ path, line }) => `${path}:${line}`).join(' ')}`).toBe(expected)
  })
})
