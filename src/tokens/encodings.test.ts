import { expect, test } from 'vitest'
import { loadEncoder } from './encodings.ts'

test('each encoding is built once for the process', async () => {
  const first = await loadEncoder('o200k_base')
  expect(await loadEncoder('o200k_base')).toBe(first)
  expect(await loadEncoder('cl100k_base')).not.toBe(first)
})

test('the encodings differ where their vocabularies do', async () => {
  const o200k = await loadEncoder('o200k_base')
  const cl100k = await loadEncoder('cl100k_base')
  expect([o200k.count('😀😀'), cl100k.count('😀😀')]).toEqual([2, 4])
})
