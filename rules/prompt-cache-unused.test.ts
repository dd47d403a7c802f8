import { expect, test } from 'vitest'
import type { PromptPart } from '../src/model/fact.ts'
import { declared } from '../src/model/quantity.ts'
import { share } from '../src/units.ts'
import { profile, traffic, worldOf, type Prices } from '../test/builders.ts'
import { promptCacheUnused } from './prompt-cache-unused.ts'
import { call, delta, drafts, pageExample, priced, sentences, template, told } from './testing.ts'

const PRICES = { input: 2.5, output: 10, cacheRead: 0.25, minimumPrefix: 1024 }
const worldAt = (prices: Prices) => worldOf({ models: { 'openai/gpt-4o': prices } })

// One character is one token.
const text = (length: number): PromptPart => ({ kind: 'text', text: 'k'.repeat(length), line: 1 })
const prompt = (length: number) =>
  template({
    messages: [{ role: 'system', parts: [text(length), { kind: 'variable', name: 'question', line: 2 }] }],
  })

type Setting = {
  readonly prefix?: number
  readonly hits?: number | null
  readonly requests?: number | null
  readonly prices?: Prices
  readonly options?: { readonly hit_rate?: number; readonly usd_per_month?: number }
}

function found({ prefix = 2000, hits = null, requests = 240_000, prices = PRICES, options = {} }: Setting) {
  const world = worldAt(prices)
  const hitRate = hits === null ? null : declared(share(hits), null)
  const sent = prompt(prefix)
  const own = call({ prompt: sent, caching: { hitRate, prefix: sent, response: null } })
  const head = priced({ calls: [own], traffic: requests === null ? null : traffic(requests) }, world)
  return drafts(promptCacheUnused, { deltas: [delta({ head })], options, world })
}

test('says what an assumed hit rate would save', () => {
  expect(told(found({}))).toMatchInlineSnapshot(`
    "support-chat @ prompts/answer.j2:1
    The first 2,000 tokens of support-chat never change, and no prompt cache hit rate is declared: at 70 % (assumed) it would cost $756 a month less.
    The estimate counts every token at the full price until somebody says how often the provider finds the prefix in its cache.
    - Declare \`prompt_cache_hit_rate\` of \`answer\` as your usage logs show it: many providers cache by themselves.
    - Where a cache must be asked for, mark the end of the prefix as the API wants it (\`cache_control\`, \`cachePoint\`)."
  `)
  expect(found({}).map(sentences)).toEqual([pageExample('prompt-cache-unused')])
})

test.for<[string, Setting, number]>([
  ['a rate that is declared', { hits: 0 }, 0],
  ['a prefix below the minimum of the provider', { prefix: 900 }, 0],
  ['a provider that has no price for cached input', { prices: { input: 2.5, output: 10 } }, 0],
  ['a workload whose traffic nobody declared', { requests: null }, 0],
  ['a saving too small to mention', { requests: 10_000 }, 0],
  ['a small saving that is wanted', { requests: 10_000, options: { usd_per_month: 1 } }, 1],
])('%s', ([, setting, findings]) => {
  expect(found(setting)).toHaveLength(findings)
})

test('a prompt that nobody knows has no prefix', () => {
  const world = worldAt(PRICES)
  const head = priced({ calls: [call({ prompt: profile(9000) })], traffic: traffic(240_000) }, world)
  expect(drafts(promptCacheUnused, { deltas: [delta({ head })], world })).toEqual([])
})
