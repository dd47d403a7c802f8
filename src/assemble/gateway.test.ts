import { expect, test } from 'vitest'
import { HERE, worldOf, callOf, workloadOf } from '../../test/builders.ts'
import { estimate } from '../estimate/workload.ts'
import type { RouteFact } from '../model/fact.ts'
import type { RouterCall } from '../model/route-fact.ts'
import { route, routeTarget } from '../readers/route.ts'
import { shelve } from './library.ts'
import { gatewayRoute } from './route.ts'

// A call of 1,000 tokens costs as many thousandths of a dollar as its model's name says.
const world = worldOf({
  models: {
    one: { input: 1, output: 0 },
    five: { input: 5, output: 0 },
    ten: { input: 10, output: 0 },
  },
})

const named = (name: string, models: readonly string[], more: Partial<RouteFact> = {}): RouteFact =>
  route({
    id: `route:gateway.yaml#${name}`,
    names: [name],
    at: HERE,
    targets: models.map(model => routeTarget({ id: model, model, at: HERE, weight: 1 })),
    ...more,
  })

const id = (name: string) => `route:gateway.yaml#${name}`

function costs(facts: readonly RouteFact[]) {
  const [first] = facts
  if (first === undefined) throw new Error('no route')
  const { route: found } = gatewayRoute(first, shelve(facts))
  const { perRequest, unpriced } = estimate(workloadOf([callOf({ route: found })]), world)
  const mills = (usd: number | undefined) => Math.round((usd ?? Number.NaN) * 1e9) / 1e6
  return unpriced.length > 0
    ? unpriced
    : [mills(perRequest?.low), mills(perRequest?.expected), mills(perRequest?.high)]
}

const cascade = (...steps: readonly string[]) => ({ escalation: { to: steps.map(id), at: HERE } })

test.for<[string, readonly RouteFact[], readonly (number | string)[]]>([
  [
    'a cascade of three: the first one, at worst all of them',
    [named('careful', ['one'], cascade('middle', 'big')), named('middle', ['five']), named('big', ['ten'])],
    [1, 1, 16],
  ],
  [
    'two cascades of which a request meets one',
    [
      named('auto', [id('a'), id('b')], { selection: 'dynamic' }),
      named('a', ['one'], cascade('middle')),
      named('b', ['one'], cascade('big')),
      named('middle', ['five']),
      named('big', ['ten']),
    ],
    [1, 1, 11],
  ],
  [
    'a bigger model without a price leaves the route without one',
    [named('careful', ['one'], cascade('big')), named('big', ['gpt-9'])],
    ['no price for gpt-9'],
  ],
  [
    'a panel that a run-time decision may choose costs all of its models',
    [
      named('auto', ['one', id('panel')], { selection: 'dynamic' }),
      named('panel', ['five', 'ten'], { selection: 'all', names: [] }),
    ],
    [1, 8, 15],
  ],
  [
    'a shared route that a run-time decision may choose costs what it costs by its shares',
    [named('auto', ['ten', id('even')], { selection: 'dynamic' }), named('even', ['one', 'five'])],
    [3, 6.5, 10],
  ],
  [
    'a decision inside of shares is a range over everything',
    [named('even', ['ten', id('auto')]), named('auto', ['one', 'five'], { selection: 'dynamic' })],
    [1, 6.5, 10],
  ],
])('%s', ([, facts, expected]) => {
  expect(costs(facts)).toStrictEqual(expected)
})

const asks = (model: string, more: Partial<RouterCall> = {}) => ({
  routerCalls: [
    { purpose: 'embedding', model, deployment: 'on-demand', unresolved: null, at: HERE, ...more },
  ] as const,
})

test.for<[string, readonly RouteFact[], readonly (number | string)[]]>([
  ['reads every request', [named('chat', ['ten'], asks('one'))], [11, 11, 11]],
  [
    'may be a route of the file',
    [named('chat', ['ten'], asks(id('embed'))), named('embed', ['one'])],
    [11, 11, 11],
  ],
  [
    'of one of two alternatives reads some of the requests',
    [named('auto', ['ten', id('chosen')], { selection: 'dynamic' }), named('chosen', ['ten'], asks('one'))],
    [10, 10.5, 11],
  ],
  [
    'inside the gateway is paid with its machine',
    [named('chat', ['ten'], asks('bert', { deployment: 'self-hosted' }))],
    [10, 10, 10],
  ],
  [
    'without a price leaves the route without one',
    [named('chat', ['ten'], asks('gpt-9'))],
    ['no price for gpt-9'],
  ],
])('a model that chooses %s', ([, facts, expected]) => {
  expect(costs(facts)).toStrictEqual(expected)
})

test('what the gateway states is there for rules, also of the routes behind the first', () => {
  const limit = (amount: number, line: number) => ({
    amount,
    unit: 'usd' as const,
    seconds: null,
    owner: { kind: 'gateway' as const, name: null },
    at: { path: 'gateway.yaml', line },
  })
  const facts = [
    named('chat', ['ten'], { fallbacks: [id('spare')], limits: [limit(5, 1)] }),
    named('spare', ['one'], { limits: [limit(5, 1), limit(7, 2)] }),
  ]
  const { route: found } = gatewayRoute(facts[0] ?? named('none', []), shelve(facts))
  expect(found.gateway?.limits.map(({ amount }) => amount)).toStrictEqual([5, 7])
})
