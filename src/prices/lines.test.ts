import { expect, test } from 'vitest'
import { jsonLines } from './lines.ts'

test('every key and element down to the third level has its line', () => {
  const text = `{
  "version": 1,
  "prices": [
    { "model": "a, \\"b\\": {", "price": [1,
      2] },
    {
      "model": "c"
    }
  ]
}`
  expect(Object.fromEntries(jsonLines(text))).toEqual({
    version: 2,
    prices: 3,
    'prices.0': 4,
    'prices.0.model': 4,
    'prices.0.price': 4,
    'prices.1': 6,
    'prices.1.model': 7,
  })
})
