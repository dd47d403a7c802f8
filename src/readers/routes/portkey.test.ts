import { describe, expect, test } from 'vitest'
import { portkey } from './portkey.ts'
import { around, isRoute, shown } from './shown.ts'

const path = 'config/portkey.json'
const read = (text: string) => portkey.read({ path, text })

test('a fallback from a weighted pair to a third model', () => {
  const text = `{
  "strategy": { "mode": "fallback" },
  "retry": { "attempts": 2 },
  "targets": [
    { "name": "pair", "strategy": { "mode": "loadbalance" }, "targets": [
      { "provider": "openai", "weight": 3, "override_params": { "model": "gpt-5-mini", "max_tokens": 200 } },
      { "provider": "anthropic", "override_params": { "model": "claude-haiku-4-5" } }
    ] },
    { "virtual_key": "spare-key-7f3a", "override_params": { "model": "gpt-5" } }
  ]
}`
  expect(shown(read(text).facts)).toMatchInlineSnapshot(`
    [
      "route:config/portkey.json:1 | weighted | 2 retries (line 3) | then route:config/portkey.json#fallback-1",
      "  pair:5 → route:config/portkey.json#targets/pair | weight 1",
      "route:config/portkey.json#fallback-1:9 | weighted | 2 retries (line 3)",
      "  gpt-5:9 → gpt-5 | weight 1",
      "route:config/portkey.json#targets/pair:5 | weighted | 2 retries (line 3)",
      "  gpt-5-mini:6 → openai/gpt-5-mini | weight 3 | at most 200 tokens",
      "  claude-haiku-4-5:7 → anthropic/claude-haiku-4-5 | weight 1",
    ]
  `)
  expect(JSON.stringify(read(text))).not.toContain('spare-key')
})

const config = (mode: string) =>
  `{"strategy": {"mode": "${mode}"}, "targets": [{"provider": "openai", "override_params": {"model": "gpt-5"}}, {"provider": "openai", "override_params": {"model": "gpt-5-mini"}}]}`

describe('strategies', () => {
  test.for([
    ['loadbalance', ['weighted gpt-5=1,gpt-5-mini=1']],
    ['fallback', ['weighted gpt-5=1', 'weighted gpt-5-mini=1']],
    ['single', ['weighted gpt-5=1']],
    ['conditional', ['dynamic gpt-5=null,gpt-5-mini=null']],
  ] as const)('%s', ([mode, expected]) => {
    const routes = read(config(mode)).facts.filter(isRoute)
    expect(
      routes.map(
        ({ selection, targets }) => `${selection} ${targets.map(({ id, weight }) => `${id}=${weight}`)}`,
      ),
    ).toEqual(expected)
  })
})

describe('who answers', () => {
  test.for([
    [{ provider: 'openai', override_params: { model: 'gpt-5' } }, 'openai/gpt-5', null],
    [{ provider: '@openai-prod', override_params: { model: 'gpt-5' } }, 'gpt-5', null],
    [
      { override_params: { model: '@groq-eu/llama-4' } },
      'llama-4',
      'the provider is behind an integration of Portkey, which does not say who answers',
    ],
    [{ provider: 'openai' }, 'openai/*', 'the request names the model'],
    [{ virtual_key: 'x' }, '*', 'the request names the model'],
  ] as const)('%j', ([target, model, unresolved]) => {
    const text = JSON.stringify({ strategy: { mode: 'single' }, targets: [target] })
    expect(read(text).facts.find(isRoute)?.targets[0]).toMatchObject({ model, unresolved })
  })
})

test('several configurations of one file are routes by name', () => {
  const text = `{"fast": ${config('loadbalance')}, "note": "x", "safe": ${config('fallback')}}`
  expect(read(text).facts.map(({ id }) => id)).toEqual([
    'route:config/portkey.json#fast',
    'route:config/portkey.json#safe',
    'route:config/portkey.json#safe/fallback-1',
  ])
})

test('a strategy of another program is none of ours', () => {
  expect(portkey.sniff({ path, text: 'strategy: {mode: rolling}\ntargets: [{name: prod}]\n' })).toBe(false)
})

test('a cache with an age for all targets, and what conditions ask of a request', () => {
  const text = `cache: { mode: semantic, max_age: 3600 }
metadata: { application: shop }
strategy:
  mode: conditional
  conditions:
    - { query: { $and: [{ metadata.tenant: { $eq: acme } }, { params.stream: { $eq: true } }] }, then: big }
targets:
  - name: big
    provider: openai
    override_params: { model: gpt-5, reasoning_effort: medium }
  - name: inner
    strategy: { mode: fallback }
    cache: { mode: simple }
    targets: [{ provider: openai, override_params: { model: gpt-5-mini } }]
`
  expect(around(portkey.read({ path: 'portkey.yaml', text }).facts)).toMatchInlineSnapshot(`
    [
      "semantic cache for 3600 s, alike null, embedded by null, always, apart by nothing:1",
      "big thinks medium, at most null tokens:10",
      "metadata.tenant about tenant from caller:6",
      "metadata.application about application from gateway:2",
      "exact cache for null s, alike null, embedded by null, always, apart by nothing:13",
    ]
  `)
})
