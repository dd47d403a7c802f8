import { describe, expect, test } from 'vitest'
import { deployment, takes } from '../testing.ts'

const GPUS = (count: number) => `resources: { limits: { nvidia.com/gpu: ${count} } }`

describe('pods', () => {
  test.for([
    ['StatefulSet', deployment('chat').replace('Deployment', 'StatefulSet'), '6 ×'],
    [
      'Rollout',
      deployment('chat').replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout'),
      '6 ×',
    ],
    ['Deployment without replicas', deployment('chat').replace('  replicas: 3\n', ''), '2 ×'],
  ] as const)('%s', ([, text, units]) => {
    expect(takes(text)[0]).toContain(units)
  })

  test('a DaemonSet runs on every node: nobody knows how many', () => {
    const text = deployment('chat').replace('Deployment', 'DaemonSet')
    expect(takes(text).at(-1)).toBe('  unresolved: a DaemonSet runs once on every node that fits')
  })

  test('a Knative service scales between what its annotations say', () => {
    const text = `apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: chat }
spec:
  template:
    metadata: { annotations: { autoscaling.knative.dev/max-scale: "4" } }
    spec: { containers: [{ image: vllm/vllm-openai, ${GPUS(1)} }] }
`
    expect(takes(text)[0]).toBe('Service/default/chat (line 1): 0/4 × kubernetes 1 GPU a unit')
    expect(takes(text.replace('max-scale', 'target')).at(-1)).toContain('nothing limits the replicas')
  })
})

describe('jobs', () => {
  const job = `spec: { parallelism: 2, template: { spec: { containers: [{ ${GPUS(4)} }] } } }`
  test.for([
    ['Job', `apiVersion: batch/v1\nkind: Job\nmetadata: { name: tune }\n${job}\n`],
    [
      'CronJob',
      `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: tune }\nspec:\n  jobTemplate:\n    ${job}\n`,
    ],
    [
      'JobSet',
      `apiVersion: jobset.x-k8s.io/v1alpha2\nkind: JobSet\nmetadata: { name: tune }\nspec:\n  replicatedJobs:\n    - name: workers\n      template:\n        ${job}\n`,
    ],
  ] as const)('%s', ([kind, text]) => {
    expect(takes(text)).toEqual([
      `${kind}/default/tune (line 1): 8 × kubernetes 1 GPU a unit, job`,
      '  pod {}',
    ])
  })

  test('roles of a distributed training', () => {
    const text = `apiVersion: kubeflow.org/v1
kind: PyTorchJob
metadata: { name: tune }
spec:
  pytorchReplicaSpecs:
    Master: { template: { spec: { containers: [{ ${GPUS(8)} }] } } }
    Worker: { replicas: 3, template: { spec: { containers: [{ ${GPUS(8)} }] } } }
`
    expect(takes(text).filter(line => line.includes('×'))).toEqual([
      'PyTorchJob/default/tune#master (line 1): 8 × kubernetes 1 GPU a unit, job',
      'PyTorchJob/default/tune#worker (line 1): 24 × kubernetes 1 GPU a unit, job',
    ])
    const volcano = `apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata: { name: tune }
spec: { tasks: [{ name: worker, replicas: 4, template: { spec: { containers: [{ ${GPUS(8)} }] } } }] }
`
    expect(takes(volcano)[0]).toBe('Job/default/tune (line 1): 32 × kubernetes 1 GPU a unit, job')
    const next = `apiVersion: trainer.kubeflow.org/v1alpha1
kind: TrainJob
metadata: { name: tune }
spec: { trainer: { numNodes: 2, resourcesPerNode: { limits: { nvidia.com/gpu: 8 } } } }
`
    expect(takes(next)[0]).toBe('TrainJob/default/tune (line 1): 16 × kubernetes 1 GPU a unit, job')
  })
})

