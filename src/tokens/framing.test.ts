import { expect, test } from 'vitest'
import { loadEncoder } from './encodings.ts'
import { framingOf } from './framing.ts'
import { vocabularyOf } from './vocabulary.ts'

/** Requests of one user message, with what the provider billed for them. */
test.for([
  ['openai/gpt-4o', 'What is the capital of Mexico?', 14],
  ['openai/o3-mini', 'How do I cross the street?', 13],
  ['azure/gpt-5-nano', "Count r's in strawberry", 11],
  ['anthropic/claude-sonnet-4-5', 'What is 4200 + 42?', 17],
  ['together/meta-llama/Llama-3.3-70B-Instruct-Turbo', 'What is 4200 + 42?', 44],
  ['groq/openai/gpt-oss-120b', 'What is the largest city in Mexico?', 79],
] as const)('text and framing of %s come within three tokens of the bill', async ([model, text, billed]) => {
  const { encoding, factor } = vocabularyOf(model)
  const { perRequestBase, perMessage, reply } = framingOf(model)
  const counted = (await loadEncoder(encoding)).count(text) * factor.prose.expected
  expect(Math.abs(counted + perRequestBase + perMessage + reply - billed)).toBeLessThanOrEqual(3)
})

test('an embedding is text alone', () => {
  expect(framingOf('text-embedding-3-small')).toMatchObject({ perRequestBase: 0, perMessage: 0, reply: 0 })
})

test('Gemini does not bill a response schema', () => {
  expect(framingOf('gemini-2.5-flash')).toMatchObject({ schemaBase: 0, schemaText: 0 })
})

test('Claude adds several hundred tokens as soon as there is a tool', () => {
  const { toolsBase, perTool } = framingOf('bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0')
  expect(toolsBase + perTool).toBeGreaterThan(400)
})
