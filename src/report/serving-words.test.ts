import { describe, expect, test } from 'vitest'
import type { ServingResult } from './result.ts'
import { servingMoved, servingOf } from './serving-change.ts'
import { estimate, workload } from './samples/build.ts'
import { pointWords, servingWords } from './serving-words.ts'

const at = { path: 'bench/l4.json', line: 1 }
const load = {
  utilization: 0.38,
  idle_share: 0.62,
  output_tokens_per_second: 500,
  basis: 'measured',
  at,
  point: null,
} as const

const said = (given: Partial<ServingResult>) =>
  servingWords({
    usd_per_month: { low: 730, expected: 730, high: 730 },
    effective_usd_per_mtok: null,
    split: null,
    unused_benchmarks: [],
    load: null,
    crossover: null,
    ...given,
  }).join('; ')

const crossover = {
  model: 'openai/gpt-5-mini',
  usd_per_request: 0.00033,
  requests_per_month: 7_045_454,
  reachable: true,
  leaves_out: ['operations', 'network egress'],
}

test.for<[string, Partial<ServingResult>, string]>([
  ['nothing to say', {}, ''],
  [
    'floor and ceiling',
    { usd_per_month: { low: 730, expected: 1460, high: 5840 } },
    'autoscaling between $730 … $5,840 a month',
  ],
  [
    'measured use',
    { load: { ...load, source: 'vllm bench serve on 1 × L4' }, effective_usd_per_mtok: 0.84 },
    '38 % used, 62 % idle (vllm bench serve on 1 × L4); $0.84 per 1M tokens served',
  ],
  [
    'a price for each kind of token',
    {
      effective_usd_per_mtok: 0.84,
      split: { input_usd_per_mtok: 0.5, output_usd_per_mtok: 2, output_weight: 4 },
    },
    '$0.84 per 1M tokens served ($0.50 in, $2 out, at 1 : 4)',
  ],
  [
    'a benchmark that does not count',
    { unused_benchmarks: ['bench/l4.json does not count: it does not say on what it ran'] },
    'bench/l4.json does not count: it does not say on what it ran',
  ],
  [
    'a bound',
    { load: { ...load, utilization: 0.004, basis: 'assumed', source: 'the most that 4 × L4 can compute' } },
    'at least 0.4 % used (the most that 4 × L4 can compute)',
  ],
  [
    'too much traffic',
    { load: { ...load, utilization: 1.34, source: 'guidellm on 1 × L4' } },
    'the traffic needs 1.34 times what it can carry (guidellm on 1 × L4): it does not fit',
  ],
  [
    'cheaper from',
    { crossover },
    'cheaper than openai/gpt-5-mini ($0.00033 per request) from 7,045,454 requests a month; left out: operations, network egress',
  ],
  [
    'never cheaper',
    { crossover: { ...crossover, reachable: false, leaves_out: ['network egress'] } },
    'cheaper than openai/gpt-5-mini ($0.00033 per request) from 7,045,454 requests a month, which it cannot carry; left out: network egress',
  ],
])('%s', ([, given, words]) => {
  expect(said(given)).toBe(words)
})

const point = {
  requests_per_second: 2,
  input_tokens_per_second: 2000,
  output_tokens_per_second: 500,
  ttft_p95_ms: 400,
  tpot_p95_ms: 38,
  limited_by: 'ttft_p95',
  usd_per_request_at_full_use: 0.00021,
  joules_per_output_token: 0.28,
}

const serving = (given: Partial<typeof point>, utilization = 0.38): ServingResult => ({
  usd_per_month: { low: 730, expected: 730, high: 730 },
  effective_usd_per_mtok: null,
  split: null,
  unused_benchmarks: [],
  load: {
    ...load,
    utilization,
    idle_share: 1 - utilization,
    source: 'guidellm on 1 × L4',
    point: { ...point, ...given },
  },
  crossover: null,
})

test('the load behind the used part, its latencies, what limits it, what it would cost, its energy', () => {
  expect(pointWords(serving({}))).toMatchInlineSnapshot(`
    [
      "carries 2 requests/s of the benchmark, 2,000 tokens/s in, 500 out; first token within 400 ms (P95); 38 ms per token after it (P95); the first token keeps it from more",
      "$0.00021 per request if it were always used that far",
      "0.28 J per output token",
    ]
  `)
})

test.for<[string, string]>([
  ['tpot_p95', 'the time per token keeps it from more'],
  ['saturated', 'it falls behind at the next load'],
  ['highest_load', 'nothing heavier was measured'],
  ['client_bound', 'the next load is client_bound'],
])('limited by %s: %s', ([limit, words]) => {
  expect(pointWords(serving({ limited_by: limit })).join()).toContain(words)
})

test('without a measured load there is nothing behind it', () => {
  expect(pointWords({ ...serving({}), load: null })).toStrictEqual([])
})

describe('machines that are used more than before', () => {
  const side = (of: ServingResult | null) => ({ ...estimate({ month: 730 }), serving: of })
  const moved = (before: ServingResult | null, after: ServingResult | null) =>
    workload('faq-bot', { base: side(before), head: side(after) })

  test('are told with how much it was', () => {
    expect(servingOf(moved(serving({}), serving({}, 0.76)))).toStrictEqual([
      '38 % used before',
      '76 % used, 24 % idle (guidellm on 1 × L4)',
    ])
  })

  test('also where it was not known', () => {
    const before = { ...serving({}), load: null }
    expect(servingOf(moved(before, serving({})))[0]).toBe('not known how far used before')
  })

  test.for<[string, ServingResult | null, ServingResult | null]>([
    ['the same use', serving({}), serving({}, 0.3804)],
    ['no machines before', null, serving({})],
    ['no machines any more', serving({}), null],
  ])('%s is no move', ([, before, after]) => {
    expect(servingMoved(moved(before, after))).toBe(false)
  })
})
