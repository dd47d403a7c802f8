import { describe, expect, test } from 'vitest'
import { around, isRoute, shown } from './shown.ts'
import { tensorzero } from './tensorzero.ts'

const path = 'config/tensorzero.toml'
const read = (text: string) => tensorzero.read({ path, text })
const routesOf = (text: string) => read(text).facts.filter(isRoute)

const TRIAGE = `# Support triage: two variants, one of them judged
[models.cheap]
routing = ["openai", "azure"]

[models.cheap.providers.openai]
type = "openai"
model_name = "gpt-5-mini"
cost = [
  { pointer = "/usage/prompt_tokens", cost_per_million = 0.25, required = true },
  { pointer = "/usage/completion_tokens", cost_per_million = 2.0, required = true },
  { pointer = "/usage/prompt_tokens_details/cached_tokens", cost_per_million = -0.225 },
]

[models.cheap.providers.azure]
type = "azure"
deployment_id = "support-mini"

[functions.triage.variants.plain]
type = "chat_completion"
model = "cheap"
max_tokens = 120
retries = { num_retries = 2, max_delay_s = 5 }

[functions.triage.variants.judged]
type = "experimental_best_of_n_sampling"
candidates = ["plain", "plain"]
evaluator = { model = "anthropic::claude-sonnet-4-5" }

[functions.triage.variants.spare]
type = "chat_completion"
model = "openai::gpt-5-nano"

[functions.triage.experimentation]
type = "static"
candidate_variants = { plain = 3.0, judged = 1.0 }
fallback_variants = ["spare"]
`

test('a function with a judged variant, a fallback and a model with two providers', () => {
  expect(read(TRIAGE).diagnostics).toEqual([])
  expect(shown(routesOf(TRIAGE))).toMatchInlineSnapshot(`
    [
      "route:config/tensorzero.toml#triage:18 | asked for as triage, tensorzero::function_name::triage | weighted | 2 retries (line 22) | then route:config/tensorzero.toml#triage/fallback/spare",
      "  plain:20 → route:config/tensorzero.toml#cheap | weight 3 | at most 120 tokens",
      "  judged:24 → route:config/tensorzero.toml#triage/judged | weight 1",
      "route:config/tensorzero.toml#triage/fallback/spare:29 | weighted",
      "  spare:31 → openai/gpt-5-nano",
      "route:config/tensorzero.toml#triage/judged:24 | all",
      "  plain:20 → route:config/tensorzero.toml#cheap | at most 120 tokens",
      "  plain#2:20 → route:config/tensorzero.toml#cheap | at most 120 tokens",
      "  evaluator:27 → anthropic/claude-sonnet-4-5",
      "route:config/tensorzero.toml#cheap:2 | asked for as cheap, tensorzero::model_name::cheap | weighted | then route:config/tensorzero.toml#cheap/fallback-1",
      "  openai:5 → openai/gpt-5-mini | weight 1 | 0.25/2 USD",
      "route:config/tensorzero.toml#cheap/fallback-1:14 | weighted",
      "  azure:14 → azure/support-mini | weight 1 | ? azure/support-mini names a deployment, which does not say which model it is",
    ]
  `)
})

test('a cached token costs its price less the discount; one counted apart costs what it says', () => {
  expect(routesOf(TRIAGE).find(({ id }) => id.endsWith('#cheap'))?.targets[0]?.statedPrices).toEqual({
    input: 0.25,
    output: 2,
    cacheRead: 0.025,
    cacheWrite: null,
  })
  const apart = `[models.m]\nrouting = ["a"]\n[models.m.providers.a]\ntype = "anthropic"\nmodel_name = "x"\ncost = [{pointer = "/usage/cache_read_input_tokens", cost_per_million = 0.3}, {pointer = "/usage/cache_creation_input_tokens", cost_per_million = 3.75}, {pointer = "/usage/input_tokens", cost_per_million = 3}]`
  expect(routesOf(apart)[0]?.targets[0]?.statedPrices).toEqual({
    input: 3,
    output: null,
    cacheRead: 0.3,
    cacheWrite: 3.75,
  })
})

const sampling = (settings: string, weights: readonly string[] = ['', '']) =>
  routesOf(
    `[functions.f.variants.a]\nmodel = "openai::gpt-5"\n${weights[0]}\n[functions.f.variants.b]\nmodel = "openai::gpt-5-mini"\n${weights[1]}\n${settings}`,
  )[0]

describe('sampling', () => {
  const experiment = '[functions.f.experimentation]\n'
  test.for([
    ['nothing stated: all alike', '', ['', ''], 'weighted', { a: 1, b: 1 }],
    [
      'a list: all of it alike',
      `${experiment}type = "static"\ncandidate_variants = ["b"]`,
      ['', ''],
      'weighted',
      { b: 1 },
    ],
    [
      'a map: its weights',
      `${experiment}type = "static_weights"\ncandidate_variants = {a = 0.9, b = 0.1}`,
      ['', ''],
      'weighted',
      { a: 0.9, b: 0.1 },
    ],
    [
      'it learns while it runs: undecided',
      `${experiment}type = "adaptive"\ncandidate_variants = ["a", "b"]`,
      ['', ''],
      'dynamic',
      { a: null, b: null },
    ],
    ['older weights', '', ['weight = 2', 'weight = 1'], 'weighted', { a: 2, b: 1 }],
    ['without a weight: only a fallback', '', ['weight = 1', ''], 'weighted', { a: 1 }],
  ] as const)('%s', ([, settings, weights, selection, expected]) => {
    const route = sampling(settings, weights)
    expect(route?.selection).toBe(selection)
    expect(Object.fromEntries(route?.targets.map(({ id, weight }) => [id, weight]) ?? [])).toEqual(expected)
  })

  test('a variant that is not there is said', () => {
    const text = `[functions.f.variants.a]\nmodel = "openai::gpt-5"\n${experiment}type = "static"\ncandidate_variants = ["a", "gone"]\n`
    expect(read(text).diagnostics.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '3 Function f names the variant "gone", which it does not have.',
    ])
  })
})

