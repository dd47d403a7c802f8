import { describe, expect, test } from 'vitest'
import { fileCache, memoryCache } from './count-cache.ts'
import { prepareCounts } from './counts.ts'
import type { Counted } from './counts.ts'
import { loadEncoder } from './encodings.ts'
import type { Encoding } from './encodings.ts'

const inO200k = (text: string): Counted => ({ text, encoding: 'o200k_base' })

const loadsNothing = (encoding: Encoding) => Promise.reject(new Error(`${encoding} was loaded`))

const onlyCl100k = (encoding: Encoding) =>
  encoding === 'cl100k_base' ? loadEncoder(encoding) : loadsNothing(encoding)

test('every text is counted in its own encoding', async () => {
  const smile = '😀😀'
  const { tokensOf } = await prepareCounts(
    [inO200k(smile), { text: smile, encoding: 'cl100k_base' }],
    memoryCache(),
  )
  expect([tokensOf(smile, 'o200k_base'), tokensOf(smile, 'cl100k_base')]).toEqual([2, 4])
})

test('a text that was not prepared is a bug, not a zero', async () => {
  const { tokensOf } = await prepareCounts([inO200k('hello world')], memoryCache())
  expect(() => tokensOf('hello moon', 'o200k_base')).toThrow('was not prepared')
  expect(() => tokensOf('hello world', 'cl100k_base')).toThrow('was not prepared')
})

describe('loads no vocabulary', () => {
  test('for nothing and for the empty text', async () => {
    const { tokensOf } = await prepareCounts([inO200k('')], memoryCache(), loadsNothing)
    expect(tokensOf('', 'o200k_base')).toBe(0)
  })

  test('when the file of the last run knows every text', async () => {
    const prompts = [inO200k('Answer the customer.'), inO200k('Classify the ticket.')]
    let content: string | null = null
    const file = { read: () => content, write: (text: string) => void (content = text) }
    const cold = fileCache(file)
    const first = await prepareCounts(prompts, cold)
    cold.save()
    const second = await prepareCounts(prompts, fileCache(file), loadsNothing)
    expect(prompts.map(({ text }) => second.tokensOf(text, 'o200k_base'))).toEqual(
      prompts.map(({ text }) => first.tokensOf(text, 'o200k_base')),
    )
  })

  test('of an encoding that nothing new needs', async () => {
    const { tokensOf } = await prepareCounts(
      [{ text: 'hello', encoding: 'cl100k_base' }],
      memoryCache(),
      onlyCl100k,
    )
    expect(tokensOf('hello', 'cl100k_base')).toBe(1)
  })
})

describe('huge texts', () => {
  test('up to 2 MB are counted whole', async () => {
    const { sampled } = await prepareCounts([inO200k(pages(1_900_000))], memoryCache())
    expect(sampled.size).toBe(0)
  })

  test('beyond 2 MB a sample comes within two percent, and is said to be one', async () => {
    const text = pages(2_400_000)
    const { tokensOf, sampled } = await prepareCounts([inO200k(text)], memoryCache())
    const whole = (await loadEncoder('o200k_base')).count(text)
    expect(Math.abs(tokensOf(text, 'o200k_base') / whole - 1)).toBeLessThan(0.02)
    expect([...sampled]).toEqual([text])
  })

  test('beyond 20 MB in total the rest is sampled, the same with a cold and a warm cache', async () => {
    const texts = Array.from({ length: 12 }, (_, n) => inO200k(pages(1_800_000, n * 100_000)))
    const cache = memoryCache()
    const cold = await prepareCounts(texts, cache)
    const warm = await prepareCounts(texts, cache, loadsNothing)
    expect(texts.map(({ text }) => cold.sampled.has(text)).lastIndexOf(false)).toBe(10)
    expect([...warm.sampled]).toEqual([...cold.sampled])
    expect(texts.map(({ text }) => warm.tokensOf(text, 'o200k_base'))).toEqual(
      texts.map(({ text }) => cold.tokensOf(text, 'o200k_base')),
    )
  })
})

const line = (n: number) => `Entry ${n}: shelf ${n % 7}, aisle ${n % 11}, returned by the reader on time.\n`

function pages(characters: number, first = 0): string {
  const lines: string[] = []
  for (let n = first, length = 0; length < characters; n++) {
    lines.push(line(n))
    length += line(n).length
  }
  return lines.join('')
}
