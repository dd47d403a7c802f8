import { describe, expect, test } from 'vitest'
import { HERE } from '../../test/builders.ts'
import { route as routeFact, routeTarget } from '../readers/route.ts'
import type { RouteFact, RouteTarget } from '../model/fact.ts'
import { shelve } from './library.ts'
import { gatewayRoute, resolveRoute } from './route.ts'

const target = (model: string, weight: number | null = null): RouteTarget =>
  routeTarget({ id: model, model, weight, at: HERE })

const route = (name: string, targets: readonly RouteTarget[], more: Partial<RouteFact> = {}): RouteFact =>
  routeFact({
    id: `route:gateway.yaml#${name}`,
    names: [name],
    at: { path: 'gateway.yaml', line: 1 },
    targets,
    ...more,
  })

const shares = (facts: readonly RouteFact[], name: string) => {
  const fact = facts.find(({ names }) => names[0] === name)
  if (fact === undefined) throw new Error(name)
  const { route: found } = gatewayRoute(fact, shelve(facts))
  return { selection: found.selection, shares: found.targets.map(({ model, share }) => `${model} ${share}`) }
}

describe('shares', () => {
  test.for([
    ['one target gets everything', [target('a')], 'weighted', ['a 1']],
    ['weights', [target('a', 9), target('b', 1)], 'weighted', ['a 0.9', 'b 0.1']],
    ['a missing weight is a range', [target('a', 9), target('b')], 'dynamic', ['a 0.5', 'b 0.5']],
    ['weights of nothing are a range', [target('a', 0), target('b', 0)], 'dynamic', ['a 0.5', 'b 0.5']],
  ] as const)('%s', ([, targets, selection, expected]) => {
    expect(shares([route('chat', targets)], 'chat')).toStrictEqual({ selection, shares: expected })
  })

  test('the order of entries means nothing', () => {
    const [a, b] = [target('a', 9), target('b', 1)]
    expect(shares([route('chat', [a, b])], 'chat')).toStrictEqual(shares([route('chat', [b, a])], 'chat'))
  })

  test('best of two and a judge, for a quarter of the requests', () => {
    const best = route('best', [target('a'), target('judge')], { selection: 'all', names: [] })
    const chat = route('chat', [target('a', 3), target('route:gateway.yaml#best', 1)])
    expect(shares([best, chat], 'chat').shares).toStrictEqual(['a 0.75', 'a 0.25', 'judge 0.25'])
  })

  test('a route that contains itself ends', () => {
    const wide = Array.from({ length: 50 }, (_, n) => ({
      ...target('route:gateway.yaml#loop', 1),
      id: `t${n}`,
    }))
    expect(shares([route('loop', wide)], 'loop').shares.length).toBeLessThan(20_000)
  })
})

describe('fallbacks', () => {
  const chain = (facts: readonly RouteFact[]) =>
    gatewayRoute(facts[0] ?? route('none', []), shelve(facts)).route.fallbacks.map(
      ({ id }) => id.split('#')[1],
    )
  const to = (...names: string[]) => ({ fallbacks: names.map(name => `route:gateway.yaml#${name}`) })

  test('follow each other, each once, and a cycle ends where it began', () => {
    const facts = [
      route('a', [target('a')], to('b', 'c')),
      route('b', [target('b')], to('d', 'a')),
      route('c', [target('c')], to('b')),
      route('d', [target('d')], to('a', 'unheard-of')),
    ]
    expect(chain(facts)).toStrictEqual(['b', 'c', 'd'])
  })

  test('of a route inside a route count for the outer one', () => {
    const facts = [
      route('outer', [target('route:gateway.yaml#inner')]),
      route('inner', [target('a')], to('b')),
      route('b', [target('b')]),
    ]
    expect(chain(facts)).toStrictEqual(['b'])
  })
})

describe('references', () => {
  const library = shelve([
    route('smart', [target('openai/gpt-4o')]),
    route('fast', [target('openai/gpt-4o-mini')]),
  ])
  const models = (reference: string) => {
    const { route: found } = resolveRoute(reference, HERE, library)
    return found.targets.map(({ model, problem }) => problem ?? model)
  }

  test.for([
    ['route:gateway.yaml#smart', 'openai/gpt-4o'],
    ['smart', 'openai/gpt-4o'],
    ['openai/gpt-4.1', 'openai/gpt-4.1'],
    ['unheard-of', 'unheard-of'],
    ['route:gateway.yaml', 'route:gateway.yaml is not in the tree'],
    ['route:gateway.yaml#unheard-of', 'route:gateway.yaml#unheard-of is not in the tree'],
    ['route:other.yaml#smart', 'route:other.yaml#smart is not in the tree'],
  ] as const)('%s is %s', ([reference, model]) => {
    expect(models(reference)).toStrictEqual([model])
  })

  test('a provider’s model stays the provider’s where a gateway has a group of that name', () => {
    const named = shelve([route('openai/gpt-4o', [target('azure/gpt-4o')])])
    expect(resolveRoute('openai/gpt-4o', HERE, named).route.targets[0]?.model).toBe('openai/gpt-4o')
  })
})
