import { expect, test } from 'vitest'
import { judged } from './pull-request.ts'

const ROUTE = `kind: AIGatewayRoute
metadata: { name: chat }
spec:
  rules:
    - matches: [{ headers: [{ name: x-ai-eg-model, value: gpt-5-mini }] }]
      backendRefs: [{ name: openai }]
`

const POLICY = `kind: BackendTrafficPolicy
metadata: { name: patience }
spec: { targetRefs: [{ kind: HTTPRoute, name: chat }], retry: { numRetries: 5 } }
`

test('a policy in another file makes a route try six times: the worst case says so, where it is written', async () => {
  const { result } = await judged({
    base: { 'deploy/route.yaml': ROUTE },
    head: { 'deploy/policies/patience.yaml': POLICY },
  })
  const workload = result.workloads.find(({ id }) => id === 'deploy/route.yaml#gpt-5-mini')
  const [base, head] = [workload?.base?.usd_per_request, workload?.head?.usd_per_request]
  expect(head?.expected).toBe(base?.expected)
  expect((head?.high ?? 0) / (base?.high ?? 1)).toBeCloseTo(6)
  expect(workload?.drivers).toMatchObject([
    {
      kind: 'retries',
      from: 'up to 0 retries',
      to: 'up to 5 retries',
      at: [{ path: 'deploy/policies/patience.yaml' }],
    },
  ])
})

const router = (algorithm: string) => `providers:
  models:
    - { name: small, provider_model_id: openai/gpt-5-mini }
    - { name: big, provider_model_id: openai/gpt-5 }
routing:
  decisions:
    - name: all
      modelRefs: [{ model: small }, { model: big }]
      algorithm: ${algorithm}
`

test.for([
  ['a cascade', ['{ type: static }', '{ type: confidence }'], 'gpt-5-mini, may escalate'],
  [
    'a model that chooses',
    ['{ type: elo }', '{ type: prompt, prompt: { model: small } }'],
    'any of gpt-5 50 %, gpt-5-mini 50 %, routed by gpt-5-mini',
  ],
] as const)('%s in a gateway file is a change of routing', async ([, [before, after], to]) => {
  const { result } = await judged({
    base: { 'gateway/router.yaml': router(before) },
    head: { 'gateway/router.yaml': router(after) },
  })
  const routed = result.workloads.find(({ id }) => id === 'gateway/router.yaml#auto')
  expect(routed?.drivers[0]).toMatchObject({ kind: 'routing', to })
})

test('machines that serve a cascade pay for all of its models', async () => {
  const config = `version: 1
workloads:
  desk:
    traffic: 10k/month
    served_by: [infra/main.tf]
    calls: { answer: { model: "route:gateway/router.yaml#auto" } }
`
  const served = router('{ type: confidence }').replace(
    /provider_model_id: openai\/(?:gpt-5-mini|gpt-5)/g,
    'backend_refs: [{ endpoint: "vllm:8000" }]',
  )
  const machines = 'resource "aws_instance" "gpu" {\n  instance_type = "g5.xlarge"\n}\n'
  const files = { 'unitcost.yml': config, 'gateway/router.yaml': served, 'infra/main.tf': machines }
  const { result } = await judged({ base: files, head: { 'notes.txt': 'nothing\n' } })
  const desk = result.workloads.find(({ id }) => id === 'desk')
  expect(desk?.head?.unpriced).toEqual([])
})
