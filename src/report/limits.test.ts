import { expect, test } from 'vitest'
import { limitWords } from './limits.ts'
import { limit } from './samples/build.ts'

test.for([
  {
    limit_kind: 'usd_per_month',
    limit: 25_000,
    status: 'over',
    words: 'support-chat is over its limit of $25,000/month',
  },
  {
    limit_kind: 'usd_per_request',
    limit: 0.02,
    status: 'near',
    words: 'support-chat is near its limit of $0.02 per request',
  },
  {
    limit_kind: 'usd_per_solved_task',
    limit: 0.03,
    status: 'unknown',
    words: 'support-chat cannot be shown to keep its limit of $0.03 per solved task',
  },
  {
    limit_kind: 'increase.percent',
    limit: 10,
    status: 'over',
    words: 'support-chat is over its limit of +10 %',
  },
  {
    limit_kind: 'increase.usd_per_month',
    limit: 0,
    status: 'over',
    words: 'support-chat is over its limit of +$0/month',
  },
  {
    limit_kind: 'quality.max_drop',
    limit: 0.05,
    status: 'over',
    words: 'evals of support-chat drop by more than 5 pp',
  },
  {
    limit_kind: 'quality.min_pass_rate',
    limit: 0.75,
    status: 'over',
    words: 'evals of support-chat pass less than 75 %',
  },
] as const)('$words', ({ words, ...given }) => {
  expect(limitWords(limit(given))).toBe(words)
})

test('a budget over several workloads speaks for itself', () => {
  expect(limitWords(limit({ workload: null }))).toBe(
    'budget support-monthly is over its limit of +$500/month',
  )
})