describe('LeaderWorkerSet', () => {
  const group = (leader: string) => `apiVersion: leaderworkerset.x-k8s.io/v1
kind: LeaderWorkerSet
metadata: { name: reasoner }
spec:
  replicas: 2
  leaderWorkerTemplate:
    size: 3
${leader}    workerTemplate:
      spec: { nodeSelector: { pool: big }, containers: [{ image: w, ${GPUS(8)} }] }
`
  test('a leader and its workers', () => {
    const leader = `    leaderTemplate:
      spec:
        nodeSelector: { pool: big }
        containers:
          - command: [sh, -c, "ray start; python3 -m vllm.entrypoints.openai.api_server --model acme/big --pipeline_parallel_size 3"]
            ${GPUS(4)}
`
    expect(takes(group(leader))).toEqual([
      'LeaderWorkerSet/default/reasoner (line 1): 40 × kubernetes 1 GPU a unit',
      '  serves acme/big',
      '  engine vllm 3',
      '  pod {"pool":"big"}',
    ])
  })

  test('without a leader of its own, all are workers', () => {
    expect(takes(group(''))[0]).toContain('48 ×')
  })

  test('on different nodes they are apart', () => {
    const leader = `    leaderTemplate: { spec: { containers: [{ image: l, ${GPUS(1)} }] } }\n`
    expect(takes(group(leader)).filter(line => line.includes('×'))).toEqual([
      'LeaderWorkerSet/default/reasoner (line 1): 2 × kubernetes 1 GPU a unit',
      'LeaderWorkerSet/default/reasoner#worker (line 1): 32 × kubernetes 1 GPU a unit',
    ])
  })
})

describe('KServe', () => {
  const service = (predictor: string, more = '') => `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: chat }
spec:
  predictor:
${predictor}${more}`

  test.for([
    ['one replica unless told otherwise', `    tensorflow: { ${GPUS(1)} }\n`, '1 ×'],
    ['limits', `    minReplicas: 2\n    maxReplicas: 5\n    model: { ${GPUS(2)} }\n`, '4/10 ×'],
    ['to zero', `    minReplicas: 0\n    model: { ${GPUS(1)} }\n`, '0/1 ×'],
    ['a container', `    containers: [{ image: vllm/vllm-openai, ${GPUS(1)} }]\n`, '1 ×'],
    [
      'several nodes',
      `    model: { ${GPUS(8)} }\n    workerSpec: { pipelineParallelSize: 2, containers: [{ ${GPUS(8)} }] }\n`,
      '16 ×',
    ],
  ] as const)('InferenceService: %s', ([, predictor, units]) => {
    expect(takes(service(predictor))[0]).toContain(units)
  })

  test('InferenceService: a model of Hugging Face, and a transformer', () => {
    const text = service(
      `    model:
      modelFormat: { name: huggingface }
      args: [--model_name=chat, --model_id=acme/chat-8b, --max_model_len=8192]
      ${GPUS(1)}
`,
      `  transformer: { containers: [{ image: acme/rerank, ${GPUS(1)} }] }\n`,
    )
    expect(takes(text)).toEqual([
      'InferenceService/default/chat (line 1): 1 × kubernetes 1 GPU a unit',
      '  serves acme/chat-8b',
      '  engine vllm 8192',
      '  pod {}',
      'InferenceService/default/chat#transformer (line 1): 1 × kubernetes 1 GPU a unit',
      '  pod {}',
    ])
  })

  test('InferenceService: resources and selector of the runtime that it names', () => {
    const runtime = `apiVersion: serving.kserve.io/v1alpha1
kind: ClusterServingRuntime
metadata: { name: vllm-runtime }
spec:
  nodeSelector: { nvidia.com/gpu.product: NVIDIA-L40S }
  containers: [{ name: kserve-container, image: vllm/vllm-openai, ${GPUS(2)} }]
---
`
    const text = service('    model: { runtime: vllm-runtime, storageUri: "hf://acme/chat-8b" }\n')
    expect(takes(runtime + text)).toEqual([
      'InferenceService/default/chat (line 8): 2 × kubernetes 1 L40S a unit',
      '  serves acme/chat-8b',
      '  engine vllm',
      '  pod {"nvidia.com/gpu.product":"NVIDIA-L40S"}',
    ])
    expect(takes(text)).toEqual([])
  })

  const llm = (more: string) => `apiVersion: serving.kserve.io/v1alpha2
kind: LLMInferenceService
metadata: { name: reasoner }
spec:
  model: { uri: "hf://acme/reasoner", name: acme/reasoner }
${more}`

  test('LLMInferenceService: nodes of a replica, prefill apart', () => {
    const text = llm(`  replicas: 2
  parallelism: { data: 16, dataLocal: 8, tensor: 1 }
  template:
    containers:
      - { name: main, env: [{ name: VLLM_ADDITIONAL_ARGS, value: "--max-model-len 8192" }], ${GPUS(8)} }
  worker: { containers: [{ name: main, ${GPUS(8)} }] }
  prefill: { replicas: 3, template: { containers: [{ name: main, ${GPUS(1)} }] } }
`)
    expect(takes(text)).toEqual([
      'LLMInferenceService/default/reasoner (line 1): 32 × kubernetes 1 GPU a unit',
      '  serves acme/reasoner',
      '  engine vllm 1 8192',
      '  pod {}',
      'LLMInferenceService/default/reasoner#prefill (line 1): 3 × kubernetes 1 GPU a unit',
      '  serves acme/reasoner',
      '  engine vllm',
      '  pod {}',
    ])
  })

  test('LLMInferenceService: a configuration of the tree, and one that is elsewhere', () => {
    const text = llm('  baseRefs: [{ name: gpu-preset }]\n')
    const preset = `---
apiVersion: serving.kserve.io/v1alpha2
kind: LLMInferenceServiceConfig
metadata: { name: gpu-preset }
spec: { template: { containers: [{ name: main, ${GPUS(4)} }] } }
`
    expect(takes(text + preset)[0]).toContain('4 ×')
    expect(takes(text).at(-1)).toBe(
      '  unresolved: its resources come from gpu-preset, which is not in the tree',
    )
  })
})

