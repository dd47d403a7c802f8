import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOfStream } from './chunks.ts'
import { loadEncoder } from './encodings.ts'
import { linesOf } from './lines.ts'

async function* streamOf(text: string, size: number): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

test('lines are the same however the stream is cut', async () => {
  const text = 'first\n\nthird, without an end'
  for (const size of [1, 3, 100])
    expect((await collect(linesOf(streamOf(text, size), 100))).map(line => line.text)).toEqual(
      text.split('\n'),
    )
})

test('a line beyond the limit is dropped, the next one is read', async () => {
  const lines = await collect(linesOf(streamOf(`${'x'.repeat(500)}\nshort\n`, 10), 50))
  expect(lines).toEqual([
    { text: '', tooLong: true },
    { text: 'short', tooLong: false },
  ])
})

test('parts of a stream add up to the tokens of the whole', async () => {
  const { count } = await loadEncoder('o200k_base')
  const paragraphs = fc.array(
    fc.oneof(fc.lorem(), fc.constantFrom('', '  indented', '{"a":', '東京。', '\t', '42')),
  )
  await fc.assert(
    fc.asyncProperty(paragraphs, async lines => {
      const text = lines.join('\n')
      const parts = await collect(partsOfStream(streamOf(text, 7), 16))
      expect(parts.join('')).toBe(text)
      fc.pre(parts.every(part => part.length < 128))
      expect(parts.reduce((sum, part) => sum + count(part), 0)).toBe(count(text))
    }),
    { numRuns: 50 },
  )
})

test('a text without a place to cut is still cut, never inside a character', async () => {
  const parts = await collect(partsOfStream(streamOf('😀'.repeat(400), 3), 16))
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.filter(part => !/^(?:\p{Emoji}+)$/u.test(part))).toEqual([])
})
