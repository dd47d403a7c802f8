import { expect, test } from 'vitest'
import { helicone } from './helicone.ts'
import { shown } from './shown.ts'

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
