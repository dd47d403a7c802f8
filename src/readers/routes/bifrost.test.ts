import { expect, test } from 'vitest'
import { bifrost } from './bifrost.ts'
import { around, shown } from './shown.ts'

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

test('budgets and rates of a key, its team and its providers, a cache by key, and labels', () => {
  const text = JSON.stringify(
    {
      $schema: 'https://www.getbifrost.ai/schema',
      client: { enforce_auth_on_inference: true, prometheus_labels: ['team'] },
      providers: { openai: { keys: [{ value: 'env.OPENAI', models: ['gpt-5-mini'] }] } },
      plugins: [
        {
          enabled: true,
          name: 'semantic_cache',
          config: {
            provider: 'openai',
            embedding_model: 'text-embedding-3-small',
            ttl: '5m',
            threshold: 0.8,
          },
        },
      ],
      governance: {
        budgets: [
          { id: 'monthly', max_limit: 100, reset_duration: '1M' },
          { id: 'team', max_limit: 500, reset_duration: '1w' },
        ],
        rate_limits: [
          {
            id: 'pace',
            token_max_limit: 9000,
            token_reset_duration: '1h',
            request_max_limit: 60,
            request_reset_duration: '1m',
          },
        ],
        teams: [{ id: 't1', name: 'search', budget_id: 'team' }],
        virtual_keys: [
          {
            id: 'vk1',
            name: 'shop',
            budget_id: 'monthly',
            rate_limit_id: 'pace',
            team_id: 't1',
            provider_configs: [
              { provider: 'openai', weight: 1, budgets: [{ max_limit: 10, reset_duration: '1d' }] },
            ],
          },
        ],
      },
    },
    null,
    1,
  )
  expect(around(bifrost.read({ path: 'bifrost/config.json', text }).facts)).toMatchInlineSnapshot(`
    [
      "semantic cache for 300 s, alike 0.8, embedded by openai/text-embedding-3-small, on request, apart by x-bf-cache-key:22",
      "x-bf-vk about other from required:4",
      "x-bf-prom-team about tenant from caller:6",
      "at most 100 usd in 2628000 s for key shop:37",
      "at most 9000 tokens in 3600 s for key shop:49",
      "at most 60 requests in 60 s for key shop:51",
      "at most 500 usd in 604800 s for team search:42",
      "at most 10 usd in 86400 s for provider openai:75",
    ]
  `)
})
