import { expect, test } from 'vitest'
import { capacityOf } from '../../test/builders.ts'
import type { CapacityFact } from '../model/fact.ts'
import { place } from './placement.ts'

const fact = (id: string, more: Partial<CapacityFact>): CapacityFact => ({
  ...capacityOf('g2-standard-8', 2, { id, ...more }).fact,
})

const pool = (id: string, labels: Readonly<Record<string, string>>, more: Partial<CapacityFact> = {}) =>
  fact(id, {
    provider: 'gcp',
    region: 'us-central1',
    accelerator: { name: 'L4', perUnit: 1 },
    node: { role: 'pool', labels },
    ...more,
  })

const pod = (labels: Readonly<Record<string, string>>, more: Partial<CapacityFact> = {}) =>
  fact('Deployment/chat/vllm', {
    resource: 'accelerators',
    provider: 'kubernetes',
    sku: null,
    accelerator: { name: null, perUnit: null },
    node: { role: 'pod', labels },
    at: { path: 'deploy/vllm.yaml', line: 1 },
    ...more,
  })

/** Where a pod lands, as a person would say it. */
function landing(
  asked: CapacityFact,
  pools: readonly CapacityFact[],
  machines: Parameters<typeof place>[1] = [],
) {
  const { capacity, poolOf } = place([asked, ...pools], machines)
  const placed = capacity[0]
  return [placed?.provider, placed?.sku, poolOf.get(asked.id) ?? 'no pool'].join(' ')
}

const GPU = pool('google_container_node_pool.gpu', { pool: 'gpu' })
const BIG = pool(
  'google_container_node_pool.big',
  { pool: 'big' },
  {
    sku: 'a3-highgpu-8g',
    accelerator: { name: 'H100', perUnit: 8 },
  },
)

test.for<[string, CapacityFact, readonly CapacityFact[], string]>([
  ['its labels', pod({ pool: 'big' }), [GPU, BIG], 'gcp a3-highgpu-8g google_container_node_pool.big'],
  [
    'the accelerator that its label names',
    pod({ 'cloud.google.com/gke-accelerator': 'nvidia-l4' }),
    [GPU, BIG],
    'gcp g2-standard-8 google_container_node_pool.gpu',
  ],
  [
    'the type of the machine',
    pod({ 'node.kubernetes.io/instance-type': 'a3-highgpu-8g' }),
    [GPU, BIG],
    'gcp a3-highgpu-8g google_container_node_pool.big',
  ],
  ['the only pool', pod({}), [GPU], 'gcp g2-standard-8 google_container_node_pool.gpu'],
  ['nobody knows where, of two pools', pod({}), [GPU, BIG], 'kubernetes  no pool'],
  ['nobody knows where, under a label of no pool', pod({ pool: 'other' }), [GPU], 'kubernetes  no pool'],
  [
    'nobody knows where, on another accelerator',
    pod({}, { accelerator: { name: 'A100', perUnit: 1 } }),
    [GPU],
    'kubernetes  no pool',
  ],
])('a pod lands by %s', ([, asked, pools, expected]) => {
  expect(landing(asked, pools)).toBe(expected)
})

test.for<[string, string, string]>([
  ['the region of the pool', 'topology.kubernetes.io/region', 'us-central1'],
  ['a zone of its region', 'topology.kubernetes.io/zone', 'us-central1-b'],
])('a pod lands in %s', ([, label, value]) => {
  expect(landing(pod({ [label]: value }), [GPU])).toContain(GPU.id)
  expect(landing(pod({ [label]: 'europe-west4' }), [GPU])).toContain('no pool')
})

test('a pod that asks for spot lands on a spot pool only', () => {
  const spot = pod({ 'cloud.google.com/gke-spot': 'true' })
  expect(landing(spot, [GPU])).toContain('no pool')
  expect(landing(spot, [{ ...GPU, pricing: 'spot' }])).toContain(GPU.id)
})

test('machines that come with the pods are paid where the pods are', () => {
  const karpenter = pool('NodePool/gpu', { pool: 'gpu' }, { resource: 'accelerators', units: UP_TO_8 })
  const { capacity, poolOf } = place([pod({ pool: 'gpu' }), karpenter], [])
  expect([capacity[0]?.sku, poolOf.get('Deployment/chat/vllm'), poolOf.get('NodePool/gpu')]).toStrictEqual([
    'g2-standard-8',
    undefined,
    'Deployment/chat/vllm',
  ])
})

const UP_TO_8 = { low: 0, expected: 0, high: 8 }

test('unitcost.yml names the machine behind private labels and behind a file', () => {
  const machine = { provider: 'aws', sku: 'g5.xlarge', region: 'eu-west-1', pricing: 'spot' } as const
  expect(landing(pod({ pool: 'gpu-a' }), [GPU], [{ ...machine, labels: { pool: 'gpu-a' } }])).toBe(
    'aws g5.xlarge no pool',
  )
  expect(landing(pod({}), [], [{ ...machine, files: ['deploy/vllm.yaml'] }])).toBe('aws g5.xlarge no pool')
  expect(landing(pod({}), [GPU], [{ ...machine, labels: { pool: 'gpu-a' } }])).toContain('g2-standard-8')
})

test('a machine without labels and files stands behind nothing', () => {
  expect(landing(pod({}), [], [{ provider: 'aws', sku: 'g5.xlarge' }])).toBe('kubernetes  no pool')
})
