import { expect, test } from 'vitest'
import { callOf, HERE, profile, size, traffic, workloadOf, worldOf } from '../../test/builders.ts'
import type { Config } from '../config/config.ts'
import { diff } from '../diff/diff.ts'
import { estimate } from '../estimate/workload.ts'
import type { Workload } from '../model/workload.ts'
import { tokens } from '../units.ts'
import { judgedDeltas } from './judged-deltas.ts'
import { defineRule } from './rule.ts'

const world = worldOf({ models: { small: { input: 1, output: 1 } } })

const NO_ANSWER = { tokens: size(0), maximum: null }

const chat = (input: number, requests: number | null = 1000) =>
  workloadOf([callOf({ prompt: profile(input), output: NO_ANSWER })], {
    traffic: requests === null ? null : traffic(requests),
  })

const declaring = (...ids: readonly string[]) => ({
  config: { version: 1, workloads: Object.fromEntries(ids.map(id => [id, {}])) } satisfies Config,
  places: () => HERE,
})

const judged = (
  head: readonly Workload[],
  strict: Workload | null,
  sides = { base: declaring('support-chat'), head: declaring('support-chat') },
) => {
  const costs = new Map(strict === null ? [] : [[strict.identity, estimate(strict, world)]])
  return judgedDeltas(diff([chat(100)], head, world), costs, sides)
}

test.for<[string, readonly Workload[], Workload | null, number | null]>([
  ['a dearer request', [chat(100)], chat(200), 0.0002],
  ['a dearer month', [chat(100)], chat(100, 2000), 0.0001],
  ['a month that head no longer has', [chat(100, null)], chat(100), 0.0001],
  ['the same cost', [chat(100)], chat(100), null],
  ['a cheaper one', [chat(100)], chat(50), null],
  ['no other declaration', [chat(100)], null, null],
  ['a workload that is gone', [], chat(200), null],
])('base’s declaration counts where it is %s', ([, head, strict, usd]) => {
  expect(judged(head, strict)[0]?.strict?.perRequest?.expected ?? null).toBe(usd)
})

test('base’s declaration counts where it is dearer in the worst case alone', () => {
  const answer = (high: number) =>
    workloadOf([callOf({ output: { tokens: { ...size(100), high: tokens(high) }, maximum: null } })])
  const strict = judged([answer(200)], answer(900))[0]?.strict
  expect(strict?.perRequest).toMatchObject({ expected: 0.0011, high: 0.0019 })
})

test.for([
  ['declared on both sides', declaring('support-chat'), declaring('support-chat'), false],
  ['declared at base alone', declaring('support-chat'), declaring(), true],
  ['declared at head alone', declaring(), declaring('support-chat'), false],
] as const)('%s: undeclared is %s', ([, base, head, undeclared]) => {
  expect(judged([chat(100)], null, { base, head })[0]?.undeclared).toBe(undeclared)
  expect(judged([], null, { base, head })[0]?.undeclared).toBe(false)
})

test('a rule is what it was defined as', () => {
  const rule = {
    id: 'quiet',
    title: 'Says nothing.',
    level: 'note' as const,
    defaults: {},
    options: {},
    check: () => [],
  }
  expect(defineRule(rule)).toBe(rule)
})
