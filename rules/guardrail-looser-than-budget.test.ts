import { expect, test } from 'vitest'
import type { Limit } from '../src/model/gateway.ts'
import { guardrailLooserThanBudget } from './guardrail-looser-than-budget.ts'
import { call, delta, drafts, pageExample, sentences, side, told } from './testing.ts'

const place = { path: 'unitcost.yml', line: 17 }
const budget = { id: 'support', usd_per_request: 0.02, usd_per_month: 2000 }

const guarded = (usd: number | null) => {
  const limits = { toolCalls: null, tokens: null, usd, seconds: null, at: place }
  return delta({ head: side({ calls: [call({ about: { task: null, labels: null, limits } })] }) })
}

const behind = (...limits: readonly Partial<Limit>[]) => {
  const plain = { amount: 1, unit: 'usd', seconds: 3600, owner: { kind: 'gateway', name: null } } as const
  const at = { path: 'gateway/litellm.yaml', line: 9 }
  const { route } = call()
  const all = limits.map(limit => ({ ...plain, at, ...limit }))
  const gateway = { cache: null, metadata: [], limits: all }
  return delta({ head: side({ calls: [call({ route: { ...route, gateway } })] }) })
}

const messages = (change: ReturnType<typeof delta>, options = {}) =>
  drafts(guardrailLooserThanBudget, { deltas: [change], budgets: [budget], options }).map(
    ({ message }) => message,
  )

test('says by how much the limit of a request is above the budget', () => {
  const said = drafts(guardrailLooserThanBudget, { deltas: [guarded(0.25)], budgets: [budget] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:17
    \`usd_per_task\` of support-chat lets $0.25 a request through, 13 times the $0.02 that the budget support allows.
    The budget holds the estimate before a merge; a limit above it lets the bill pass the budget afterwards without anybody being told.
    - Lower the limit to $0.02 a request, or raise the budget support if that much is meant."
  `)
  expect(said.map(sentences)).toEqual([pageExample('guardrail-looser-than-budget')])
})

test('is silent below the budget, without a limit, without a budget and within the factor', () => {
  expect(messages(guarded(0.02))).toEqual([])
  expect(messages(guarded(null))).toEqual([])
  expect(drafts(guardrailLooserThanBudget, { deltas: [guarded(0.25)] })).toEqual([])
  expect(messages(guarded(0.25), { factor: 13 })).toEqual([])
})

test('compares a spending limit of the whole gateway by the month of 730 hours', () => {
  expect(messages(behind({ amount: 10 }))).toEqual([
    'The lowest spending limit of the gateway (gateway/litellm.yaml) lets $7,300 a month through, 3.6 times the $2,000 that the budget support allows.',
  ])
})

test.for([
  { limit: 'the lowest of two holds', limits: [{ amount: 10 }, { amount: 2 }] },
  {
    limit: 'each user has it for himself',
    limits: [{ amount: 10, owner: { kind: 'user' as const, name: null } }],
  },
  { limit: 'tokens are no dollars', limits: [{ amount: 1e9, unit: 'tokens' as const }] },
  { limit: 'a period that is not stated', limits: [{ amount: 1e9, seconds: null }] },
])('nothing is said where $limit', ({ limits }) => {
  expect(messages(behind(...limits))).toEqual([])
})
