import { expect, test } from 'vitest'
import { NO_SETUP } from '../../reader.ts'
import { kubernetes } from './kubernetes.ts'
import { deployment, takes, takesTogether } from './testing.ts'

test('a whole file: the fact with the line of every value', () => {
  const text = `# Serves the support chat.
apiVersion: v1
kind: Namespace
metadata: { name: serving, labels: { finops.team: platform, cost-center: "7" } }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: support
  namespace: serving
  labels: { finops.team: support }
spec:
  replicas: 2
  template:
    metadata: { labels: { app: support } }
    spec:
      nodeSelector:
        cloud.google.com/gke-accelerator: nvidia-l4
        topology.kubernetes.io/zone: us-central1-a
      initContainers:
        - { name: download, resources: { limits: { nvidia.com/gpu: 1 } } }
        - { name: cache, restartPolicy: Always, resources: { limits: { nvidia.com/gpu: 1 } } }
      containers:
        - name: server
          image: vllm/vllm-openai:v0.9
          command: [sh, -c]
          args:
            - |
              exec vllm serve \${MODEL:-acme/support-8b} \\
                --tensor-parallel-size 2 --max-model-len 32k
          resources: { requests: { nvidia.com/gpu: "2" } }
`
  const path = 'deploy/support.yaml'
  expect(kubernetes.read(new Map([[path, { path, text }]]), NO_SETUP)).toMatchInlineSnapshot(`
    {
      "diagnostics": [],
      "facts": [
        {
          "accelerator": {
            "name": "L4",
            "perUnit": 1,
          },
          "assumed": [],
          "at": {
            "line": 6,
            "path": "deploy/support.yaml",
          },
          "engine": {
            "maxModelLength": 32000,
            "maxSequences": null,
            "name": "vllm",
            "pipelineParallel": null,
            "quantization": null,
            "tensorParallel": 2,
          },
          "id": "Deployment/serving/support",
          "kind": "capacity",
          "lifetime": "always",
          "model": "acme/support-8b",
          "node": {
            "labels": {
              "cloud.google.com/gke-accelerator": "nvidia-l4",
              "topology.kubernetes.io/zone": "us-central1-a",
            },
            "role": "pod",
          },
          "offer": null,
          "pricing": "on_demand",
          "provider": "gcp",
          "region": "us-central1",
          "resource": "accelerators",
          "sku": null,
          "skuAt": {
            "line": 17,
            "path": "deploy/support.yaml",
          },
          "tags": {
            "app": "support",
            "cost-center": "7",
            "finops.team": "support",
          },
          "units": {
            "expected": 6,
            "high": 6,
            "low": 6,
          },
          "unitsAt": {
            "line": 13,
            "path": "deploy/support.yaml",
          },
          "unresolved": null,
        },
      ],
    }
  `)
})

test('a file that moves, and lines that move, change nothing', () => {
  const before = takes(deployment('support'), 'deploy/support.yaml')
  expect(takes(deployment('support'), 'clusters/eu/support.yaml')).toEqual(before)
  const moved = takes(`# A comment.\n\n${deployment('support')}`)
  expect(moved.map(line => line.replace('line 3', 'line 1'))).toEqual(before)
})

test('JSON, and lists of objects', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'trial' },
    spec: { containers: [{ name: 'a', resources: { limits: { 'amd.com/gpu': 1 } } }] },
  }
  const list = { apiVersion: 'v1', kind: 'List', items: [pod, { ...pod, metadata: { name: 'other' } }] }
  expect(takes(JSON.stringify(list, null, 2), 'deploy/pods.json').filter(line => line.includes('×'))).toEqual(
    [
      'Pod/default/trial (line 5): 1 × kubernetes 1 GPU a unit',
      'Pod/default/other (line 24): 1 × kubernetes 1 GPU a unit',
    ],
  )
  expect(takes(JSON.stringify(pod), 'deploy/pod.json')).toHaveLength(2)
})

