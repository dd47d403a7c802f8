import { describe, expect, test } from 'vitest'
import { gatewayApi } from './gateway-api.ts'
import { around, isRoute, shown } from './shown.ts'

const path = 'deploy/ai-gateway.yaml'
const read = (text: string) => gatewayApi.read({ path, text })

const SHOP = `apiVersion: aigateway.envoyproxy.io/v1beta1
kind: AIGatewayRoute
metadata: { name: shop }
spec:
  parentRefs: [{ name: edge, kind: Gateway }]
  rules:
    - matches:
        - headers: [{ type: Exact, name: x-ai-eg-model, value: shop-chat }]
      backendRefs:
        - { name: hosted, weight: 80, modelNameOverride: gpt-5-mini }
        - { name: own, weight: 20, modelNameOverride: qwen3-8b }
        - { name: aws, priority: 1, modelNameOverride: us.amazon.nova-lite-v1:0 }
---
kind: AIServiceBackend
metadata: { name: hosted }
spec: { schema: { name: OpenAI }, backendRef: { name: hosted } }
---
kind: Backend
metadata: { name: hosted }
spec: { endpoints: [{ fqdn: { hostname: api.openai.com, port: 443 } }] }
---
kind: AIServiceBackend
metadata: { name: own }
spec: { schema: { name: OpenAI }, backendRef: { name: own } }
---
kind: Backend
metadata: { name: own }
spec: { endpoints: [{ fqdn: { hostname: vllm.models.svc.cluster.local, port: 8000 } }] }
---
kind: AIServiceBackend
metadata: { name: aws }
spec: { schema: { name: AWSBedrock }, backendRef: { name: aws } }
---
kind: Backend
metadata: { name: aws }
spec: { endpoints: [{ fqdn: { hostname: bedrock-runtime.eu-west-1.amazonaws.com, port: 443 } }] }
---
kind: BackendTrafficPolicy
metadata: { name: shop }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop }]
  retry: { numRetries: 5, numAttemptsPerPriority: 1 }
`

test('weights inside a priority, a fallback priority, backends and retries of the same file', () => {
  expect(read(SHOP).diagnostics).toEqual([])
  expect(shown(read(SHOP).facts)).toMatchInlineSnapshot(`
    [
      "route:deploy/ai-gateway.yaml#shop-chat:8 | asked for as shop-chat | weighted | then route:deploy/ai-gateway.yaml#shop-chat/fallback-1",
      "  hosted:10 → openai/gpt-5-mini | weight 80",
      "  own:11 → openai/qwen3-8b | weight 20 | self-hosted",
      "route:deploy/ai-gateway.yaml#shop-chat/fallback-1:12 | weighted",
      "  aws:12 → bedrock/us.amazon.nova-lite-v1:0 | weight 1 | eu-west-1",
    ]
  `)
})

const rule = (refs: string, more = '') =>
  `kind: AIGatewayRoute\nmetadata: {name: r}\nspec:\n  parentRefs: [{name: edge}]\n  rules:\n    - matches: [{headers: [{name: x-ai-eg-model, value: m}]}]\n      backendRefs: [${refs}]\n${more}`

test('policies are facts of their own: the routes that they are about may be in other files', () => {
  const text = `kind: BackendTrafficPolicy
metadata: { name: chat-limits }
spec:
  targetRefs: [{ kind: HTTPRoute, name: chat }, { kind: Gateway, name: edge }]
  retry: { numRetries: 5, numAttemptsPerPriority: 1 }
  rateLimit:
    type: Global
    global:
      rules:
        - clientSelectors:
            - headers: [{ name: x-tenant-id, type: Distinct }]
          limit: { requests: 20000, unit: Hour }
          cost:
            request: { from: Number, number: 0 }
            response: { from: Metadata, metadata: { namespace: io.envoy.ai_gateway, key: llm_total_token } }
        - clientSelectors:
            - headers: [{ name: x-ai-eg-model, value: deep }]
          limit: { requests: 10, unit: Minute }
        - limit: { requests: 0, unit: Second }
`
  const { facts } = read(text)
  expect(facts).toMatchObject([
    {
      kind: 'route-policy',
      id: 'deploy/ai-gateway.yaml#chat-limits',
      about: ['HTTPRoute/chat', 'Gateway/edge'],
      retries: 5,
      attemptsPerGroup: 1,
      retriesAt: { line: 5 },
    },
  ])
  expect(around(facts)).toMatchInlineSnapshot(`
    [
      "at most 20000 tokens in 3600 s for tag x-tenant-id:12",
      "at most 10 requests in 60 s for model deep:18",
      "x-tenant-id about tenant from caller:11",
    ]
  `)
})

