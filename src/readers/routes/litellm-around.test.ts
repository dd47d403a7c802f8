import { describe, expect, test } from 'vitest'
import { litellm } from './litellm.ts'
import { around, isRoute } from './shown.ts'

const read = (text: string) => litellm.read({ path: 'gateway/litellm.yaml', text }).facts
const CHAT = 'model_list: [{ model_name: chat, litellm_params: { model: openai/gpt-5-mini } }]\n'

describe('the response cache', () => {
  test('an exact one that answers everybody alike', () => {
    expect(
      around(read(`${CHAT}litellm_settings: { cache: true, cache_params: { type: redis, ttl: 600 } }\n`)),
    ).toEqual(['exact cache for 600 s, alike null, embedded by null, always, apart by nothing:2'])
  })

  test('a semantic one, only for requests that ask for it', () => {
    const text = `${CHAT}litellm_settings:
  cache: true
  cache_params:
    type: redis-semantic
    similarity_threshold: 0.92
    redis_semantic_cache_embedding_model: embed-small
    mode: default_off
    namespace: shop
`
    expect(around(read(text))).toEqual([
      'semantic cache for null s, alike 0.92, embedded by embed-small, on request, apart by nothing:3',
    ])
  })

  test.for([
    ['switched off', 'cache: false, cache_params: { type: redis }'],
    ['parameters alone', 'cache_params: { type: redis }'],
    ['for embeddings only', 'cache: true, cache_params: { supported_call_types: [aembedding] }'],
  ] as const)('%s: none', ([, settings]) => {
    expect(read(`${CHAT}litellm_settings: { ${settings} }\n`)).toMatchObject([{ cache: null }])
  })
})

test('budgets and rates: of the proxy, its keys, teams, users, providers, tags and deployments', () => {
  const text = `model_list:
  - model_name: chat
    litellm_params: { model: openai/gpt-5-mini, rpm: 60, tpm: 90000, max_budget: 5, budget_duration: 1d }
router_settings:
  provider_budget_config:
    openai: { budget_limit: 100, time_period: 1d }
    anthropic: { budget_limit: 50, time_period: 1d }
litellm_settings:
  max_budget: 1000
  budget_duration: 30d
  max_end_user_budget: 0.5
  tag_budget_config: { "feature:search": { max_budget: 20, budget_duration: 1mo } }
  default_team_params: { max_budget: 200, budget_duration: 30d, tpm_limit: 10000 }
general_settings:
  max_internal_user_budget: 10
  internal_user_budget_duration: 1mo
  upperbound_key_generate_params: { max_budget: 25, rpm_limit: 30 }
`
  expect(around(read(text))).toMatchInlineSnapshot(`
    [
      "at most 5 usd in 86400 s for deployment openai/gpt-5-mini:3",
      "at most 90000 tokens in 60 s for deployment openai/gpt-5-mini:3",
      "at most 60 requests in 60 s for deployment openai/gpt-5-mini:3",
      "at most 1000 usd in 2592000 s for gateway :9",
      "at most 0.5 usd in all s for user :11",
      "at most 200 usd in 2592000 s for team :13",
      "at most 10000 tokens in 60 s for team :13",
      "at most 20 usd in 2628000 s for tag feature:search:12",
      "at most 100 usd in 86400 s for provider openai:6",
      "at most 10 usd in 2628000 s for user :15",
      "at most 25 usd in all s for key :17",
      "at most 30 requests in 60 s for key :17",
    ]
  `)
})

test('an amount that is no number limits nothing', () => {
  const text = `${CHAT}litellm_settings: { max_budget: "\${MONTHLY_USD:-20}" }\n`
  expect(read(text)).toMatchObject([{ limits: [] }])
})

test('what a request must say, what is read, and what the proxy adds', () => {
  const text = `${CHAT}general_settings:
  user_header_name: X-Shop-User-Id
  enforced_params: [user, metadata.generation_name]
litellm_settings:
  extra_spend_tag_headers: [x-tenant-id, x-app]
  langfuse_default_tags: [user_api_key_team_alias]
`
  expect(around(read(text))).toMatchInlineSnapshot(`
    [
      "user about user from required:4",
      "metadata.generation_name about feature from required:4",
      "X-Shop-User-Id about user from caller:3",
      "x-tenant-id about tenant from caller:6",
      "x-app about application from caller:6",
      "user_api_key_team_alias about tenant from gateway:7",
    ]
  `)
})

test('an automatic router embeds every request with a group of this file', () => {
  const text = `model_list:
  - model_name: auto
    litellm_params:
      model: auto_router/auto
      auto_router_default_model: chat
      auto_router_embedding_model: embed
  - { model_name: chat, litellm_params: { model: openai/gpt-5-mini, reasoning_effort: low } }
  - { model_name: long, litellm_params: { model: anthropic/claude-sonnet-4-5, thinking: { budget_tokens: 4000 } } }
  - { model_name: embed, litellm_params: { model: openai/text-embedding-3-small } }
`
  expect(around(read(text))).toMatchInlineSnapshot(`
    [
      "embedding route:gateway/litellm.yaml#embed on-demand:6",
      "openai/gpt-5-mini thinks low, at most null tokens:7",
      "anthropic/claude-sonnet-4-5 thinks null, at most 4000 tokens:8",
    ]
  `)
  const elsewhere = read(text.replace('embedding_model: embed', 'embedding_model: text-embedding-3-large'))
  expect(elsewhere.find(isRoute)?.routerCalls).toMatchObject([
    { model: 'openai/text-embedding-3-large', unresolved: null },
  ])
})
