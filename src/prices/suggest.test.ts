import { expect, test } from 'vitest'
import { suggestNames } from './suggest.ts'

const known = [
  'anthropic/claude-haiku-4-5',
  'anthropic/claude-sonnet-4-5',
  'anthropic/claude-sonnet-5',
  'google/claude-sonnet-4-5',
  'google/gemini-3.1-pro-preview',
  'openai/gpt-4o',
  'openai/gpt-4o-mini',
]

test.for([
  ['openai/gpt-4o-mni', ['openai/gpt-4o-mini']],
  ['anthropic/claude-sonnet-4.5', ['anthropic/claude-sonnet-4-5', 'anthropic/claude-sonnet-5']],
  ['google/gemini-3.1-pro', ['google/gemini-3.1-pro-preview']],
  ['openai/claude-haiku-4-5', ['anthropic/claude-haiku-4-5']],
  ['claude-haiku-4.5', ['anthropic/claude-haiku-4-5']],
  ['openai/davinci', []],
  ['', []],
] as const)('%s → %o', ([written, meant]) => {
  expect(suggestNames(written, known)).toEqual(meant)
})
