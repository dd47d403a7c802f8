import { expect, test } from 'vitest'
import { mediaOf } from '../apis/media.ts'
import { familyOf } from '../families.ts'
import { mediaTokens } from './media.ts'

const tokensOf = (model: string, description: string, detail: 'low' | 'high' | 'auto' = 'auto') =>
  Math.round(
    mediaTokens(mediaOf('image/png', description, detail), { family: familyOf(model), provider: '', model }),
  )

/** Examples of the providers' own pages. */
test.for([
  ['gpt-4o', '[image/png 1024x1024 9 bytes]', 'high', 765],
  ['gpt-4o', '[image/png 2048x4096 9 bytes]', 'high', 1105],
  ['gpt-4o', '[image/png 4096x8192 9 bytes]', 'low', 85],
  ['gpt-4o-mini', '[image/png 100x100 9 bytes]', 'auto', 8500],
  ['claude-sonnet-4-5', '[image/png 200x200 9 bytes]', 'auto', 53],
  ['claude-sonnet-4-5', '[image/png 1092x1092 9 bytes]', 'auto', 1590],
  ['gemini-2.5-flash', '[image/png 300x300 9 bytes]', 'auto', 258],
  ['meta-llama/Llama-4-Scout', '[image/png 300x300 9 bytes]', 'auto', 158],
] as const)('%s: %s in detail %s', ([model, description, detail, tokens]) => {
  expect(tokensOf(model, description, detail)).toBe(tokens)
})

test('an image of which nothing is known is the median image', () => {
  expect(tokensOf('gpt-4o', 'https://example.com/cat.png')).toBeGreaterThan(0)
})
