import { expect, test } from 'vitest'
import type { Workload } from '../src/model/workload.ts'
import { profile, traffic, worldOf } from '../test/builders.ts'
import { batchOnDemand } from './batch-on-demand.ts'
import { call, delta, drafts, looping, pageExample, priced, sentences, target, told } from './testing.ts'

const PRICES = { input: 2.5, output: 10 }
const halved = worldOf({ models: { 'openai/gpt-4o': { ...PRICES, batch: 0.5 } } })
const noBatch = worldOf({ models: { 'openai/gpt-4o': PRICES } })

const digest = (given: Partial<Workload> = {}, world = halved) =>
  priced(
    {
      id: 'nightly-digest',
      urgency: 'batch',
      calls: [call({ prompt: profile(1000) })],
      traffic: traffic(240_000),
      ...given,
    },
    world,
  )

test('says what batch prices save, by the same estimate', () => {
  const said = drafts(batchOnDemand, { deltas: [delta({ head: digest() })], world: halved })
  expect(told(said)).toMatchInlineSnapshot(`
    "nightly-digest @ unitcost.yml:8 @ gateway/litellm.yaml:4
    nightly-digest is declared as \`urgency: batch\` and asks openai/gpt-4o at the on-demand price; the batch price saves $0.00245 per request, $588 a month.
    Providers answer a batch within a day for about half of the price, and nobody waits for these answers.
    - Send the requests through the batch API of the provider, or a batch target of the gateway.
    - Or declare \`urgency: minutes\` or \`interactive\`, if somebody does wait."
  `)
  expect(said.map(sentences)).toEqual([pageExample('batch-on-demand')])
})

const { route } = call()
const asking = (given: Parameters<typeof target>[1]) => [
  call({ prompt: profile(1000), route: { ...route, targets: [target('openai/gpt-4o', given)] } }),
]

test.for<[string, Partial<Workload>]>([
  ['somebody waits', { urgency: 'interactive' }],
  ['somebody waits for minutes', { urgency: 'minutes' }],
  ['nobody says whether somebody waits', { urgency: null }],
  ['it is a batch already', { calls: asking({ deployment: 'batch' }) }],
  [
    'the file states the prices',
    { calls: asking({ stated: { input: 1, output: 1, cacheRead: null, cacheWrite: null } }) },
  ],
  ['each step of an agent would wait', { calls: [{ ...looping({ mean: 3 }), prompt: profile(1000) }] }],
])('is silent where %s', ([, given]) => {
  expect(drafts(batchOnDemand, { deltas: [delta({ head: digest(given) })], world: halved })).toEqual([])
})

test('cannot tell where the provider has no batch price', () => {
  const deltas = [delta({ head: digest({}, noBatch) })]
  expect(drafts(batchOnDemand, { deltas, world: noBatch })).toEqual([])
})

test('speaks of a workload whose cost is the same when nobody waits any more', () => {
  const head = digest()
  const from = (urgency: Workload['urgency']) =>
    drafts(batchOnDemand, {
      deltas: [delta({ status: 'unchanged', base: digest({ urgency }), head })],
      world: halved,
    })
  expect(from('interactive')).toHaveLength(1)
  expect(from('batch')).toEqual([])
})