describe('what a variant calls', () => {
  const provider = (lines: string) =>
    routesOf(`[models.m]\nrouting = ["p"]\n[models.m.providers.p]\n${lines}\n`)[0]?.targets[0]

  test.for([
    ['type = "openai"\nmodel_name = "gpt-5"', 'openai/gpt-5', 'on-demand', null],
    [
      'type = "aws_bedrock"\nmodel_id = "us.amazon.nova-lite-v1:0"',
      'bedrock/us.amazon.nova-lite-v1:0',
      'on-demand',
      null,
    ],
    [
      'type = "vllm"\nmodel_name = "qwen3"\napi_base = "http://gpu:8000/v1"',
      'vllm/qwen3',
      'self-hosted',
      null,
    ],
    [
      'type = "openai"\nmodel_name = "qwen3"\napi_base = "http://gpu:8000/v1"',
      'openai/qwen3',
      'self-hosted',
      null,
    ],
    [
      'type = "openai"\nmodel_name = "llama"\napi_base = "https://api.groq.com/openai/v1"',
      'groq/llama',
      'on-demand',
      null,
    ],
    [
      'type = "azure"\ndeployment_id = "chat"',
      'azure/chat',
      'on-demand',
      'azure/chat names a deployment, which does not say which model it is',
    ],
    ['type = "openai"', 'openai/*', 'on-demand', 'the request names the model'],
  ] as const)('%j', ([lines, model, deployment, unresolved]) => {
    expect(provider(lines)).toMatchObject({ model, deployment, unresolved })
  })

  test('a model of another file is not guessed', () => {
    const [route] = routesOf('[functions.f.variants.a]\nmodel = "elsewhere"\n')
    expect(route?.targets[0]).toMatchObject({
      model: 'elsewhere',
      unresolved: 'model elsewhere is not defined in this file',
    })
  })
})

describe('files that say less', () => {
  test('a syntax error has its line', () => {
    const [problem] = read('[functions.f.variants.a]\nmodel = \n').diagnostics
    expect([problem?.code, problem?.severity, problem?.line]).toEqual(['toml-syntax', 'error', 2])
  })

  test('many functions take linear time', () => {
    const text = Array.from(
      { length: 5000 },
      (_, n) => `[functions.f${n}.variants.v]\nmodel = "openai::gpt-5"\n`,
    ).join('')
    expect(routesOf(text)).toHaveLength(5000)
  })
})

test('rate limits: a policy of all routes of the folder', () => {
  const text = `[[rate_limiting.rules]]
always = true
cost_per_day = 250.5
[[rate_limiting.rules]]
tokens_per_hour = { capacity = 90_000, refill_rate = 60_000 }
scope = [{ tag_key = "tenant_id", tag_value = "tensorzero::each" }]
[[rate_limiting.rules]]
model_inferences_per_minute = 5
scope = [{ tag_key = "user_id", tag_value = "nightly-report" }]
[[rate_limiting.rules]]
model_inferences_per_month = 900
scope = [{ tag_key = "user_id", tag_value = "tensorzero::total" }]
`
  expect(tensorzero.sniff({ path, text })).toBe(true)
  const { facts } = read(text)
  expect(facts).toMatchObject([{ kind: 'route-policy', about: ['tensorzero:config/'] }])
  expect(around(facts)).toMatchInlineSnapshot(`
    [
      "at most 250.5 usd in 86400 s for gateway :3",
      "at most 60000 tokens in 3600 s for tag tenant_id:5",
      "at most 5 requests in 60 s for tag user_id=nightly-report:8",
      "at most 900 requests in 2628000 s for gateway :11",
      "tags.tenant_id about tenant from caller:6",
      "tags.user_id about user from caller:9",
    ]
  `)
  expect(read(`[rate_limiting]\nenabled = false\n${text}`).facts).toEqual([])
})

test('how much a variant thinks, and a cache that requests ask for', () => {
  const text = `[gateway.cache]
valkey.ttl_s = 3600
[functions.plan.variants.deep]
model = "openai::gpt-5"
reasoning_effort = "high"
[functions.plan.variants.long]
model = "anthropic::claude-sonnet-4-5"
thinking_budget_tokens = 8_000
`
  const { facts } = read(text)
  expect(around(facts)).toMatchInlineSnapshot(`
    [
      "exact cache for 3600 s, alike null, embedded by null, on request, apart by nothing:1",
      "deep thinks high, at most null tokens:5",
      "long thinks null, at most 8000 tokens:8",
    ]
  `)
  expect(facts).toMatchObject([{ policyTargets: ['tensorzero:config/'] }])
})
