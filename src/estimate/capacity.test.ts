import { describe, expect, test } from 'vitest'
import {
  callOf,
  capacityOf,
  HERE,
  profile,
  routeTo,
  targetOf,
  traffic,
  workloadOf,
  worldOf,
} from '../../test/builders.ts'
import type { Call, Target, Workload } from '../model/workload.ts'
import { crossover } from './capacity.ts'
import { shareCapacity } from './share-capacity.ts'
import { estimate } from './workload.ts'

const world = worldOf({ models: { api: { input: 1, output: 0 } }, units: { gpu: 1 } })
const FREE = { input: 0, output: 0, cacheRead: null, cacheWrite: null }

const answers = (deployment: Target['deployment'], more: Partial<Call> = {}): Call =>
  callOf({
    prompt: profile(1000),
    route: routeTo('api', {
      targets: [targetOf('api', 1, { deployment, stated: deployment === 'self-hosted' ? FREE : null })],
    }),
    ...more,
  })

describe('low, expected and high', () => {
  test('floor, declared and ceiling of an autoscaler', () => {
    const fleet = capacityOf('gpu', 0, { units: { low: 1, expected: 2, high: 8 } })
    expect(estimate(workloadOf([], { capacity: [fleet] }), world).perMonth).toStrictEqual({
      low: 730,
      expected: 1460,
      high: 5840,
    })
  })

  test('a component says what is bought, where, and whether the region is a guess', () => {
    const shown = (region: string | null, regionAssumed: boolean, pricing: 'spot' | 'on_demand') => {
      const book = {
        ...world.book,
        capacity: (query: Parameters<typeof world.book.capacity>[0]) => {
          const found = world.book.capacity(query)
          return found.kind === 'missing' ? found : { ...found, region, regionAssumed }
        },
      }
      const fleet = workloadOf([], { capacity: [capacityOf('gpu', 2, { pricing })] })
      const [part] = estimate(fleet, { ...world, book }).components
      return `${part?.target}, ${part?.basis}: ${part?.quantity} h`
    }
    expect(shown('us-east-1', true, 'on_demand')).toBe('aws gpu us-east-1 (assumed), assumed: 1460 h')
    expect(shown('eu-west-1', false, 'spot')).toBe('aws gpu eu-west-1 spot, declared: 1460 h')
    expect(shown(null, false, 'on_demand')).toBe('aws gpu, declared: 1460 h')
  })
})

test.for([
  ['what is bought', { sku: null }, 'aws_instance.gpu: the file does not say what is bought'],
  ['how many', { units: null }, 'aws_instance.gpu: the file does not say how many'],
  [
    'a number from elsewhere',
    { unresolved: 'count = var.replicas' },
    'aws_instance.gpu: count = var.replicas',
  ],
  ['a machine without a price', { sku: 'p9.huge' }, 'aws_instance.gpu: no price for p9.huge'],
] as const)('not knowing %s leaves no cost', ([, fact, reason]) => {
  const result = estimate(
    workloadOf([answers('on-demand')], { capacity: [capacityOf('gpu', 1, fact)] }),
    world,
  )
  expect(result).toMatchObject({ perRequest: null, perMonth: null, unpriced: [reason] })
})

describe('calls and capacity of one workload', () => {
  const cost = (calls: readonly Call[], more: Partial<Workload> = {}) => {
    const { perRequest, perMonth } = estimate(
      workloadOf(calls, { capacity: [capacityOf('gpu', 1)], ...more }),
      world,
    )
    return [perRequest?.expected ?? null, perMonth?.expected ?? null]
  }

  test.for<[string, readonly Call[], number | null, readonly (number | null)[]]>([
    ['nothing but machines', [], null, [null, 730]],
    ['nothing but machines, with traffic', [], 1000, [null, 730]],
    ['served by it, with traffic', [answers('self-hosted')], 1000, [0.73, 730]],
    ['served by it, without traffic', [answers('self-hosted')], null, [null, 730]],
    ['served by it, and nobody comes', [answers('self-hosted')], 0, [null, 730]],
    ['an API beside it, with traffic', [answers('on-demand')], 1000, [0.731, 731]],
    ['an API beside it, without traffic', [answers('on-demand')], null, [0.001, null]],
  ])('%s', ([, calls, requests, expected]) => {
    expect(cost(calls, { traffic: requests === null ? null : traffic(requests) })).toStrictEqual(expected)
  })

  test('no calls and no machines cost nothing that could be said', () => {
    expect(cost([], { capacity: [] })).toStrictEqual([null, null])
  })
})

