import { expect, test } from 'vitest'
import { helicone } from './helicone.ts'
import { around, shown } from './shown.ts'

test('routers share by weight, or follow latency', () => {
  const text = `routers:
  front:
    load-balance:
      chat:
        strategy: model-weighted
        models:
          - { model: openai/gpt-5-mini, weight: 0.75 }
          - { model: anthropic/claude-haiku-4-5, weight: 0.25 }
    retries: { strategy: exponential, max-retries: 3 }
  quick:
    load-balance:
      chat: { strategy: model-latency, models: { gpt-5-mini: [openai/gpt-5-mini, azure/gpt-5-mini] } }
  any:
    load-balance:
      chat: { strategy: weighted, providers: [{ provider: openai, weight: 1 }] }
`
  expect(shown(helicone.read({ path: 'ai-gateway.yaml', text }).facts)).toMatchInlineSnapshot(`
    [
      "route:ai-gateway.yaml#front:2 | asked for as front | weighted | 3 retries (line 9)",
      "  openai/gpt-5-mini:7 → openai/gpt-5-mini | weight 0.75",
      "  anthropic/claude-haiku-4-5:8 → anthropic/claude-haiku-4-5 | weight 0.25",
      "route:ai-gateway.yaml#quick:10 | asked for as quick | dynamic",
      "  openai/gpt-5-mini:12 → openai/gpt-5-mini",
      "  azure/gpt-5-mini:12 → azure/gpt-5-mini",
      "route:ai-gateway.yaml#any:13 | asked for as any | weighted",
      "  openai:15 → openai/* | weight 1 | ? the request names the model",
    ]
  `)
})

test('a cache and a rate for each key: of the router, and of the whole gateway', () => {
  const text = `global:
  cache: { directive: "max-age=3600, max-stale=1800", buckets: 10 }
  rate-limit: { per-api-key: { capacity: 1000, refill-frequency: 1m } }
routers:
  chat:
    load-balance: { chat: { strategy: provider-weighted, providers: [{ provider: openai, weight: "1.0" }] } }
    rate-limit: { per-api-key: { capacity: 50, refill-frequency: 1h } }
`
  expect(around(helicone.read({ path: 'helicone.yaml', text }).facts)).toMatchInlineSnapshot(`
    [
      "exact cache for 3600 s, alike null, embedded by null, always, apart by nothing:2",
      "at most 50 requests in 3600 s for key :7",
      "at most 1000 requests in 60 s for key :3",
    ]
  `)
})
