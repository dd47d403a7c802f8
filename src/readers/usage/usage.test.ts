import { describe, expect, test } from 'vitest'
import { usageEvidence, workloadUsage } from './testing.ts'
import { usage } from './usage.ts'

const read = (text: string) => usage.read({ path: '.unitcost/usage/november.json', text })

test('each workload of a log is a fact with what production used', () => {
  expect(read(usageEvidence())).toMatchObject({
    diagnostics: [],
    facts: [
      {
        kind: 'usage',
        id: '.unitcost/usage/november.json#support-chat',
        workload: 'support-chat',
        requests: 3000,
        output: { mean: 240, p95: 600 },
        steps: [
          { steps: 1, requests: 1500 },
          { steps: 2, requests: 1500 },
        ],
        retryRate: 44 / 4410,
      },
    ],
  })
})

test('only retries that were paid are a cost; a log without failures says nothing about them', () => {
  const rates = [workloadUsage().retries, { answered: 10, retried: 30, billed: 30 }, null].map(retries =>
    read(usageEvidence({ retries })).facts.map(fact => fact.kind === 'usage' && fact.retryRate),
  )
  expect(rates).toEqual([[44 / 4410], [1], [null]])
})

describe('evidence with a mistake is not used, and the reason is said', () => {
  const why = (text: string) => read(text).diagnostics.map(({ message }) => message)

  test.for([
    ['no JSON', '{', 'it is not valid JSON'],
    [
      'a negative count',
      usageEvidence({ requests: -1 }),
      '/workloads/0/requests is not what the schema asks for (minimum)',
    ],
    [
      'an absurd count',
      usageEvidence({ requests: 1e308 }),
      '/workloads/0/requests is not what the schema asks for (maximum)',
    ],
    [
      'a control character',
      usageEvidence({ id: 'support\u001b[2J' }),
      '/workloads/0/id is not what the schema asks for (pattern)',
    ],
    [
      'a dollar',
      usageEvidence().replace('"failed"', '"usd":12,"failed"'),
      '/workloads/0 is not what the schema asks for (additionalProperties)',
    ],
    [
      'time that runs backwards',
      usageEvidence({ to: '2026-09-01T00:00:00.000Z' }),
      'support-chat ends before it begins',
    ],
    ['no moment', usageEvidence({ from: '2026-13-41T00:00:00Z' }), 'support-chat ends before it begins'],
    ['more requests than calls', usageEvidence({ calls: 10 }), 'support-chat has more requests than calls'],
    [
      'more hits than calls',
      usageEvidence({ cache: { calls: 1, hits: 2, read_share: 1 } }),
      'support-chat has more cache hits than calls',
    ],
    [
      'more paid than made',
      usageEvidence({ retries: { answered: 9, retried: 1, billed: 2 } }),
      'support-chat paid for more retries than it made',
    ],
  ] as const)('%s', ([, text, reason]) => {
    expect(why(text)).toEqual([`this evidence of usage is not used: ${reason}`])
  })

  test('one workload twice', () => {
    const text = JSON.stringify({
      schema: 'unitcost.usage/v1',
      format: 'csv',
      workloads: [workloadUsage(), workloadUsage()],
    })
    expect(why(text)).toEqual([
      'this evidence of usage is not used: the workload support-chat is there twice',
    ])
  })
})
