import { expect, test } from 'vitest'
import type { Load } from '../src/estimate/estimate.ts'
import { capacityOf, traffic } from '../test/builders.ts'
import { gpuUnderused } from './gpu-underused.ts'
import { delta, drafts, month, pageExample, sentences, side, told } from './testing.ts'

function serving(utilization: number, given: Partial<Load> = {}, units = 4) {
  const load: Load = {
    utilization,
    idleShare: 1 - utilization,
    outputTokensPerSecond: 2400,
    basis: 'measured',
    at: { path: 'bench/l4.json', line: 1 },
    source: 'vllm bench serve on 4 × L4',
    point: null,
    ...given,
  }
  const perMonth = month(2320)
  const nothing = { effectiveUsdPerMtok: null, split: null, unused: [], crossover: null }
  return side(
    { id: 'faq-bot', capacity: [capacityOf('g6.xlarge', units)], traffic: traffic(400_000) },
    { serving: { perMonth, load, ...nothing } },
  )
}

test('says how much of the machines is used, and what is paid for nothing', () => {
  const said = drafts(gpuUnderused, { deltas: [delta({ head: serving(0.12) })] })
  expect(told(said)).toMatchInlineSnapshot(`
    "faq-bot @ unitcost.yml:1 @ bench/l4.json:1
    400,000 requests a month use 12 % of what the capacity of faq-bot can carry (vllm bench serve on 4 × L4), and $2,042 of its $2,320 a month are paid for nothing.
    Machines cost the same whether anybody asks or not, so what is idle makes every request that comes dearer.
    - Run fewer than 4 units outside the peak, with a floor for nights and an autoscaler.
    - Or let other workloads of the same model share it."
  `)
  expect(said.map(sentences)).toEqual([pageExample('gpu-underused')])
})

test.for([
  { what: 'enough work', head: serving(0.3), options: {}, found: 0 },
  { what: 'enough for a lower bar', head: serving(0.12), options: { below: 0.1 }, found: 0 },
  { what: 'a bound that nobody measured', head: serving(0.01, { basis: 'assumed' }), options: {}, found: 0 },
  { what: 'no capacity of its own', head: side({}), options: {}, found: 0 },
])('is silent about $what', ({ head, options, found }) => {
  expect(drafts(gpuUnderused, { deltas: [delta({ head })], options })).toHaveLength(found)
})

test('of a single machine there cannot be fewer', () => {
  const [said] = drafts(gpuUnderused, { deltas: [delta({ head: serving(0.12, {}, 1) })] })
  expect(said?.suggestions[0]).toContain('Take a smaller machine')
})

test('what stays as it is, is not told again', () => {
  const idle = serving(0.12)
  const change = delta({ status: 'unchanged', base: idle, head: idle })
  expect(drafts(gpuUnderused, { deltas: [change] })).toEqual([])
})