test('the same object in several folders is told apart by the folder, in several files by the file', () => {
  const ids = (texts: Readonly<Record<string, string>>) =>
    takesTogether(texts).flatMap(line => /^(\S+) \(line/.exec(line)?.[1] ?? [])
  const text = deployment('chat')
  expect(ids({ 'dev/chat.yaml': text, 'prod/chat.yaml': text })).toEqual([
    'dev/Deployment/serving/chat',
    'prod/Deployment/serving/chat',
  ])
  expect(ids({ 'k8s/small.yaml': text, 'k8s/large.yaml': text })).toEqual([
    'k8s/small.yaml/Deployment/serving/chat',
    'k8s/large.yaml/Deployment/serving/chat',
  ])
  expect(ids({ 'k8s/chat.yaml': `${text}---\n${text}` })).toEqual(['Deployment/serving/chat'])
})

test.for([
  ['no replicas', deployment('chat').replace('replicas: 3', 'replicas: 0')],
  ['no accelerator', deployment('web').replace('nvidia.com/gpu: "2"', 'cpu: 2')],
  ['none of them', deployment('web').replace('"2"', '"0"')],
  ['a quota', 'apiVersion: v1\nkind: ResourceQuota\nspec: { hard: { requests.nvidia.com/gpu: 8 } }\n'],
  ['values of a chart', 'resources: { limits: { nvidia.com/gpu: 1 } }\n'],
] as const)('%s takes nothing', ([, text]) => {
  expect(takes(text)).toEqual([])
})

test('what is not known stays unknown, with its reason', () => {
  expect(takes(deployment('chat').replace('"2"', '"${GPUS}"').replace(': 3', ': ${REPLICAS}')).at(-1)).toBe(
    '  unresolved: replicas = ${REPLICAS}; nvidia.com/gpu = ${GPUS}',
  )
  expect(takes(deployment('chat').replace('"2"', '{{ gpus }}')).at(-1)).toBe(
    '  unresolved: nvidia.com/gpu = no number',
  )
  expect(takes(deployment('chat').replace('nvidia.com/gpu', 'nvidia.com/gpu.shared')).at(-1)).toBe(
    '  unresolved: nvidia.com/gpu.shared is a part of a GPU that the cluster decides',
  )
  const claim = '      resourceClaims: [{ name: gpu, resourceClaimTemplateName: one-gpu }]\n'
  const text = deployment('chat', claim).replace('limits: { nvidia.com/gpu: "2" }', 'claims: [{ name: gpu }]')
  expect(takes(text).at(-1)).toBe('  unresolved: resourceClaims are not analyzed')
})

test('a kind that is not known and asks for accelerators is named', () => {
  const text = `apiVersion: acme.dev/v1
kind: ModelServer
metadata: { name: chat }
spec: { resources: { limits: { nvidia.com/gpu: 4 } } }
`
  expect(takes(text)).toEqual([
    '! deploy/serving.yaml:1 Not analyzed: ModelServer of acme.dev asks for accelerators, and this kind is not known.',
  ])
})

test('templates of a chart are said not to be analyzed, once, and only where they name accelerators', () => {
  const template = 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: {{ .Values.replicas }}\n'
  const gpu = `${template}  limits: { nvidia.com/gpu: {{ .Values.gpus }} }\n`
  const said = takesTogether({
    'charts/llm/templates/a.yaml': gpu,
    'charts/llm/templates/b.yaml': gpu,
    'charts/web/templates/a.yaml': template,
    'jobs/train.yaml': `${gpu}{{- if .Values.spot }}\n  spot: true\n{{- end }}\n`,
  })
  expect(said).toEqual([
    '! jobs/train.yaml:6 Not analyzed: this is a template, and it names accelerators.',
    '! charts/llm/templates/a.yaml:null Not analyzed: the templates of the chart in charts/llm name accelerators.',
  ])
})

test('a document that does not parse is an error with its line, and the others are read', () => {
  const text = `${deployment('chat')}---\n${deployment('broken').replace('args: [', 'args: [[')}---\n${deployment('code')}`
  expect(takes(text).filter(line => !line.startsWith(' '))).toMatchInlineSnapshot(`
    [
      "Deployment/serving/chat (line 1): 6 × kubernetes 1 GPU a unit",
      "Deployment/serving/code (line 27): 6 × kubernetes 1 GPU a unit",
      "! deploy/serving.yaml:25 This file is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].",
    ]
  `)
})

test('a file that was a manifest at base and is broken now is an error', () => {
  const path = 'deploy/chat.yaml'
  const text = 'apiVersion apps/v1\nkind Deployment\n  spec: [\n'
  expect(kubernetes.sniff({ path, text })).toBe(false)
  expect(kubernetes.read(new Map([[path, { path, text }]]), NO_SETUP)).toMatchObject({
    facts: [],
    diagnostics: [{ code: 'yaml-syntax', severity: 'error', path }],
  })
})

test.for([
  ['endless lists', `${deployment('a')}x: ${'['.repeat(50_000)}`],
  ['many documents', '---\napiVersion: v1\nkind: Pod\n'.repeat(5_000)],
  ['odd names', deployment('__proto__').replace('server', 'constructor')],
  [
    'many containers',
    deployment('a') + '        - { name: b, resources: { limits: { nvidia.com/gpu: 1 } } }\n'.repeat(5_000),
  ],
] as const)('%s neither crash nor hang', ([, text]) => {
  expect(takes(text).length).toBeLessThan(10)
})
