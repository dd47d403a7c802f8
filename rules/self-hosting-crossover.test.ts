import { expect, test } from 'vitest'
import type { Crossover } from '../src/estimate/estimate.ts'
import { usdPerRequest } from '../src/units.ts'
import { capacityOf, traffic } from '../test/builders.ts'
import { selfHostingCrossover } from './self-hosting-crossover.ts'
import { delta, drafts, month, pageExample, sentences, side, told } from './testing.ts'

function serving(requests: number | null, given: Partial<Crossover> | null = {}) {
  const crossover =
    given === null
      ? null
      : {
          model: 'openai/gpt-4o-mini',
          usdPerRequest: usdPerRequest(0.0004),
          requestsPerMonth: 1_450_000,
          reachable: true,
          leavesOut: ['operations', 'network egress'],
          ...given,
        }
  const nothing = { effectiveUsdPerMtok: null, split: null, load: null, unused: [] }
  return side(
    {
      id: 'faq-bot',
      capacity: [capacityOf('g6.xlarge', 1)],
      traffic: requests === null ? null : traffic(requests),
    },
    { serving: { perMonth: month(580), crossover, ...nothing } },
  )
}

const found = (head: ReturnType<typeof side>, options = {}) =>
  drafts(selfHostingCrossover, { deltas: [delta({ head })], options })

test('says from how many requests on machines pay, and what they cost until then', () => {
  expect(told(found(serving(400_000)))).toMatchInlineSnapshot(`
    "faq-bot @ unitcost.yml:1 @ unitcost.yml:8
    The machines of faq-bot are cheaper than openai/gpt-4o-mini from 1,450,000 requests a month on (3.6 times as many); at 400,000 they cost $420 a month more.
    Machines cost the same whether anybody asks or not; operations and network egress would come on top.
    - Ask openai/gpt-4o-mini until there is more traffic, or run fewer machines.
    - Keep them all the same where data must not leave, and waive this rule with that reason."
  `)
  expect(found(serving(400_000)).map(sentences)).toEqual([pageExample('self-hosting-crossover')])
})

test.for([
  { what: 'above the crossover', head: serving(1_450_000), options: {}, found: 0 },
  { what: 'near enough to it', head: serving(800_000), options: { factor: 0.5 }, found: 0 },
  { what: 'without traffic', head: serving(null), options: {}, found: 0 },
  { what: 'without an API to compare with', head: serving(400_000, null), options: {}, found: 0 },
  { what: 'below it', head: serving(0), options: {}, found: 1 },
])('$what: $found', ({ head, options, found: findings }) => {
  expect(found(head, options)).toHaveLength(findings)
})

test('says it where the machines could never carry that many', () => {
  const [said] = found(serving(400_000, { reachable: false }))
  expect(said?.message).toContain('which is more than they can carry')
  expect(said?.suggestions[0]).toMatch(/^Ask openai\/gpt-4o-mini, or measure/)
})
