import { expect, test } from 'vitest'
import { driverWords } from './driver-words.ts'
import { driver } from './samples/build.ts'

test.for([
  { kind: 'model', from: 'gpt-4o-mini', to: 'gpt-4o', words: 'model gpt-4o-mini → gpt-4o' },
  { kind: 'prompt', from: '2,100 tokens', to: '4,000 tokens', words: 'prompt 2,100 → 4,000 tokens' },
  {
    kind: 'caching',
    from: 'cached prefix 3,012 tokens',
    to: 'cached prefix 0 tokens',
    words: 'cached prefix 3,012 → 0 tokens',
  },
  { kind: 'calls', from: '1 step', to: '2 steps', words: 'calls 1 step → 2 steps' },
  { kind: 'retries', from: '2 retries', to: '5 retries', words: '2 → 5 retries' },
  { kind: 'retrieval', from: '', to: 'cohere/rerank-v3.5', words: 'retrieval none → cohere/rerank-v3.5' },
  {
    kind: 'capacity',
    from: '2 (2 … 4) × g6.xlarge',
    to: '2 (2 … 12) × g6.xlarge',
    words: 'capacity 2 (2 … 4) × g6.xlarge → 2 (2 … 12) × g6.xlarge',
  },
  { kind: 'routing', from: '', to: '', words: 'routing' },
] as const)('$words', ({ words, ...given }) => {
  expect(driverWords(driver(given))).toBe(words)
})