describe('NIM', () => {
  const service = (more: string) => `apiVersion: apps.nvidia.com/v1alpha1
kind: NIMService
metadata: { name: chat }
spec:
  image: { repository: nvcr.io/nim/acme/chat-8b }
${more}`

  test.for([
    ['replicas', `  replicas: 3\n  ${GPUS(2)}\n`, '6 ×'],
    [
      'an autoscaler',
      `  ${GPUS(1)}\n  scale: { enabled: true, hpa: { minReplicas: 1, maxReplicas: 4 } }\n`,
      '1/4 ×',
    ],
    ['one that is off', `  ${GPUS(1)}\n  scale: { enabled: false, hpa: { maxReplicas: 4 } }\n`, '1 ×'],
    ['several nodes', `  ${GPUS(8)}\n  multiNode: { parallelism: { pipeline: 2, tensor: 8 } }\n`, '16 ×'],
    ['nothing stated', '  replicas: 1\n', '? ×'],
    ['claims', '  draResources: [{ resourceClaimName: gpu }]\n', '? ×'],
  ] as const)('NIMService: %s', ([, more, units]) => {
    expect(takes(service(more)).slice(0, 2)).toEqual([
      expect.stringContaining(units),
      '  serves acme/chat-8b',
    ])
  })

  test('NIMPipeline: each service by its name', () => {
    const text = `apiVersion: apps.nvidia.com/v1alpha1
kind: NIMPipeline
metadata: { name: search }
spec:
  services:
    - { name: embed, spec: { image: { repository: nvcr.io/nim/acme/embed }, ${GPUS(1)} } }
    - { name: rerank, enabled: false, spec: { ${GPUS(1)} } }
`
    expect(takes(text)[0]).toBe('NIMPipeline/default/search#embed (line 6): 1 × kubernetes 1 GPU a unit')
    expect(takes(text).filter(line => line.includes('×'))).toHaveLength(1)
  })
})

