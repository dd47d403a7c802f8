import { expect, test } from 'vitest'
import { deployment, takes } from './testing.ts'

const selecting = (labels: string) => takes(deployment('chat', `      nodeSelector: { ${labels} }\n`))
const tolerating = (toleration: string) =>
  takes(deployment('chat', `      tolerations: [{ ${toleration} }]\n`))
const preferring = (terms: string) =>
  takes(
    deployment(
      'chat',
      `      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: ${terms} } } }\n`,
    ),
  )

test.for([
  ['cloud.google.com/gke-accelerator: nvidia-h100-mega-80gb', 'gcp 1 H100-MEGA-80GB a unit'],
  ['cloud.google.com/gke-spot: "true"', 'gcp 1 GPU a unit, spot'],
  ['node.kubernetes.io/instance-type: p5.48xlarge', 'aws p5.48xlarge, 1 GPU a unit'],
  [
    'node.kubernetes.io/instance-type: Standard_NC24ads_A100_v4',
    'azure Standard_NC24ads_A100_v4, 1 GPU a unit',
  ],
  ['node.kubernetes.io/instance-type: a3-highgpu-8g', 'gcp a3-highgpu-8g, 1 GPU a unit'],
  [
    'karpenter.k8s.aws/instance-family: g6e, karpenter.k8s.aws/instance-size: 12xlarge',
    'aws g6e.12xlarge, 1 GPU a unit',
  ],
  ['karpenter.k8s.aws/instance-gpu-name: l40s, karpenter.sh/capacity-type: spot', 'aws 1 L40S a unit, spot'],
  ['eks.amazonaws.com/capacityType: SPOT', 'aws 1 GPU a unit, spot'],
  ['kubernetes.azure.com/scalesetpriority: spot', 'azure 1 GPU a unit, spot'],
  ['nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB', 'kubernetes 1 A100-SXM4-80GB a unit'],
  ['topology.kubernetes.io/region: eu-west-1', 'kubernetes 1 GPU a unit, eu-west-1'],
  ['topology.kubernetes.io/zone: us-east-1a', 'kubernetes 1 GPU a unit, us-east-1'],
  ['topology.kubernetes.io/zone: europe-west4-b', 'kubernetes 1 GPU a unit, europe-west4'],
  ['topology.kubernetes.io/zone: eastus-1', 'kubernetes 1 GPU a unit, eastus'],
] as const)('%s', ([labels, said]) => {
  expect(selecting(labels)[0]).toBe(`Deployment/serving/chat (line 1): 6 × ${said}`)
})

test('a toleration of spot nodes is taken for spot, as an assumption', () => {
  expect(tolerating('key: kubernetes.azure.com/scalesetpriority, value: spot')).toEqual([
    'Deployment/serving/chat (line 1): 6 × azure 1 GPU a unit, spot',
    '  serves acme/support-8b',
    '  engine vllm',
    '  pod {}',
    '  assumed: spot, because the pod tolerates kubernetes.azure.com/scalesetpriority',
  ])
})

test('required affinity with one value is a label, with several a reason', () => {
  const key = 'cloud.google.com/gke-accelerator'
  const one = `[{ matchExpressions: [{ key: ${key}, operator: In, values: [nvidia-l4] }] }]`
  expect(preferring(one)[0]).toContain('1 L4 a unit')
  const several = `[{ matchExpressions: [{ key: ${key}, operator: In, values: [nvidia-l4, nvidia-tesla-t4] }] }]`
  expect(preferring(several).at(-1)).toBe(`  unresolved: it may land on nvidia-l4, nvidia-tesla-t4 (${key})`)
  const terms = `[{ matchExpressions: [{ key: pool, operator: In, values: [a] }] }, { matchExpressions: [{ key: pool, operator: In, values: [a] }] }]`
  expect(preferring(terms).at(-1)).toBe('  pod {"pool":"a"}')
  const free = `[{ matchExpressions: [{ key: ${key}, operator: In, values: [nvidia-l4] }] }, { matchExpressions: [{ key: pool, operator: Exists }] }]`
  expect(preferring(free).at(-1)).toBe('  pod {}')
})

test('a placeholder is not a label', () => {
  const lines = selecting('cloud.google.com/gke-accelerator: "${GPU_TYPE}"')
  expect(lines.at(-1)).toBe('  unresolved: cloud.google.com/gke-accelerator = ${GPU_TYPE}')
})

test.for([
  ['amd.com/gpu', 'kubernetes 1 GPU'],
  ['google.com/tpu', 'gcp 1 TPU'],
  ['aws.amazon.com/neuron', 'aws 1 NEURON'],
  ['aws.amazon.com/neuroncore', 'aws 1 NEURONCORE'],
  ['habana.ai/gaudi', 'kubernetes 1 GAUDI'],
  ['nvidia.com/mig-3g.40gb', 'kubernetes 1 mig-3g.40gb'],
] as const)('%s', ([resource, said]) => {
  expect(takes(deployment('chat').replace('nvidia.com/gpu', resource))[0]).toContain(`6 × ${said} a unit`)
})
