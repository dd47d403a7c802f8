import { expect, test } from 'vitest'
import { delta, driver, drafts, month, pageExample, request, sentences, side, told } from './testing.ts'
import { worstCase } from './worst-case.ts'

const costing = (expected: number, high: number) => side({}, { perRequest: request(expected, high) })

test('names what raised the worst case, largest first', () => {
  const change = delta({
    base: costing(0.0135, 0.108),
    head: costing(0.0135, 0.42),
    drivers: [
      driver({ kind: 'output', perRequestHigh: 0.042, from: '300 tokens', to: '300 tokens (max 4,096)' }),
      driver({ kind: 'caching', perRequestHigh: -0.01, from: 'none', to: '80 % hits' }),
      driver({
        kind: 'retries',
        perRequestHigh: 0.28,
        from: 'up to 1 retry',
        to: 'up to 4 retries',
        at: [{ path: 'gateway/litellm.yaml', line: 30 }],
      }),
    ],
  })
  const said = drafts(worstCase, { deltas: [change] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ gateway/litellm.yaml:30 @ unitcost.yml:8
    The worst case of support-chat goes from $0.108 to $0.42 per request, 31 times the expected $0.0135: retries (up to 1 retry → up to 4 retries) +$0.28; output (300 tokens → 300 tokens (max 4,096)) +$0.042.
    A bad day of a provider or one odd input is billed at the worst case, and budgets compare the expected cost.
    - Allow fewer retries, or declare \`retry_rate\` from your logs.
    - Set a lower maximum for the answer, or declare \`output_tokens\` with its \`high\`.
    - Give it a budget with \`band: high\` if the worst case must stay below a limit."
  `)
  expect(said.map(sentences)).toEqual([pageExample('worst-case')])
})

test.for([
  { change: 'ten times the expected cost is allowed', base: [0.01, 0.05], head: [0.01, 0.1], found: 0 },
  { change: 'more than ten times is told', base: [0.01, 0.05], head: [0.01, 0.101], found: 1 },
  { change: 'a wide one that did not get worse', base: [0.01, 0.5], head: [0.01, 0.5], found: 0 },
  { change: 'a wide one that got better', base: [0.01, 0.5], head: [0.01, 0.4], found: 0 },
  { change: 'only the expected cost sank', base: [0.1, 0.5], head: [0.01, 0.5], found: 0 },
  {
    change: 'a sum that only differs in its last digit',
    base: [0.01, 0.3],
    head: [0.01, 0.1 + 0.2],
    found: 0,
  },
] as const)('$change: $found', ({ base, head, found }) => {
  const change = delta({ base: costing(base[0], base[1]), head: costing(head[0], head[1]) })
  expect(drafts(worstCase, { deltas: [change] })).toHaveLength(found)
})

test('the factor can be set', () => {
  const change = delta({ base: costing(0.01, 0.02), head: costing(0.01, 0.05) })
  expect(drafts(worstCase, { deltas: [change], options: { factor: 4 } })).toHaveLength(1)
  expect(drafts(worstCase, { deltas: [change], options: { factor: 5 } })).toEqual([])
})

test('a new workload has no before and no drivers', () => {
  const [said] = drafts(worstCase, { deltas: [delta({ head: costing(0.0135, 0.42) })] })
  expect(said?.message).toBe(
    'The worst case of support-chat is $0.42 per request, 31 times the expected $0.0135.',
  )
  expect(said?.suggestions[0]).toMatch(/^Limit what is open/)
})

const cluster = (high: number) =>
  side({ id: 'Deployment/chat/vllm', calls: [] }, { perMonth: month(730, high) })

test('what is only paid by the hour is compared per month', () => {
  const drivers = [driver({ kind: 'capacity', from: '1 × g5.xlarge', to: '1 × g5.xlarge' })]
  const change = delta({ base: cluster(7300), head: cluster(14_600), drivers })
  expect(drafts(worstCase, { deltas: [change] })[0]?.message).toBe(
    'The worst case of Deployment/chat/vllm goes from $7,300 to $14,600 a month, 20 times the expected $730.',
  )
})

test('nothing expected is no factor', () => {
  const [said] = drafts(worstCase, { deltas: [delta({ head: costing(0, 0.42) })] })
  expect(said?.message).toBe('The worst case of support-chat is $0.42 per request, the expected $0.')
})

test('unchanged, removed and unpriced workloads have no worst case to tell', () => {
  const wide = costing(0.01, 0.5)
  const deltas = [
    delta({ status: 'unchanged', base: costing(0.01, 0.4), head: wide }),
    delta({ base: wide }),
    delta({ base: wide, head: side({}, { unpriced: ['no price for openai/gpt-9'] }) }),
  ]
  expect(drafts(worstCase, { deltas })).toEqual([])
})
