import { expect, test } from 'vitest'
import { loadBook } from '../prices/load.ts'
import { costBelow, costLimitOf } from './cost-below.ts'

const { book } = await loadBook('2026-10-07', null)

/** A provider as promptfoo hands it over: an object of a class. */
class Provider {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
  id() {
    return this.name
  }
}

const asked = (provider: string, response: object, config: object = { max_usd: 0.001 }) => {
  const context = { provider: new Provider(provider), providerResponse: response, config }
  return costBelow(context, costLimitOf(context), book)
}

const answer = (prompt: number, completion: number, more: object = {}) => ({
  output: 'billing',
  tokenUsage: { prompt, completion, total: prompt + completion, ...more },
})

test('an answer passes below the limit, and fails above it or where its cost is unknown', () => {
  const cached = { completionDetails: { cacheReadInputTokens: 3000 } }
  const other = { max_usd: 1, model: 'openai/gpt-5' }
  const grades = [
    asked('openai:chat:gpt-5-mini', answer(1000, 100)),
    asked('openai:responses:gpt-5', answer(1000, 100)),
    asked('openai:gpt-5-mini', answer(4000, 100, cached)),
    asked('file://bot.mjs', answer(10, 10), other),
    asked('file://bot.mjs', answer(10, 10)),
    asked('openai:gpt-5', { output: 'billing' }),
    asked('openai:gpt-5', { output: 'billing', cached: true }),
  ]
  expect(grades.map(({ pass, score }) => score === (pass ? 1 : 0))).not.toContain(false)
  expect(grades.map(({ pass, reason }) => `${pass ? 'pass' : 'FAIL'} ${reason}`)).toMatchInlineSnapshot(`
    [
      "pass 1,000 tokens in and 100 out on openai/gpt-5-mini cost $0.00045; the limit is $0.001 (genai-prices 0.1.8, 2026-09-23)",
      "FAIL 1,000 tokens in and 100 out on openai/gpt-5 cost $0.00225; the limit is $0.001 (genai-prices 0.1.8, 2026-09-23)",
      "pass 4,000 tokens in (3,000 tokens of it from the provider’s cache) and 100 out on openai/gpt-5-mini cost $0.000525; the limit is $0.001 (genai-prices 0.1.8, 2026-09-23)",
      "pass 10 tokens in and 10 out on openai/gpt-5 cost $0.0001125; the limit is $1 (genai-prices 0.1.8, 2026-09-23)",
      "FAIL cost unknown: no price for file://bot.mjs in the price book of 2026-10-07. Name the model: \`config: { model: provider/model }\`",
      "FAIL cost unknown: openai:gpt-5 reported no tokens",
      "pass answered from promptfoo’s cache: it cost nothing this time",
    ]
  `)
})

test.for([{}, { max_usd: '1' }, { max_usd: -1 }, { max_usd: Number.NaN }])(
  'no limit in %o is an error',
  config => {
    expect(() => costLimitOf({ config })).toThrow('give the assertion a limit in USD')
  },
)
