import { describe, expect, test } from 'vitest'
import { kong } from './kong.ts'
import { around, isRoute, shown } from './shown.ts'

const path = 'kong/kong.yaml'
const read = (text: string) => kong.read({ path, text })

test('a declarative configuration with a weighted proxy on a route and a fixed one on a service', () => {
  const text = `_format_version: "3.0"
services:
  - name: answers
    plugins:
      - name: ai-proxy
        config: { model: { provider: anthropic, name: claude-haiku-4-5, options: { max_tokens: 400 } } }
    routes:
      - name: chat
        plugins:
          - name: ai-proxy-advanced
            config:
              balancer: { algorithm: round-robin, retries: 2 }
              targets:
                - weight: 60
                  model:
                    provider: openai
                    name: gpt-5-mini
                    options: { max_tokens: 300, input_cost: 0.25, output_cost: 2 }
                - { weight: 40, model: { provider: bedrock, name: amazon.nova-lite-v1:0, options: { bedrock: { aws_region: eu-west-1 } } } }
          - { name: cors, config: {} }
`
  expect(read(text).diagnostics).toEqual([])
  expect(shown(read(text).facts)).toMatchInlineSnapshot(`
    [
      "route:kong/kong.yaml#chat:11 | asked for as chat | weighted | 2 retries (line 12)",
      "  openai/gpt-5-mini:15 → openai/gpt-5-mini | weight 60 | at most 300 tokens | 0.25/2 USD",
      "  bedrock/amazon.nova-lite-v1:0:19 → bedrock/amazon.nova-lite-v1:0 | weight 40 | eu-west-1",
      "route:kong/kong.yaml#answers:6 | asked for as answers | weighted",
      "  anthropic/claude-haiku-4-5:6 → anthropic/claude-haiku-4-5 | weight 1 | at most 400 tokens",
    ]
  `)
})

const proxy = (algorithm: string, weights: readonly (number | null)[]) =>
  `config:\n  balancer: {algorithm: ${algorithm}}\n  targets:\n${weights
    .map(
      (weight, n) =>
        `    - {${weight === null ? '' : `weight: ${weight}, `}route_type: llm/v1/chat, model: {provider: openai, name: m${n}}}\n`,
    )
    .join('')}`

describe('balancing', () => {
  test.for([
    ['round-robin', [70, 30], ['weighted 70,30']],
    ['consistent-hashing', [1, null], ['weighted 1,100']],
    ['lowest-latency', [1, 2], ['dynamic null,null']],
    ['lowest-usage', [1, 2], ['dynamic null,null']],
    ['semantic', [1, 2], ['dynamic null,null']],
    ['least-connections', [1, 2], ['dynamic null,null']],
    ['priority', [10, 50, 10], ['weighted 1', 'weighted 1,1']],
  ] as const)('%s of %j', ([algorithm, weights, expected]) => {
    const routes = read(proxy(algorithm, weights)).facts.filter(isRoute)
    expect(
      routes.map(({ selection, targets }) => `${selection} ${targets.map(({ weight }) => String(weight))}`),
    ).toEqual(expected)
  })

  test('an unknown algorithm is said, not guessed', () => {
    expect(read(proxy('magic', [1])).diagnostics.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '2 The balancer algorithm "magic" is unknown: shares are taken for undecided.',
    ])
  })
})

test.for([
  ['plugin: ai-proxy-advanced\nconfig: {}\n', true],
  ['plugins: [{name: ai-proxy, config: {}}]', true],
  ['config: {balancer: {}, targets: [{route_type: a}]}', true],
  ['image: registry.example/ai-proxy:1.2\nconfig: {}\n', false],
  ['config: {balancer: {}, targets: []}', false],
] as const)('%j is a proxy: %s', ([text, expected]) => {
  expect(kong.sniff({ path, text })).toBe(expected)
})

test('limits, a cache and an embedding beside a proxy; those of other routes are none of its', () => {
  const text = `plugins:
  - name: ai-rate-limiting-advanced
    config:
      identifier: header
      header_name: x-tenant-id
      tokens_count_strategy: cost
      llm_providers:
        - { name: openai, limit: [5, 100], window_size: [3600, 86400] }
        - { name: cohere, limit: 1, window_size: 60 }
  - { name: ai-semantic-cache, service: other, config: { cache_ttl: 1 } }
services:
  - name: chat
    plugins:
      - name: ai-proxy-advanced
        config:
          balancer: { algorithm: semantic }
          embeddings: { model: { provider: openai, name: text-embedding-3-small } }
          targets:
            - { model: { provider: openai, name: gpt-5-mini }, description: chat }
            - { model: { provider: openai, name: gpt-5 }, description: plans }
      - name: ai-semantic-cache
        config:
          cache_ttl: 300
          vectordb: { threshold: 0.1 }
          embeddings: { model: { provider: openai, name: text-embedding-3-small } }
      - name: ai-rate-limiting-advanced
        config:
          policies:
            - match: [{ type: consumer, partition_by: true }, { type: provider, values: [openai] }]
              limits: [{ limit: 7000, window_size: 60 }]
`
  expect(around(kong.read({ path: 'kong.yaml', text }).facts)).toMatchInlineSnapshot(`
    [
      "semantic cache for 300 s, alike 0.1, embedded by openai/text-embedding-3-small, always, apart by nothing:21",
      "embedding openai/text-embedding-3-small on-demand:17",
      "at most 7000 tokens in 60 s for user :30",
      "at most 5 usd in 3600 s for tag x-tenant-id:8",
      "at most 100 usd in 86400 s for tag x-tenant-id:8",
      "x-tenant-id about tenant from caller:5",
    ]
  `)
})
