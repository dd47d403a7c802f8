import { describe, expect, test } from 'vitest'
import { callOf, profile, traffic, workloadOf, worldOf } from '../../test/builders.ts'
import type { Call, Workload } from '../model/workload.ts'
import { diff } from './diff.ts'

const world = worldOf({ models: { small: { input: 0.15, output: 0.6 } } })
const at = (line: number) => ({ path: 'unitcost.yml', line })

const served = (call: Partial<Call> & { readonly model?: string } = {}, more: Partial<Workload> = {}) =>
  workloadOf([callOf(call)], { traffic: traffic(1_000_000), ...more })

describe('the two sides of a change', () => {
  test('are paired by identity, and bear the name of head', () => {
    const renamed = served({}, { id: 'support' })
    expect(diff([served()], [renamed], world)).toMatchObject([{ id: 'support', status: 'unchanged' }])
  })

  test('what only one side has is added or removed, without drivers', () => {
    const other = served({}, { id: 'search', identity: 'declared:search' })
    expect(
      diff([served()], [other], world).map(({ id, status, drivers }) => [id, status, drivers]),
    ).toStrictEqual([
      ['search', 'added', []],
      ['support-chat', 'removed', []],
    ])
  })

  test('who owns it and where it is written is no change of what it costs', () => {
    const moved = served({ at: at(99) }, { owner: '@acme/search', tags: { team: 'search' }, at: at(98) })
    expect(diff([served()], [moved], world)).toMatchObject([{ status: 'unchanged', drivers: [] }])
  })

  test('a workload that loses its traffic changed, and has drivers per request only', () => {
    const silent = served({ prompt: profile(2000) }, { traffic: null })
    expect(diff([served()], [silent], world)).toMatchObject([
      { status: 'changed', drivers: [{ kind: 'prompt', perMonth: null }] },
    ])
  })

  test('another reason for having no price is a change', () => {
    const unknown = (model: string) => served({ model })
    expect(diff([unknown('gpt-9')], [unknown('gpt-9')], world)[0]?.status).toBe('unchanged')
    expect(diff([unknown('gpt-9')], [unknown('gpt-10')], world)[0]?.status).toBe('changed')
  })

  test('nothing can be told apart where head has no price', () => {
    const [delta] = diff([served()], [served({ model: 'unheard-of' })], world)
    expect(delta).toMatchObject({ status: 'changed', drivers: [] })
  })
})
