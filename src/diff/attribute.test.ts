import { describe, expect, test } from 'vitest'
import { callOf, profile, routeTo, targetOf, traffic, workloadOf, worldOf } from '../../test/builders.ts'
import { attribute } from './attribute.ts'

const world = worldOf({ models: { 'acme/small': { input: 0.15, output: 0.6 } } })

/** One call of a model whose price the file may state. */
function served(model: string, usd: number | null, tokens = 1000) {
  const stated = usd === null ? null : { input: usd, output: 1, cacheRead: null, cacheWrite: null }
  const route = routeTo(model, { targets: [targetOf(model, 1, { id: 'fixed', stated })] })
  return workloadOf([callOf({ route, prompt: profile(tokens) })], { traffic: traffic(1_000_000) })
}

const kinds = (...sides: readonly [ReturnType<typeof served>, ReturnType<typeof served>]) =>
  attribute(...sides, world)
    .map(({ kind }) => kind)
    .toSorted()

describe('causes that have no price alone', () => {
  test('an unknown model whose price the file states: model and price are one cause', () => {
    expect(kinds(served('acme/small', null), served('acme/own-tune', 5))).toStrictEqual(['model'])
  })

  test('beside a cause that has one', () => {
    expect(kinds(served('acme/small', null), served('acme/own-tune', 5, 5000))).toStrictEqual([
      'model',
      'prompt',
    ])
  })
})