describe('Ray', () => {
  const cluster = (indent: string) =>
    [
      'enableInTreeAutoscaling: true',
      'headGroupSpec: { template: { spec: { containers: [{ name: head }] } } }',
      'workerGroupSpecs:',
      `  - { groupName: big, replicas: 2, minReplicas: 1, maxReplicas: 4, numOfHosts: 2, template: { spec: { containers: [{ ${GPUS(8)} }] } } }`,
    ]
      .map(line => `${indent}${line}\n`)
      .join('')

  test('a service: its model is in a text of YAML', () => {
    const text = `apiVersion: ray.io/v1
kind: RayService
metadata: { name: chat }
spec:
  serveConfigV2: |
    applications:
      - name: llm
        args:
          llm_configs:
            - model_loading_config: { model_id: chat, model_source: acme/chat-70b }
              accelerator_type: H100
              engine_kwargs: { tensor_parallel_size: 8, max_model_len: 8192 }
  rayClusterConfig:
${cluster('    ')}`
    expect(takes(text)).toEqual([
      'RayService/default/chat#big (line 17): 16/32/64 × kubernetes 1 H100 a unit',
      '  serves acme/chat-70b',
      '  engine vllm 8 8192',
      '  pod {}',
    ])
  })

  test('limits count only where Ray scales', () => {
    const text = `apiVersion: ray.io/v1\nkind: RayCluster\nmetadata: { name: chat }\nspec:\n${cluster('  ')}`
    expect(takes(text)[0]).toContain('16/32/64 ×')
    expect(takes(text.replace('Autoscaling: true', 'Autoscaling: false'))[0]).toContain('32 ×')
  })

  test('a job ends', () => {
    const text = `apiVersion: ray.io/v1\nkind: RayJob\nmetadata: { name: tune }\nspec:\n  rayClusterSpec:\n${cluster('    ')}`
    expect(takes(text)[0]).toContain('job')
  })
})

describe('KAITO orders its own machines', () => {
  const workspace = (resource: string) => `apiVersion: kaito.sh/v1beta1
kind: Workspace
metadata: { name: phi }
resource: ${resource}
inference: { preset: { name: phi-4 } }
`
  test.for([
    ['{ count: 2, instanceType: Standard_NC24ads_A100_v4 }', '2 × azure Standard_NC24ads_A100_v4'],
    ['{ instanceType: p4d.24xlarge }', '1 × aws p4d.24xlarge'],
    ['{ labelSelector: { matchLabels: { pool: gpu } } }', '1 × azure '],
  ] as const)('%s', ([resource, said]) => {
    const lines = takes(workspace(resource))
    expect(lines.slice(0, 3)).toEqual([
      `Workspace/default/phi (line 1): ${said}`,
      '  serves phi-4',
      '  engine vllm',
    ])
  })

  test('an InferenceSet of workspaces; a tuning is a job', () => {
    const set = `apiVersion: kaito.sh/v1alpha1
kind: InferenceSet
metadata: { name: phi }
spec:
  replicas: 3
  template: { resource: { instanceType: Standard_NV36ads_A10_v5 }, inference: { preset: { name: phi-4 } } }
`
    expect(takes(set)[0]).toContain('3 × azure Standard_NV36ads_A10_v5')
    const tuning = workspace('{ instanceType: Standard_NC24ads_A100_v4 }').replace('inference', 'tuning')
    expect(takes(tuning)[0]).toContain('job')
  })
})

describe('KubeAI', () => {
  const model = (more: string) => `apiVersion: kubeai.org/v1
kind: Model
metadata: { name: chat }
spec:
  url: hf://acme/chat-70b
  engine: VLLM
  args: [--tensor-parallel-size=4]
${more}`

  test('replicas between zero and a maximum, of a profile', () => {
    expect(takes(model('  resourceProfile: nvidia-gpu-h100:4\n  maxReplicas: 2\n'))).toEqual([
      'Model/default/chat (line 1): 0/8 × kubernetes 1 H100 a unit',
      '  serves acme/chat-70b',
      '  engine vllm 4',
      '  pod {}',
      '  assumed: one accelerator in profile nvidia-gpu-h100, as KubeAI brings it',
    ])
  })

  test.for([
    [
      '  resourceProfile: nvidia-gpu-l4:1\n',
      'maxReplicas is not stated, so nothing limits the replicas: 0 at least',
    ],
    [
      '  resourceProfile: our-gpus:1\n  maxReplicas: 1\n',
      'resourceProfile our-gpus is defined where KubeAI is installed',
    ],
    ['  resourceProfile: nvidia-gpu-l4:x\n  maxReplicas: 1\n', 'resourceProfile is multiplied by x'],
  ] as const)('unknown: %s', ([more, reason]) => {
    expect(takes(model(more)).at(-1)).toContain(reason)
  })

  test('processors take nothing', () => {
    expect(takes(model('  resourceProfile: cpu:2\n'))).toEqual([])
  })
})
