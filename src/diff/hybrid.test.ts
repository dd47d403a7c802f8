import { describe, expect, test } from 'vitest'
import {
  callOf,
  groupOf,
  HERE,
  profile,
  routeTo,
  targetOf,
  traffic,
  workloadOf,
} from '../../test/builders.ts'
import { declared } from '../model/quantity.ts'
import type { Call, Route, Workload } from '../model/workload.ts'
import { share, tokens } from '../units.ts'
import { DRIVER_KINDS, type DriverKind } from './driver.ts'
import { hybrid } from './hybrid.ts'

const call = (id: string, input: number, more: Partial<Call> = {}) =>
  callOf({ id, prompt: profile(input), ...more })

const shown = ({ calls, traffic: requests }: Workload) => [
  ...calls.map(({ id, prompt }) => `${id} ${prompt.kind === 'profile' ? prompt.input.expected : '?'}`),
  `${requests?.expected ?? 'no'} requests`,
]

describe('a workload of two revisions', () => {
  const base = workloadOf([call('classify', 10), call('judge', 30)], { traffic: traffic(1) })
  const head = workloadOf([call('classify', 20), call('judge', 30), call('rewrite', 40)], {
    traffic: traffic(2),
  })

  test.for<[readonly DriverKind[], readonly string[]]>([
    [[], ['classify 10', 'judge 30', '1 requests']],
    [['prompt'], ['classify 20', 'judge 30', '1 requests']],
    [['calls'], ['classify 10', 'judge 30', 'rewrite 40', '1 requests']],
    [['traffic'], ['classify 10', 'judge 30', '2 requests']],
    [DRIVER_KINDS, ['classify 20', 'judge 30', 'rewrite 40', '2 requests']],
  ])('with %j of head', ([kinds, expected]) => {
    expect(shown(hybrid(base, head, new Set(kinds)))).toStrictEqual(expected)
  })

  test('a call that is gone goes with the calls', () => {
    expect(shown(hybrid(head, base, new Set(['prompt'])))).toContain('rewrite 40')
    expect(shown(hybrid(head, base, new Set(['calls'])))).not.toContain('rewrite 40')
  })

  test('the order of a prompt goes with caching, its text with the prompt', () => {
    const [mixed] = hybrid(base, head, new Set<DriverKind>(['prompt'])).calls
    expect([mixed?.prompt, mixed?.caching.prefix]).toStrictEqual([profile(20), profile(10)])
  })
})

describe('a route of two revisions', () => {
  const rate = declared(share(0.1), HERE)
  const old = routeTo('small', {
    retries: 1,
    targets: [targetOf('small', 1, { id: 'main' })],
    fallbacks: [groupOf([targetOf('middle')], { id: 'spare' }), groupOf([targetOf('small')], { id: 'last' })],
  })
  const current = routeTo('frontier', {
    retries: 5,
    targets: [targetOf('frontier', 0.5, { id: 'main' }), targetOf('middle', 0.5, { id: 'second' })],
    fallbacks: [groupOf([targetOf('frontier')], { id: 'spare', retries: 3 })],
    escalation: { rate, to: groupOf([targetOf('frontier')], { id: 'bigger' }) },
  })

  const words = ({ targets, retries, fallbacks, escalation }: Route) =>
    [
      `${targets.map(({ model, share: part }) => `${model} ${part}`).join(' + ')} ×${retries + 1}`,
      ...fallbacks.map(
        group => `${group.targets.map(({ model }) => model).join(' + ')} ×${group.retries + 1}`,
      ),
      escalation === null ? '' : `escalated to ${escalation.to.targets[0]?.model}`,
    ].join(', ')

  const mixed = (kinds: readonly DriverKind[], before = old, after = current) =>
    hybrid(
      workloadOf([callOf({ route: before })]),
      workloadOf([callOf({ route: after })]),
      new Set(kinds),
    ).calls.map(({ route }) => words(route))

  test.for<[readonly DriverKind[], string]>([
    [[], 'small 1 ×2, middle ×1, small ×1, '],
    [['model'], 'frontier 1 ×2, frontier ×1, small ×1, '],
    [['retries'], 'small 1 ×6, middle ×4, small ×1, '],
    [['routing'], 'small 0.5 + middle 0.5 ×2, middle ×1, escalated to frontier'],
    [['routing', 'model', 'retries'], 'frontier 0.5 + middle 0.5 ×6, frontier ×4, escalated to frontier'],
  ])('with %j of head', ([kinds, expected]) => {
    expect(mixed(kinds)).toStrictEqual([expected])
  })

  test('an escalation that is gone goes with the routing', () => {
    expect(mixed([], current, old)).toStrictEqual([
      'frontier 0.5 + middle 0.5 ×6, frontier ×4, escalated to frontier',
    ])
    expect(mixed(['routing'], current, old)).toStrictEqual(['frontier 1 ×6, frontier ×4, small ×1, '])
  })

  test('a bigger model at the same rate is a model, not a routing', () => {
    const bigger = (model: string): Route => ({
      ...current,
      escalation: { rate, to: groupOf([targetOf(model, 1, { id: 'bigger' })]) },
    })
    expect(mixed(['model'], bigger('middle'), bigger('frontier'))[0]).toContain('escalated to frontier')
    expect(mixed(['routing'], bigger('middle'), bigger('frontier'))[0]).toContain('escalated to middle')
  })

  test('what a router asks first, and what a gateway states, go with the routing', () => {
    const output = declared(tokens(0), HERE)
    const routed = routeTo('small', {
      routerCalls: [{ target: targetOf('embed'), output, rate: declared(share(1), HERE) }],
      gateway: { cache: null, limits: [], metadata: [] },
    })
    const around = (kinds: readonly DriverKind[]) =>
      hybrid(
        workloadOf([callOf({ route: routeTo('small') })]),
        workloadOf([callOf({ route: routed })]),
        new Set(kinds),
      ).calls.map(({ route }) => [route.routerCalls.length, route.gateway !== null])
    expect([around(['model']), around(['routing'])]).toStrictEqual([[[0, false]], [[1, true]]])
  })

  test('prices that the file states are a cause of their own', () => {
    const priced = (usd: number) =>
      routeTo('small', {
        targets: [
          targetOf('small', 1, { stated: { input: usd, output: 1, cacheRead: null, cacheWrite: null } }),
        ],
      })
    const input = (kinds: readonly DriverKind[]) =>
      hybrid(
        workloadOf([callOf({ route: priced(1) })]),
        workloadOf([callOf({ route: priced(2) })]),
        new Set(kinds),
      ).calls[0]?.route.targets[0]?.stated?.input
    expect([input(['model', 'routing']), input(['price'])]).toStrictEqual([1, 2])
  })
})
