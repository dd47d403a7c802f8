import { describe, expect, test } from 'vitest'
import type { RouteFact } from '../model/fact.ts'
import type { Limit } from '../model/gateway.ts'
import { route, routePolicy, routeTarget } from '../readers/route.ts'
import { withPolicies } from './route-policies.ts'

const at = (path: string) => ({ path, line: 1 })

/** A route of two priorities, as Envoy AI Gateway has them. */
function chat(path = 'deploy/route.yaml'): readonly RouteFact[] {
  const id = `route:${path}#chat`
  const targets = [routeTarget({ id: 'a', model: 'openai/gpt-5', at: at(path) })]
  const policyTargets = ['HTTPRoute/chat', 'Gateway/edge']
  return [
    route({ id, at: at(path), names: ['chat'], targets, policyTargets, fallbacks: [`${id}/fallback-1`] }),
    route({ id: `${id}/fallback-1`, at: at(path), targets, policyTargets }),
  ]
}

const limit = (amount: number, more: Partial<Limit> = {}): Limit => ({
  amount,
  unit: 'tokens',
  seconds: 3600,
  owner: { kind: 'gateway', name: null },
  at: at('deploy/policy.yaml'),
  ...more,
})

type Stated = Partial<Parameters<typeof routePolicy>[0]>

const policy = (stated: Stated, path = 'deploy/policy.yaml') =>
  routePolicy({ id: `${path}#p`, at: at(path), about: ['HTTPRoute/chat'], ...stated })

const retries = (stated: readonly Stated[]) =>
  withPolicies([...chat(), ...stated.map(each => policy(each))]).flatMap(fact =>
    fact.kind === 'route' ? [fact.retries] : [],
  )

describe('attempts on two priorities', () => {
  test.for<[string, readonly Stated[], readonly (number | null)[]]>([
    ['no policy', [], [null, null]],
    ['as many on each', [{ retries: 2 }], [2, 2]],
    ['one on each: six in all', [{ retries: 5, attemptsPerGroup: 1 }], [0, 4]],
    ['two on each', [{ retries: 3, attemptsPerGroup: 2 }], [1, 1]],
    ['the policy of the gateway', [{ about: ['Gateway/edge'], retries: 1 }], [1, 1]],
    ['the policy of the route wins', [{ about: ['Gateway/edge'], retries: 9 }, { retries: 1 }], [1, 1]],
    ['the policy of another route', [{ about: ['HTTPRoute/other'], retries: 9 }], [null, null]],
  ])('%s', ([, stated, expected]) => {
    expect(retries(stated)).toEqual(expected)
  })
})

test('limits of another file, but not those of another model', () => {
  const stated = { limits: [limit(9000), limit(10, { owner: { kind: 'model', name: 'deep' } })] }
  expect(withPolicies([...chat(), policy(stated)])[0]).toMatchObject({ limits: [{ amount: 9000 }] })
})

test('of routes with one name a policy means those nearest to it', () => {
  const facts = withPolicies([
    ...chat('prod/route.yaml'),
    ...chat('staging/route.yaml'),
    policy({ retries: 3 }, 'prod/policies/retry.yaml'),
  ])
  expect(facts.flatMap(fact => (fact.kind === 'route' ? [[fact.at.path, fact.retries]] : []))).toEqual([
    ['prod/route.yaml', 3],
    ['prod/route.yaml', 3],
    ['staging/route.yaml', null],
    ['staging/route.yaml', null],
  ])
})

test('many policies of many routes take linear time', () => {
  const routes = Array.from({ length: 5000 }, (_, n) =>
    route({ id: `route:a#${n}`, at: at('a'), targets: [], policyTargets: [`HTTPRoute/${n}`] }),
  )
  const policies = routes.map((_, n) => policy({ about: [`HTTPRoute/${n}`], retries: n }))
  expect(withPolicies([...routes, ...policies])[4999]).toMatchObject({ retries: 4999 })
})