test('a rule says what policies call it, which headers it asks for, and which it sets', () => {
  const text = `kind: AIGatewayRoute
metadata: { name: chat }
spec:
  parentRefs: [{ name: edge }]
  rules:
    - matches:
        - headers:
            - { name: x-ai-eg-model, value: small }
            - { name: x-team, value: search }
      backendRefs:
        - { name: a, headerMutation: { set: [{ name: x-application, value: shop }] } }
`
  const { facts } = read(text)
  expect(facts.find(isRoute)?.policyTargets).toEqual([
    'HTTPRoute/chat',
    'AIGatewayRoute/chat',
    'Gateway/edge',
  ])
  expect(around(facts)).toMatchInlineSnapshot(`
    [
      "x-team about tenant from caller:9",
      "x-application about application from gateway:11",
    ]
  `)
})

describe('who answers', () => {
  const first = (refs: string) => read(rule(refs)).facts.find(isRoute)?.targets[0]

  test('a backend of another file: only models that one vendor makes have a price', () => {
    expect(first('{name: a, modelNameOverride: gpt-5-mini}')).toMatchObject({
      model: 'gpt-5-mini',
      unresolved: null,
    })
    expect(first('{name: a, modelNameOverride: llama3-70b}')).toMatchObject({
      model: 'llama3-70b',
      unresolved: 'backend a is not in this file, so nobody says who answers',
    })
  })

  test('a pool of an AIGatewayRoute is self-hosted', () => {
    expect(first('{name: pool, kind: InferencePool}')).toMatchObject({
      model: 'm',
      deployment: 'self-hosted',
      unresolved: null,
    })
  })

  test('a rule for every model leaves the model to the request', () => {
    const text = 'kind: AIGatewayRoute\nmetadata: {name: any}\nspec: {rules: [{backendRefs: [{name: a}]}]}\n'
    expect(shown(read(text).facts)).toEqual([
      'route:deploy/ai-gateway.yaml#any:3 | weighted',
      '  a:3 → * | weight 1 | ? the request names the model',
    ])
  })
})

test('pools share by weight, and their price is that of their machines', () => {
  const text = `kind: HTTPRoute
metadata: { name: two-pools }
spec:
  rules:
    - backendRefs:
        - { kind: InferencePool, name: big, weight: 70 }
        - { kind: InferencePool, name: small, weight: 30 }
    - backendRefs: [{ kind: Service, name: web }]
`
  expect(shown(read(text).facts)).toMatchInlineSnapshot(`
    [
      "route:deploy/ai-gateway.yaml#two-pools:6 | asked for as two-pools | weighted",
      "  big:6 → inference-pool/big | weight 70 | self-hosted",
      "  small:7 → inference-pool/small | weight 30 | self-hosted",
    ]
  `)
})

test('a template of a chart is said to be one', () => {
  const text = 'kind: AIGatewayRoute\nmetadata: {{ include "x" . }}\n  {{- if .y }}\n- a: b\n'
  expect(read(text).diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
    ['not-analyzed-template', 'note'],
  ])
})

test.for([
  ['kind: AIGatewayRoute\n', true],
  ['kind: HTTPRoute\nspec: {}\n---\nkind: "InferencePool"\n', true],
  ['kind: HTTPRoute\n', false],
  ['kind: InferencePool\n', false],
  ['kind: BackendTrafficPolicy\n', true],
] as const)('%j is a route of models: %s', ([text, expected]) => {
  expect(gatewayApi.sniff({ path, text })).toBe(expected)
})
