import { expect, test } from 'vitest'
import { bought } from '../testing.ts'
import { helmValues } from './helm-values.ts'

const values = (text: string, path = 'deploy/values-prod.yaml') => bought(helmValues, { [path]: text })

test('production stack: a Deployment for each model, scaled by KEDA', () => {
  const file = `servingEngineSpec:
  modelSpec:
    - name: support
      repository: vllm/vllm-openai
      modelURL: acme/support-8b
      replicaCount: 2
      requestGPU: 4
      vllmConfig: { tensorParallelSize: 4, maxModelLen: 8192, extraArgs: ["--quantization", "fp8"] }
      keda: { enabled: true, minReplicaCount: 1, maxReplicaCount: 5, idleReplicaCount: 0 }
      nodeSelectorTerms:
        - matchExpressions: [{ key: nvidia.com/gpu.product, operator: In, values: [NVIDIA-L40S] }]
    - { name: off, enabled: false, modelURL: acme/other, requestGPU: 8 }
`
  expect(values(file)).toMatchInlineSnapshot(`
    [
      "deploy/values-prod.yaml#support (line 3): 0/8/20 × kubernetes 1 L40S a unit",
      "  serves acme/support-8b",
      "  engine vllm fp8 4 8192",
      "  pod {"nvidia.com/gpu.product":"NVIDIA-L40S"}",
    ]
  `)
})

test('production stack: prefill and decode take the GPUs that they are shown; Ray has a head', () => {
  const file = `servingEngineSpec:
  modelSpec:
    - { name: prefill, modelURL: acme/chat, replicaCount: 1, lmcacheConfig: { cudaVisibleDevices: "0" } }
    - { name: decode, modelURL: acme/chat, replicaCount: 2, lmcacheConfig: { cudaVisibleDevices: "1" } }
    - { name: bare, modelURL: acme/chat, replicaCount: 1 }
    - { name: slice, modelURL: acme/chat, requestGPU: 1, requestGPUType: nvidia.com/mig-4g.71gb }
    - name: long
      modelURL: acme/long
      replicaCount: 3
      requestGPU: 1
      raySpec: { enabled: true, headNode: { requestGPU: 1 } }
`
  expect(values(file)).toMatchInlineSnapshot(`
    [
      "deploy/values-prod.yaml#prefill (line 3): 1 × kubernetes 1 GPU a unit",
      "  serves acme/chat",
      "  engine vllm",
      "  pod {}",
      "  assumed: 1 GPU a replica, from cudaVisibleDevices: the pod asks for none",
      "deploy/values-prod.yaml#decode (line 4): 2 × kubernetes 1 GPU a unit",
      "  serves acme/chat",
      "  engine vllm",
      "  pod {}",
      "  assumed: 1 GPU a replica, from cudaVisibleDevices: the pod asks for none",
      "deploy/values-prod.yaml#bare (line 5): ? × kubernetes 1 GPU a unit",
      "  serves acme/chat",
      "  engine vllm",
      "  pod {}",
      "  unresolved: requestGPU is not stated, so the file does not tell how many GPUs it uses",
      "deploy/values-prod.yaml#slice (line 6): 1 × kubernetes 1 mig-4g.71gb a unit",
      "  serves acme/chat",
      "  engine vllm",
      "  pod {}",
      "deploy/values-prod.yaml#long (line 7): 3 × kubernetes 1 GPU a unit",
      "  serves acme/long",
      "  engine vllm",
      "  pod {}",
      "deploy/values-prod.yaml#long-head (line 11): 1 × kubernetes 1 GPU a unit",
      "  serves acme/long",
      "  engine vllm",
      "  pod {}",
    ]
  `)
})

test('KubeAI: profiles of the file, and those that KubeAI brings', () => {
  const file = `kubeai:
  resourceProfiles:
    nvidia-gpu-l4:
      limits: { nvidia.com/gpu: "1" }
      nodeSelector: { cloud.google.com/gke-accelerator: nvidia-l4, cloud.google.com/gke-spot: "true" }
models:
  catalog:
    chat: { enabled: true, url: hf://acme/chat-9b, engine: VLLM, args: [--max-model-len=4096], resourceProfile: "nvidia-gpu-l4:2", maxReplicas: 3 }
    big: { enabled: true, url: hf://acme/big, engine: VLLM, resourceProfile: "nvidia-gpu-h100:8", minReplicas: 1 }
    words: { enabled: true, url: ollama://acme-tiny, engine: OLlama, resourceProfile: "cpu:2" }
    off: { enabled: false, resourceProfile: "nvidia-gpu-l4:1" }
`
  expect(values(file)).toMatchInlineSnapshot(`
    [
      "deploy/values-prod.yaml#models.chat (line 8): 0/6 × kubernetes 1 L4 a unit, spot",
      "  serves acme/chat-9b",
      "  engine vllm 4096",
      "  pod {"cloud.google.com/gke-accelerator":"nvidia-l4","cloud.google.com/gke-spot":"true"}",
      "deploy/values-prod.yaml#models.big (line 9): ? × kubernetes 1 H100 a unit",
      "  serves acme/big",
      "  engine vllm",
      "  pod {}",
      "  assumed: one accelerator in profile nvidia-gpu-h100, as KubeAI brings it",
      "  unresolved: maxReplicas is not stated, so nothing limits the replicas",
    ]
  `)
})

