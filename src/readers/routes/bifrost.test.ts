import { expect, test } from 'vitest'
import { bifrost } from './bifrost.ts'
import { shown } from './shown.ts'

const path = 'bifrost/config.json'
const read = (text: string) => bifrost.read({ path, text })

test('providers with and without a list of models, and a virtual key that shares among them', () => {
  const text = `{
  "$schema": "https://www.getbifrost.ai/schema",
  "providers": {
    "openai": {
      "keys": [
        { "name": "one", "value": "env.OPENAI_1", "models": ["gpt-5-mini", "gpt-5"], "weight": 0.7 },
        { "name": "two", "value": "env.OPENAI_2", "models": ["gpt-5-mini"], "weight": 0.3 }
      ],
      "network_config": { "max_retries": 2 }
    },
    "openrouter": { "keys": [{ "name": "main", "value": "env.OR", "models": [], "weight": 1 }] }
  },
  "governance": {
    "virtual_keys": [
      {
        "id": "vk-1", "name": "mobile", "value": "sk-bf-very-secret",
        "provider_configs": [
          { "provider": "openai", "weight": 0.8, "allowed_models": ["gpt-5-mini"] },
          { "provider": "openrouter", "weight": 0.2, "allowed_models": ["*"] }
        ]
      }
    ]
  }
}`
  expect(shown(read(text).facts)).toMatchInlineSnapshot(`
    [
      "route:bifrost/config.json#openai/gpt-5:6 | asked for as openai/gpt-5 | weighted | 2 retries (line 9)",
      "  openai:6 → openai/gpt-5 | weight 1",
      "route:bifrost/config.json#openai/gpt-5-mini:6 | asked for as openai/gpt-5-mini | weighted | 2 retries (line 9)",
      "  openai:6 → openai/gpt-5-mini | weight 1",
      "route:bifrost/config.json#openrouter/*:11 | weighted",
      "  openrouter:11 → openrouter/* | weight 1 | ? the request names the model",
      "route:bifrost/config.json#mobile:15 | asked for as mobile | weighted",
      "  openai#1:18 → openai/gpt-5-mini | weight 0.8",
      "  openrouter#2:19 → openrouter/* | weight 0.2 | ? the request names the model",
    ]
  `)
  expect(JSON.stringify(read(text))).not.toContain('very-secret')
})

test.for([
  ['{"$schema": "https://www.getbifrost.ai/schema", "client": {}}', true],
  ['{"providers": {"openai": {"keys": [{"value": "env.K", "weight": 1}]}}}', true],
  ['{"providers": ["aws"], "keys": 3}', false],
  ['{"architectures": ["LlamaForCausalLM"], "hidden_size": 4096}', false],
] as const)('%s is a gateway: %s', ([text, expected]) => {
  expect(bifrost.sniff({ path, text })).toBe(expected)
})
