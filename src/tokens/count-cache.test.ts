import { describe, expect, test } from 'vitest'
import { fileCache, memoryCache } from './count-cache.ts'

const keyNumber = (n: number) => n.toString(16).padStart(24, '0')

function fileWith(content: string | null) {
  const written: string[] = []
  return { written, read: () => written.at(-1) ?? content, write: (text: string) => void written.push(text) }
}

test('memory forgets nothing within a run', () => {
  const cache = memoryCache()
  cache.set(keyNumber(1), 7)
  expect([cache.get(keyNumber(1)), cache.get(keyNumber(2))]).toEqual([7, undefined])
})

describe('a cache in a file', () => {
  test('is compact, and read back by the next run', () => {
    const file = fileWith(null)
    const cache = fileCache(file)
    cache.set(keyNumber(1), 7)
    cache.set(keyNumber(2), 0)
    cache.save()
    expect(file.written).toEqual([
      '{"version":1,"counts":{"000000000000000000000001":7,"000000000000000000000002":0}}',
    ])
    expect(fileCache(file).get(keyNumber(2))).toBe(0)
  })

  test('is not written when nothing is new', () => {
    const file = fileWith(`{"version":1,"counts":{"${keyNumber(1)}":7}}`)
    const cache = fileCache(file)
    cache.get(keyNumber(1))
    cache.set(keyNumber(1), 7)
    cache.save()
    expect(file.written).toEqual([])
  })

  test('is written once', () => {
    const file = fileWith(null)
    const cache = fileCache(file)
    cache.set(keyNumber(1), 7)
    cache.save()
    cache.save()
    expect(file.written).toHaveLength(1)
  })

  test.for([
    ['cut off', '{"version":1,"counts":{"00000000'],
    ['no JSON', '<<<<<<< HEAD'],
    ['an array', '[1,2]'],
    ['null', 'null'],
    ['another version', `{"version":2,"counts":{"${keyNumber(1)}":7}}`],
    ['no counts', '{"version":1}'],
    ['deep', '['.repeat(1_000_000)],
  ] as const)('counts as empty when it is %s', ([, content]) => {
    const file = fileWith(content)
    const cache = fileCache(file)
    expect(cache.get(keyNumber(1))).toBeUndefined()
    cache.set(keyNumber(1), 9)
    cache.save()
    expect(fileCache(file).get(keyNumber(1))).toBe(9)
  })

  test.for(['-1', '1.5', '"7"', 'null', '1e400', '{}'])('leaves out an entry of %s', value => {
    const cache = fileCache(
      fileWith(`{"version":1,"counts":{"${keyNumber(1)}":${value},"${keyNumber(2)}":8}}`),
    )
    expect([cache.get(keyNumber(1)), cache.get(keyNumber(2))]).toEqual([undefined, 8])
  })

  test('keeps the 50,000 counts that were used last', () => {
    const file = fileWith(null)
    const cache = fileCache(file)
    for (let n = 0; n < 50_002; n++) cache.set(keyNumber(n), n)
    cache.get(keyNumber(0))
    cache.save()
    const next = fileCache(file)
    expect([0, 1, 2, 3, 50_001].map(n => next.get(keyNumber(n)))).toEqual([
      0,
      undefined,
      undefined,
      3,
      50_001,
    ])
  })
})
