import { existsSync } from 'node:fs'
import picomatch from 'picomatch'
import { expect, test } from 'vitest'
import type { SourceFile } from '../reader.ts'
import { routes } from './index.ts'

/** The smallest file of each format, with how many routes it holds. */
const FIXTURES: Readonly<Record<string, SourceFile & { readonly count: number }>> = {
  litellm: {
    path: 'gateway/config.yaml',
    text: 'model_list:\n  - {model_name: chat, litellm_params: {model: openai/gpt-5-mini}}\n',
    count: 1,
  },
  tensorzero: {
    path: 'config/tensorzero.toml',
    text: '[functions.reply.variants.short]\ntype = "chat_completion"\nmodel = "openai::gpt-5-mini"\n',
    count: 1,
  },
  'gateway-api': {
    path: 'deploy/route.yaml',
    text: 'kind: HTTPRoute\nmetadata: {name: chat}\nspec:\n  rules:\n    - backendRefs:\n        - kind: InferencePool\n          name: llama\n',
    count: 1,
  },
  kong: {
    path: 'kong/kong.yaml',
    text: 'plugins:\n  - name: ai-proxy\n    config: {model: {provider: openai, name: gpt-5-mini}}\n',
    count: 1,
  },
  portkey: {
    path: 'config/portkey.json',
    text: '{"strategy": {"mode": "single"}, "targets": [{"provider": "openai", "override_params": {"model": "gpt-5"}}]}',
    count: 1,
  },
  'semantic-router': {
    path: 'router/config.yaml',
    text: 'providers:\n  models:\n    - {name: small, provider_model_id: openai/gpt-5-mini}\n',
    count: 1,
  },
  helicone: {
    path: 'ai-gateway.yaml',
    text: 'routers:\n  front:\n    load-balance:\n      chat: {strategy: model-latency, models: [openai/gpt-5-mini]}\n',
    count: 1,
  },
  plano: {
    path: 'plano_config.yaml',
    text: 'model_providers:\n  - {model: openai/gpt-5-mini, access_key: $OPENAI_API_KEY}\n',
    count: 1,
  },
  bifrost: {
    path: 'bifrost/config.json',
    text: '{"providers": {"openai": {"keys": [{"value": "env.KEY", "models": ["gpt-5-mini"], "weight": 1}]}}}',
    count: 1,
  },
  cloudflare: {
    path: 'gateway/chat-route.json',
    text: '{"name": "chat", "elements": [{"id": "a", "type": "start", "outputs": {"next": {"elementId": "b"}}}, {"id": "b", "type": "model", "properties": {"provider": "openai", "model": "gpt-5-mini"}, "outputs": {}}]}',
    count: 1,
  },
  openrouter: {
    path: 'openrouter/fast.json',
    text: '{"model": "openai/gpt-5-mini", "provider": {"order": ["azure"], "allow_fallbacks": false}}',
    count: 1,
  },
  routellm: { path: 'router.yaml', text: 'mf:\n  checkpoint_path: routellm/mf_augmented\n', count: 0 },
  gptcache: {
    path: 'cache.yml',
    text: 'embedding: onnx\npre_function: get_prompt\npost_function: first\nconfig: {similarity_threshold: 0.8}\n',
    count: 0,
  },
}

test.for(routes)('$id finds its files, recognizes them, and has its page', reader => {
  const file = FIXTURES[reader.id] ?? { path: '', text: '', count: -1 }
  expect(picomatch.isMatch(file.path, [...reader.files])).toBe(true)
  expect(routes.find(each => each.sniff(file))?.id).toBe(reader.id)
  expect(reader.read(file).facts).toHaveLength(file.count)
  expect(existsSync(new URL(`./${reader.id}.md`, import.meta.url))).toBe(true)
})

test.for(routes)('$id says what it cannot read, with its place', reader => {
  const broken = { path: 'gateway/broken.yaml', text: 'model_list: [\n  {a: "b\nfunctions = = 1\n' }
  const { facts, diagnostics } = reader.read(broken)
  expect(facts).toEqual([])
  expect(diagnostics.map(({ path, hint }) => [path, hint.length > 0])).toEqual([
    ['gateway/broken.yaml', true],
  ])
})

test.for(routes)('$id survives any text', reader => {
  const odd = [
    '',
    '{',
    '- 1',
    'model_list: 3',
    'model_list: [1, null, [], {}, {model_name: {a: 1}}, {model_name: x, litellm_params: 4}]',
    'model_list: &a [*a]',
    `model_list: ${'['.repeat(50_000)}`,
    'litellm_settings: {fallbacks: {a: b}, num_retries: many}\nrouter_settings: []\nmodel_list: [{model_name: a}]',
    'router_settings: {fallbacks: [1, {a: b}], model_group_alias: [x]}\nmodel_list: [{model_name: __proto__}]',
    '[functions.__proto__.variants.constructor]\nmodel = "a::b"\n[models.toString]\nrouting = ["__proto__", 3]\n',
    `[functions.a.variants.b]\nx = ${'['.repeat(50_000)}`,
    'strategy: {mode: fallback}\ntargets: [1, null, [], {strategy: {mode: single}, targets: [{}]}]',
    'providers: {models: [{name: a}, 3], openai: {keys: [{}, 1]}}\nrouting: {decisions: [1, {modelRefs: [a, {}]}]}',
    'elements: [{type: start, outputs: {next: {elementId: a}}}, {id: a, type: percentage, outputs: {"x": 1, "10%": {elementId: a}}}]',
    'kind: AIGatewayRoute\nspec: {rules: [1, {backendRefs: [2, {weight: x}], matches: [{headers: [3]}]}]}',
    'routers: {a: {load-balance: {chat: {models: {x: [1, {}]}}}}, b: 3}\nmodel_providers: [1, {model: ""}]',
    'config: {balancer: {algorithm: 3}, targets: [1, {model: 2}]}\nplugins: [1, {name: ai-proxy}]',
  ]
  for (const text of odd) expect(() => reader.read({ path: 'gateway/odd.yaml', text })).not.toThrow()
})

test('a nested configuration never refers to itself: following a route ends', () => {
  const text =
    '[functions.f.variants.v]\ntype = "experimental_best_of_n_sampling"\ncandidates = ["v", "v"]\nevaluator = {model = "openai::gpt-5"}\n'
  const facts =
    routes.find(({ id }) => id === 'tensorzero')?.read({ path: 'tensorzero.toml', text }).facts ?? []
  const composite = facts.find(({ id }) => id.endsWith('#f/v'))
  expect(JSON.stringify(composite)).not.toContain('"model":"route:tensorzero.toml#f/v"')
})
