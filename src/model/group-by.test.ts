import { expect, test } from 'vitest'
import { collect, groupBy } from './group-by.ts'

test('items by their key, keys and items in the order in which they came', () => {
  const models = ['openai/gpt-5', 'anthropic/claude', 'openai/gpt-5-mini']
  expect([...groupBy(models, model => model.split('/')[0])]).toStrictEqual([
    ['openai', ['openai/gpt-5', 'openai/gpt-5-mini']],
    ['anthropic', ['anthropic/claude']],
  ])
})

test('values by their key, the same value twice too', () => {
  const pairs = [
    ['question', 'Where?'],
    ['tone', 'kind'],
    ['question', 'Where?'],
  ] as const
  expect([...collect(pairs)]).toStrictEqual([
    ['question', ['Where?', 'Where?']],
    ['tone', ['kind']],
  ])
})

test('nothing is no group', () => {
  expect(groupBy([], String).size).toBe(0)
})