describe('a cluster that several workloads name', () => {
  const user = (id: string, requests: number | null, calls: readonly Call[] = [answers('self-hosted')]) =>
    workloadOf(calls, {
      id,
      identity: id,
      traffic: requests === null ? null : traffic(requests),
      capacity: [capacityOf('gpu', 10)],
    })
  const parts = (...users: readonly Workload[]) =>
    shareCapacity(users, world).map(({ capacity }) => `${capacity[0]?.part} ${capacity[0]?.basis}`)

  test.for<[string, readonly Workload[], readonly string[]]>([
    ['one alone carries all of it', [user('chat', 1)], ['1 declared']],
    ['by tokens', [user('chat', 300), user('search', 100)], ['0.75 declared', '0.25 declared']],
    [
      'equally where one has no traffic',
      [user('chat', 300), user('search', null)],
      ['0.5 assumed', '0.5 assumed'],
    ],
    ['equally where nobody comes', [user('chat', 0), user('search', 0)], ['0.5 assumed', '0.5 assumed']],
    [
      'another workload has its own machines',
      [
        user('chat', 300),
        user('search', 300),
        { ...user('batch', 9), capacity: [capacityOf('gpu', 1, { id: 'own' })] },
      ],
      ['0.5 declared', '0.5 declared', '1 declared'],
    ],
  ])('%s', ([, users, expected]) => {
    expect(parts(...users)).toStrictEqual(expected)
  })

  test('the parts add up to the bill', () => {
    const bill = shareCapacity([user('chat', 123), user('search', 4567), user('triage', 89)], world)
      .map(workload => estimate(workload, world).perMonth?.expected ?? Number.NaN)
      .reduce((sum, part) => sum + part, 0)
    expect(bill).toBeCloseTo(7300, 6)
  })

  // A cluster is worn by what runs on it: what a workload sends to an API beside it is not its use.
  test('tokens that go to an API are no use of the cluster', () => {
    const beside = answers('on-demand', { id: 'classify' })
    expect(parts(user('chat', 100), user('search', 100, [answers('self-hosted'), beside]))).toStrictEqual([
      '0.5 declared',
      '0.5 declared',
    ])
  })
})

test('whether a crossover can be reached is open where nobody knows what fits', () => {
  const terms = { capacityPerMonth: 100, overheadPerMonth: 0, apiPerRequest: 1, capacityRequests: null }
  expect(crossover(terms)).toStrictEqual({ requests: 100, reachable: null })
})

describe('what a success costs', () => {
  const solved = (passed: number, total: number) => {
    const quality = { passed, total, at: HERE }
    const outcome = { name: 'resolved ticket', requests: 2, failureUsd: 0 as never }
    const { perSolvedTask, perOutcome } = estimate(
      workloadOf([answers('on-demand')], { quality, outcome }),
      world,
    )
    return [perSolvedTask?.expected, perOutcome?.expected]
  }

  test.for([
    ['every test passes', 10, 10, [0.001, 0.002]],
    ['half of them pass', 5, 10, [0.002, 0.004]],
    ['none passes: no success has a price', 0, 10, [undefined, undefined]],
    ['none ran', 0, 0, [undefined, undefined]],
  ] as const)('%s', ([, passed, total, expected]) => {
    expect(solved(passed, total)).toStrictEqual(expected)
  })
})
