import { describe, expect, test } from 'vitest'
import { plano } from './plano.ts'
import { around, isRoute, shown } from './shown.ts'

const path = 'plano_config.yaml'
const read = (text: string) => plano.read({ path, text })

test('each provider by its model, and what is chosen for a request that names none', () => {
  const text = `version: v0.3.0
model_providers:
  - { model: openai/gpt-5-mini, access_key: $OPENAI_API_KEY, default: true }
  - model: anthropic/claude-sonnet-4-5
    access_key: $ANTHROPIC_API_KEY
    routing_preferences: [{ name: code, description: writes code }]
  - { model: custom/own, base_url: "http://gpu:8000" }
  - { model: groq/llama-4, access_key: $GROQ_API_KEY }
model_aliases: { cheap: { target: gpt-5-mini }, smart: { target: anthropic/claude-sonnet-4-5 } }
`
  expect(shown(read(text).facts)).toMatchInlineSnapshot(`
    [
      "route:plano_config.yaml#openai/gpt-5-mini:3 | asked for as openai/gpt-5-mini, cheap | weighted",
      "  openai/gpt-5-mini:3 → openai/gpt-5-mini | weight 1",
      "route:plano_config.yaml#anthropic/claude-sonnet-4-5:4 | asked for as anthropic/claude-sonnet-4-5, smart | weighted",
      "  anthropic/claude-sonnet-4-5:4 → anthropic/claude-sonnet-4-5 | weight 1",
      "route:plano_config.yaml#custom/own:7 | asked for as custom/own | weighted",
      "  custom/own:7 → custom/own | weight 1 | self-hosted",
      "route:plano_config.yaml#groq/llama-4:8 | asked for as groq/llama-4 | weighted",
      "  groq/llama-4:8 → groq/llama-4 | weight 1",
      "route:plano_config.yaml#default:3 | dynamic",
      "  openai/gpt-5-mini:3 → route:plano_config.yaml#openai/gpt-5-mini",
      "  anthropic/claude-sonnet-4-5:4 → route:plano_config.yaml#anthropic/claude-sonnet-4-5",
    ]
  `)
})

describe('the default', () => {
  test.for([
    ['no preferences: it is fixed', '{model: a/b, default: true}, {model: c/d}', ['weighted', 1]],
    ['none', '{model: a/b}, {model: c/d}', [undefined, undefined]],
    ['older name of the list', '{model: a/b, default: true}', ['weighted', 1], 'llm_providers'],
  ] as const)('%s', ([, list, expected, key = 'model_providers']) => {
    const route = read(`${key}: [${list}]\n`)
      .facts.filter(isRoute)
      .find(({ id }) => id.endsWith('#default'))
    expect([route?.selection, route?.targets.length]).toEqual(expected)
  })
})

test('limits of a model by a header, the model that chooses, and headers that are traced', () => {
  const text = `version: v0.4.0
routing: { model: openai/gpt-5-nano }
model_providers:
  - { model: openai/gpt-5-mini, default: true }
  - { model: openai/gpt-5, routing_preferences: [{ name: planning, description: hard plans }] }
ratelimits:
  - { model: gpt-5, selector: { key: x-tenant-id, value: acme }, limit: { tokens: 5000, unit: hour } }
tracing: { span_attributes: { header_prefixes: [x-shop-] } }
`
  const { facts } = plano.read({ path: 'plano.yaml', text })
  expect(around(facts)).toMatchInlineSnapshot(`
    [
      "x-tenant-id about tenant from caller:7",
      "x-shop-* about other from caller:8",
      "at most 5000 tokens in 3600 s for tag x-tenant-id=acme:7",
      "classifier openai/gpt-5-nano on-demand:2",
    ]
  `)
  expect(facts.map(fact => (fact.kind === 'route' ? fact.limits.length : null))).toEqual([0, 1, 1])
})
