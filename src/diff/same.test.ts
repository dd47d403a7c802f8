import { expect, test } from 'vitest'
import { same } from './same.ts'

const call = (text: string) => ({ id: 'answer', parts: [{ kind: 'text', text }], hitRate: null })

test.for<[string, unknown, unknown, boolean]>([
  ['equal values in other objects', call('Be kind.'), call('Be kind.'), true],
  ['another text far below', call('Be kind.'), call('Be brief.'), false],
  ['null is not a missing key', { hitRate: null }, {}, false],
  ['undefined is not a missing key', { hitRate: undefined }, { retries: undefined }, false],
  ['a list is not a map', ['a'], { 0: 'a' }, false],
  ['a longer list', [1], [1, 2], false],
  ['a reordered list', [1, 2], [2, 1], false],
  ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
  ['not a number', { usd: NaN }, { usd: NaN }, true],
])('%s', ([, a, b, expected]) => {
  expect(same(a, b)).toBe(expected)
  expect(same(b, a)).toBe(expected)
})
