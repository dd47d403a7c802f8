import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { all, inPieces } from './testing.ts'
import { jsonValues } from './json-values.ts'

const read = async (text: string, wanted: readonly string[], size = 7) =>
  (await all(jsonValues(inPieces(text, size), wanted))).map(({ path, value }) => [path, value])

test('only values at the wanted paths are taken, in the order of the file', async () => {
  const text = JSON.stringify({
    config: { results: { results: ['not these'] }, 'a.b': 1 },
    results: { version: 3, results: [{ id: 1, results: [0] }, 'two', null, -4.5e3], stats: {} },
  })
  expect(await read(text, ['results.results.*', 'results.version'])).toEqual([
    ['results.version', 3],
    ['results.results.*', { id: 1, results: [0] }],
    ['results.results.*', 'two'],
    ['results.results.*', null],
    ['results.results.*', -4500],
  ])
})

test('each line of JSON lines is a value at the top', async () => {
  expect(await read('{"a":1}\n{"a":2}\n\n3', [''])).toEqual([
    ['', { a: 1 }],
    ['', { a: 2 }],
    ['', 3],
  ])
})

test('wherever a chunk ends, also in escapes and keys, the values are the same', async () => {
  const any = fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(any, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
      const text = JSON.stringify({ 'o\\"dd\n': rows, rows: { list: rows } })
      const found = await read(text, ['rows.list.*'], size)
      expect(found.map(([, value]) => value)).toEqual(JSON.parse(JSON.stringify(rows)))
    }),
  )
})

describe('refused', () => {
  test.for([
    ['a file that was cut off', '{"results":{"results":[{"id":1},{"id"', 'it is cut off'],
    ['NaN', '{"score":NaN}', 'line 1 is not JSON'],
    ['Infinity in the third line', '{"a":1}\n{"a":2}\n{"a":-Infinity}', 'line 3 is not JSON'],
    ['brackets that do not fit', '{"a":[1}', 'line 1 is not JSON'],
    ['deep nesting', '['.repeat(201), 'line 1 is nested deeper than 200 levels'],
    ['an endless row', `{"a":"${'v'.repeat(17 * 1024 * 1024)}`, 'one row in line 1 is longer than'],
  ] as const)('%s', async ([, text, reason]) => {
    await expect(read(text, [''], 65_536)).rejects.toThrow(reason)
  })

  test('an endless key, of which nothing is wanted', async () => {
    await expect(read(`{"${'k'.repeat(70_000)}":1}`, ['rows.*'], 1000)).rejects.toThrow(
      'a key in line 1 is longer',
    )
  })

  test('a million open brackets are refused at once, wherever they are', async () => {
    await expect(read(`{"elsewhere":${'['.repeat(1e6)}`, ['rows.*'], 65_536)).rejects.toThrow('nested deeper')
  })
})
