import { expect, test } from 'vitest'
import { whyMissing } from './missing.ts'

test.for([
  [[], 'no price for openai/gpt5'],
  [['openai/gpt-5'], 'no price for openai/gpt5 (did you mean openai/gpt-5?)'],
  [['openai/gpt-5', 'openai/o5'], 'no price for openai/gpt5 (did you mean openai/gpt-5 or openai/o5?)'],
  [['a', 'b', 'c'], 'no price for openai/gpt5 (did you mean a, b or c?)'],
] as const)('%o: %s', ([suggestions, said]) => {
  expect(whyMissing({ reason: 'no price for openai/gpt5', suggestions })).toBe(said)
})
