import { expect, test } from 'vitest'
import { stalePrices } from './stale-prices.ts'
import { delta, drafts, pageExample, request, sentences, side, told } from './testing.ts'

const OLD = { asOf: '2026-09-23', stale: true }
const priced = side({}, { perRequest: request(0.0135) })

test('says how old the prices are for the day that is priced', () => {
  const deltas = [delta({ base: priced, head: priced }), delta({ head: priced })]
  const said = drafts(stalePrices, { deltas, prices: OLD })
  expect(told(said)).toMatchInlineSnapshot(`
    "this change
    The newest prices are of 2026-09-23, 62 days before 2026-11-24, and 2 workloads of this change are priced with them.
    Providers change prices several times a year, so these costs may be too high or too low.
    - Update unitcost, or put current rates into \`.unitcost/prices.json\`."
  `)
  expect(said.map(sentences)).toEqual([pageExample('stale-prices')])
})

test('one workload is priced with them', () => {
  const [said] = drafts(stalePrices, { deltas: [delta({ head: priced })], prices: OLD })
  expect(said?.message).toMatch(/and 1 workload of this change is priced with them\.$/)
})

test('is silent about fresh prices', () => {
  const deltas = [delta({ head: priced })]
  expect(drafts(stalePrices, { deltas, prices: { asOf: '2026-11-20', stale: false } })).toEqual([])
})

test('is silent where no cost of the change rests on them', () => {
  const deltas = [delta({ status: 'unchanged', base: priced, head: priced }), delta({ base: priced })]
  expect(drafts(stalePrices, { deltas, prices: OLD })).toEqual([])
})
