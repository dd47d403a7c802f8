import { expect, test } from 'vitest'
import type { ServingResult } from './result.ts'
import { servingWords } from './serving-words.ts'

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
