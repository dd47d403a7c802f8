import { describe, expect, test } from 'vitest'
import { callOf, HERE, profile, size, targetOf, workloadOf, worldOf } from '../../test/builders.ts'
import { declared, type Quantity } from '../model/quantity.ts'
import type { Call, Loop, Prompt } from '../model/workload.ts'
import { share, tokens, type Share } from '../units.ts'
import { attempt } from './attempt.ts'
import { estimate } from './workload.ts'

const world = worldOf({
  models: {
    small: { input: 1, output: 10 },
    'openai/gpt-4o': { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75, minimumPrefix: 1024 },
    tiered: { input: 1, output: 10, above: { threshold: 2000, input: 2, output: 20 } },
  },
})

const rate = (n: number): Quantity<Share> => declared(share(n), HERE)

/** `meter basis quantity × price`, as a bill would show them. */
const bill = (call: Call) =>
  estimate(workloadOf([call]), world).components.map(
    ({ meter, basis, quantity, unitPrice }) => `${meter} ${basis} ${quantity} × ${unitPrice}`,
  )

/** Fixed text of so many characters, each of them a token, then a question of 90. */
const template = (fixed: number): Prompt => ({
  kind: 'template',
  at: { path: 'prompts/answer.j2', line: 1 },
  messages: [
    {
      role: 'user',
      parts: [
        { kind: 'text', text: 'a'.repeat(fixed), line: 1 },
        { kind: 'variable', name: 'question', line: 2 },
      ],
    },
  ],
  tools: [],
  responseSchema: null,
  samples: {},
  sizes: { question: size(90) },
})

const cached = (fixed: number, hits: number, more: Partial<Call> = {}) => {
  const prompt = template(fixed)
  return callOf({
    model: 'openai/gpt-4o',
    prompt,
    caching: { hitRate: rate(hits), prefix: prompt, response: null },
    ...more,
  })
}

const loop = (given: Partial<Loop>): Call['repetition'] => ({
  perRequest: declared(1, HERE),
  loop: { at: HERE, mean: null, p95: null, maximum: null, measured: null, ...given },
})

describe('the prompt cache', () => {
  test('a hit reads the prefix, a miss writes it, the rest is input', () => {
    expect(bill(cached(2000, 0.75))).toStrictEqual([
      'cache_read declared 1500 × 0.3',
      'cache_write declared 500 × 3.75',
      'input declared 97 × 3',
      'output declared 300 × 15',
    ])
  })

  test('at the minimum of the provider it begins', () => {
    expect(bill(cached(1023, 1))[0]).toBe('input declared 1120 × 3')
    expect(bill(cached(1024, 1))[0]).toBe('cache_read declared 1024 × 0.3')
  })

  test('without prices of its own it costs what input costs', () => {
    const cost = (call: Call) => estimate(workloadOf([call]), world).perRequest?.expected
    const halfWay = cached(2000, 0.75, { route: callOf().route })
    expect(cost(halfWay)).toBe(cost(callOf({ prompt: template(2000) })))
  })

  test('a loop below the minimum caches nothing until it has grown', () => {
    const call = cached(500, 1, {
      repetition: loop({ mean: 2 }),
      context: { chunks: null, tokensPerChunk: null, history: null, growth: size(600) },
    })
    expect(bill(call)).toStrictEqual([
      'input declared 597 × 3',
      'output declared 600 × 15',
      'cache_read declared 597 × 0.3',
      'cache_write declared 600 × 3.75',
    ])
  })

  test('a loop that adds nothing reads all of it again', () => {
    expect(bill(cached(2000, 1, { repetition: loop({ mean: 2 }) }))).toStrictEqual([
      'cache_read declared 4097 × 0.3',
      'cache_write declared 97 × 3.75',
      'output declared 600 × 15',
    ])
  })

  test('what is cached is what is known best; what is assumed stays at the full price', () => {
    const call = cached(2000, 1, {
      context: {
        chunks: { ...declared(2, HERE), basis: 'measured' },
        tokensPerChunk: { ...size(10), basis: 'measured' },
        history: { ...size(40), basis: 'assumed' },
        growth: null,
      },
      repetition: { perRequest: { ...declared(1, HERE), basis: 'measured' }, loop: null },
    })
    expect(bill(call)).toStrictEqual([
      'cache_read measured 20 × 0.3',
      'cache_read declared 1980 × 0.3',
      'input declared 117 × 3',
      'input assumed 40 × 3',
      'output declared 300 × 15',
    ])
  })

  test('text of one side in the order of the other is cached by the share that stays in front', () => {
    const plain = template(0)
    if (plain.kind !== 'template') throw new Error('not a template')
    const moved: Prompt = {
      ...plain,
      messages: [
        {
          role: 'user',
          parts: [
            { kind: 'text', text: 'a'.repeat(993), line: 1 },
            { kind: 'variable', name: 'question', line: 2 },
            { kind: 'text', text: 'a'.repeat(1000), line: 3 },
          ],
        },
      ],
      sizes: { question: size(90) },
    }
    const call = cached(2993, 1)
    const other = { ...call, caching: { ...call.caching, prefix: moved } }
    // 993 of 2,000 fixed tokens stay in front (7 of them are framing, at the end): 3,000 × 993 ÷ 2,000.
    expect(bill(other)[0]).toBe('cache_read declared 1489.5 × 0.3')
    const unordered = { ...call, caching: { ...call.caching, prefix: profile(3000) } }
    expect(bill(unordered)[0]).toBe('input declared 3090 × 3')
  })
})

describe('tiers', () => {
  test('each step of a loop takes the tier of its own input', () => {
    const call = callOf({
      model: 'tiered',
      prompt: profile(1500),
      repetition: loop({ mean: 2 }),
      context: { chunks: null, tokensPerChunk: null, history: null, growth: size(1000) },
    })
    expect(bill(call)).toStrictEqual([
      'input declared 1500 × 1',
      'output declared 300 × 10',
      'input declared 2500 × 2',
      'output declared 300 × 20',
    ])
  })

  test('the tier begins above its threshold, not at it', () => {
    expect(bill(callOf({ model: 'tiered', prompt: profile(2000) }))[0]).toBe('input declared 2000 × 1')
    expect(bill(callOf({ model: 'tiered', prompt: profile(2001) }))[0]).toBe('input declared 2001 × 2')
  })

  test('a price without tiers is free, and nothing fails', () => {
    const price = {
      id: 'small',
      tiers: [],
      minimumPrefix: 0,
      prefixStep: 1,
      contextWindow: null,
      retires: null,
      source: 'nowhere',
      asOf: 'unknown',
    }
    const lines = attempt({ call: callOf(), target: targetOf('small'), band: 'expected', world }, price)
    expect(lines.map(({ usd }) => usd)).toStrictEqual([0, 0])
  })
})

test.for([
  ['nobody stated its steps', {}, 'assumed'],
  ['a mean was declared', { mean: 2 }, 'declared'],
  ['runs were measured', { measured: [2, 2] }, 'measured'],
] as const)('tokens of a loop of which %s are no better known than its steps', ([, steps, basis]) => {
  const measured = { ...size(10), basis: 'measured' as const }
  const call = callOf({
    prompt: { kind: 'profile', at: HERE, input: measured },
    output: { tokens: { ...measured, expected: tokens(20) }, maximum: null },
    repetition: { ...loop(steps), perRequest: { ...declared(1, HERE), basis: 'measured' } },
  })
  expect(estimate(workloadOf([call]), world).components.map(part => part.basis)).toStrictEqual([basis, basis])
})
