import { expect, test } from 'vitest'
import { share } from '../src/units.ts'
import { profile, worldOf } from '../test/builders.ts'
import { dynamicRouteUndeclared } from './dynamic-route-undeclared.ts'
import { call, delta, drafts, pageExample, priced, sentences, target, told } from './testing.ts'

const world = worldOf({
  models: {
    'openai/gpt-4o': { input: 2.5, output: 10 },
    'openai/gpt-4o-mini': { input: 0.15, output: 0.6 },
    'openai/gpt-4.1': { input: 2, output: 8 },
  },
})

const choosing = (selection: 'dynamic' | 'weighted', ...models: readonly string[]) => {
  const id = 'route:gateway/litellm.yaml#smart'
  const targets = models.map(model => target(model, { share: share(1 / models.length) }))
  const route = { ...call().route, id, selection, targets }
  return delta({ head: priced({ calls: [call({ prompt: profile(1000), route })] }, world) })
}

test('says how far the choices of a router are apart', () => {
  const deltas = [choosing('dynamic', 'openai/gpt-4o', 'openai/gpt-4o-mini', 'openai/gpt-4.1')]
  const said = drafts(dynamicRouteUndeclared, { deltas, world })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:12
    route:gateway/litellm.yaml#smart behind support-chat decides at run time: a request costs from $0.000294 (openai/gpt-4o-mini) to $0.0049 (openai/gpt-4o), 17 times as much.
    Nobody states how many requests go where, so the expected cost assumes equal shares, and a router that changes its mind changes the bill without a pull request.
    - Give the targets of route:gateway/litellm.yaml#smart weights, if their shares are known from your logs.
    - Or hold the dearest choice with a budget that has \`band: high\`."
  `)
  expect(said.map(sentences)).toEqual([pageExample('dynamic-route-undeclared')])
})

test.for([
  { what: 'weights', change: choosing('weighted', 'openai/gpt-4o', 'openai/gpt-4o-mini') },
  { what: 'models that cost about the same', change: choosing('dynamic', 'openai/gpt-4o', 'openai/gpt-4.1') },
  { what: 'a single model', change: choosing('dynamic', 'openai/gpt-4o') },
  { what: 'a model without a price', change: choosing('dynamic', 'openai/gpt-4o', 'openai/gpt-9') },
])('is silent about $what', ({ change }) => {
  expect(drafts(dynamicRouteUndeclared, { deltas: [change], world })).toEqual([])
})

test('a smaller factor finds smaller differences', () => {
  const deltas = [choosing('dynamic', 'openai/gpt-4o', 'openai/gpt-4.1')]
  expect(drafts(dynamicRouteUndeclared, { deltas, world, options: { factor: 1.1 } })).toHaveLength(1)
})