test('llm-d: prefill and decode, groups over several nodes', () => {
  const file = `modelArtifacts: { uri: "hf://acme/reasoner", name: acme/reasoner }
decode:
  replicas: 2
  parallelism: { tensor: 4, data: 2, dataLocal: 1 }
  acceleratorTypes: { labelKey: nvidia.com/gpu.product, labelValues: [NVIDIA-H200] }
  containers: [{ name: vllm, image: ghcr.io/llm-d/llm-d, command: [vllm, serve], args: [--max-num-seqs=64] }]
prefill:
  replicas: 3
  containers: [{ name: vllm, resources: { limits: { nvidia.com/gpu: "1" } } }]
`
  expect(values(file)).toMatchInlineSnapshot(`
    [
      "deploy/values-prod.yaml#decode (line 2): 16 × kubernetes 1 H200 a unit",
      "  serves acme/reasoner",
      "  engine vllm 4 64",
      "  pod {"nvidia.com/gpu.product":"NVIDIA-H200"}",
      "deploy/values-prod.yaml#prefill (line 7): 3 × kubernetes 1 GPU a unit",
      "  serves acme/reasoner",
      "  engine vllm",
      "  pod {}",
    ]
  `)
})

test.for([
  [
    'NIM for LLMs',
    'image: { repository: nvcr.io/nim/acme/chat-8b }\nmodel: { name: acme/chat-8b }\nautoscaling: { enabled: true, minReplicas: 1, maxReplicas: 4 }\n',
    ['1/4 × kubernetes', 'acme/chat-8b', 'nim'],
  ],
  [
    'the chart of vLLM',
    'image: { repository: vllm/vllm-openai, command: [vllm, serve, /data/, --served-model-name, acme-chat] }\nreplicaCount: 2\n',
    ['2 × kubernetes', 'acme-chat', 'vllm'],
  ],
  [
    'TGI',
    'image: { repository: ghcr.io/huggingface/text-generation-inference }\nenv: [{ name: MODEL_ID, value: acme/chat }]\n',
    ['1 × kubernetes', 'acme/chat', 'tgi'],
  ],
] as const)('one server: %s', ([, text, [units, model, engine]]) => {
  const lines = values(`${text}resources: { limits: { nvidia.com/gpu: 1 } }\nnodeSelector: { pool: gpu }\n`)
  expect(lines).toEqual([
    `deploy/values-prod.yaml#server (line 1): ${units} 1 GPU a unit`,
    `  serves ${model}`,
    `  engine ${engine}`,
    '  pod {"pool":"gpu"}',
  ])
})

test('Ollama, in a Flux release', () => {
  const file = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: local-models, namespace: ai }
spec:
  values:
    ollama: { gpu: { enabled: true, number: 2 }, models: { pull: [llama3.2] } }
`
  expect(values(file, 'clusters/home/ollama.yaml')).toEqual([
    'HelmRelease/ai/local-models#ollama (line 6): 2 × kubernetes 1 GPU a unit',
    '  serves llama3.2',
    '  engine ollama',
    '  pod {}',
  ])
})

test('Ray cluster: worker groups', () => {
  const file = `head: { enableInTreeAutoscaling: true }
worker: { replicas: 1, minReplicas: 0, maxReplicas: 3, resources: { limits: { nvidia.com/gpu: 4 } } }
additionalWorkerGroups:
  small: { disabled: true, replicas: 1, resources: { limits: { nvidia.com/gpu: 1 } } }
`
  expect(values(file)).toEqual([
    'deploy/values-prod.yaml#worker (line 2): 0/4/12 × kubernetes 1 GPU a unit',
    '  pod {}',
  ])
})

const CHART = 'apiVersion: v2\nname: llm\nversion: 1.0.0\n'
const DEFAULTS =
  'image: { repository: vllm/vllm-openai }\nreplicaCount: 1\nresources: { limits: { nvidia.com/gpu: 1 } }\n'

test('the default values of a chart are said to be that', () => {
  const lines = bought(helmValues, { 'charts/llm/Chart.yaml': CHART, 'charts/llm/values.yaml': DEFAULTS })
  expect(lines.at(-1)).toBe(
    '  assumed: the default values of the chart in charts/llm: an installation may override them',
  )
})

test('values files of one chart are alternatives, each over the defaults', () => {
  const texts = {
    'charts/llm/Chart.yaml': CHART,
    'charts/llm/values.yaml': DEFAULTS,
    'charts/llm/values-dev.yaml': 'replicaCount: 0\n',
    'charts/llm/values-prod.yaml': 'replicaCount: 3\n',
    'charts/llm/values-stage.yaml': 'nodeSelector: { pool: small }\n',
  }
  const facts = bought(helmValues, texts).filter(line => line.includes('×'))
  expect(facts).toEqual([
    'charts/llm/values-prod.yaml#server (line 1): 3 × kubernetes 1 GPU a unit',
    'charts/llm/values-stage.yaml#server (line 1): 1 × kubernetes 1 GPU a unit',
  ])
})

test('a part of the installed chart stands under its name', () => {
  const file = `ollama:\n  ollama: { gpu: { enabled: true } }\nother: { enabled: false, ollama: { gpu: { enabled: true } } }\n`
  expect(values(file)[0]).toBe('deploy/values-prod.yaml#ollama.ollama (line 2): 1 × kubernetes 1 GPU a unit')
})

test('a placeholder is unknown, and named', () => {
  const file = DEFAULTS.replace('gpu: 1', 'gpu: "${gpus}"')
  expect(values(file).at(-1)).toBe('  unresolved: nvidia.com/gpu = ${gpus}')
})

test.for([
  ['a web server', 'image: { repository: nginx }\nreplicaCount: 2\n'],
  ['a CPU server', 'image: { repository: ollama/ollama }\nollama: { gpu: { enabled: false } }\n'],
  [
    'a disabled stack',
    'servingEngineSpec: { enableEngine: false, modelSpec: [{ name: a, requestGPU: 1 }] }\n',
  ],
] as const)('%s buys nothing', ([, text]) => {
  expect(values(text)).toEqual([])
})
