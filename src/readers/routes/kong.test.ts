import { describe, expect, test } from 'vitest'
import { kong } from './kong.ts'
import { isRoute, shown } from './shown.ts'

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
