import { expect, test } from 'vitest'
import { worldOf } from '../test/builders.ts'
import { deprecatedModel } from './deprecated-model.ts'
import { call, delta, drafts, pageExample, priced, sentences, told } from './testing.ts'

// Rules are asked on 2026-11-24.
const found = (retires: string | undefined, options = {}) => {
  const end = retires === undefined ? {} : { retires }
  const world = worldOf({ models: { 'openai/gpt-4o': { input: 2.5, output: 10, ...end } } })
  return drafts(deprecatedModel, { deltas: [delta({ head: priced({}, world) })], options, world })
}

test('says when a model is retired', () => {
  expect(told(found('2027-01-31'))).toMatchInlineSnapshot(`
    "support-chat @ gateway/litellm.yaml:4
    openai/gpt-4o of support-chat is retired on 2027-01-31, in 68 days (test prices of 2026-11-01).
    On that day requests fail or go to a successor with another price, and nobody compared the two in a review.
    - Move to its successor in a change of its own, with evals of both, and see here what it costs.
    - Check the day at the provider: this one is from a public list."
  `)
  expect(found('2027-01-31').map(sentences)).toEqual([pageExample('deprecated-model')])
})

test.for([
  { retires: '2026-11-14', options: {}, words: ['was retired on 2026-11-14, 10 days ago'] },
  { retires: '2026-11-24', options: {}, words: ['is retired on 2026-11-24, in 0 days'] },
  { retires: '2027-02-22', options: {}, words: ['is retired on 2027-02-22, in 90 days'] },
  { retires: '2027-02-23', options: {}, words: [] },
  { retires: '2027-02-23', options: { days: 120 }, words: ['is retired on 2027-02-23, in 91 days'] },
  { retires: undefined, options: {}, words: [] },
])('$retires with $options: $words', ({ retires, options, words }) => {
  const said = found(retires, options).map(({ message }) => message)
  expect(said).toEqual(
    words.map(word => `openai/gpt-4o of support-chat ${word} (test prices of 2026-11-01).`),
  )
})

test('a model that a change leaves alone is not its business, and one that is asked twice is told once', () => {
  const world = worldOf({ models: { 'openai/gpt-4o': { input: 2.5, output: 10, retires: '2027-01-31' } } })
  const { route } = call()
  const twice = priced({ calls: [call({ route: { ...route, fallbacks: [route] } })] }, world)
  expect(drafts(deprecatedModel, { deltas: [delta({ head: twice })], world })).toHaveLength(1)
  expect(drafts(deprecatedModel, { deltas: [delta({ base: twice, head: twice })], world })).toEqual([])
})
