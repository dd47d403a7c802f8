import { describe, expect, test } from 'vitest'
import { NO_SETUP } from '../../../reader.ts'
import { kubernetes } from '../kubernetes.ts'
import { takes } from '../testing.ts'

describe('Karpenter', () => {
  const pool = (requirements: string, more = '') => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: gpu }
spec:
  template:
    metadata: { labels: { pool: gpu } }
    spec:
      nodeClassRef: { kind: EC2NodeClass, name: gpu }
      requirements:
${requirements}${more}`
  const one = (key: string, ...values: readonly string[]) =>
    `        - { key: ${key}, operator: In, values: [${values.join(', ')}] }\n`
  const TYPE = 'node.kubernetes.io/instance-type'

  test('one type, bought as pods ask for it, up to its limit', () => {
    const text = pool(
      one(TYPE, 'p5.48xlarge') +
        one('karpenter.sh/capacity-type', 'spot') +
        one('topology.kubernetes.io/zone', 'us-east-1a', 'us-east-1b'),
      '  limits: { nvidia.com/gpu: 16 }\n',
    )
    expect(takes(text)).toEqual([
      'NodePool/default/gpu (line 1): 0/16 × aws p5.48xlarge, 1 GPU a unit, spot, us-east-1',
      `  pool ${JSON.stringify({ 'karpenter.sh/nodepool': 'gpu', [TYPE]: 'p5.48xlarge', 'karpenter.sh/capacity-type': 'spot', pool: 'gpu' })}`,
    ])
  })

  test.for([
    ['several types', one(TYPE, 'g5.xlarge', 'g6.xlarge'), 'it may buy g5.xlarge, g6.xlarge'],
    ['a family', one('karpenter.k8s.aws/instance-family', 'g6e', 'p5'), 'it may buy any size of g6e, p5'],
    [
      'a category',
      one('karpenter.k8s.aws/instance-category', 'g', 'p'),
      'its requirements name no instance type',
    ],
    [
      'an accelerator',
      one('karpenter.k8s.aws/instance-gpu-name', 'h100'),
      'its requirements name no instance type',
    ],
  ] as const)('%s', ([, requirements, reason]) => {
    expect(takes(pool(requirements, '  limits: { nvidia.com/gpu: 8 }\n')).at(-1)).toBe(
      `  unresolved: ${reason}`,
    )
  })

  test('without a limit of accelerators it has no ceiling', () => {
    expect(takes(pool(one(TYPE, 'g5.xlarge'), '  limits: { cpu: 100 }\n')).at(-1)).toBe(
      '  unresolved: spec.limits do not limit accelerators, so it grows as pods ask',
    )
  })

  test('the old kind', () => {
    const text = `apiVersion: karpenter.sh/v1alpha5
kind: Provisioner
metadata: { name: gpu }
spec:
  requirements: [{ key: ${TYPE}, operator: In, values: [g5.12xlarge] }]
  limits: { resources: { nvidia.com/gpu: 8 } }
`
    expect(takes(text)[0]).toContain('0/8 × aws g5.12xlarge')
  })

  test('tags stand in the class that it refers to', () => {
    const text = `${pool(one(TYPE, 'g5.xlarge'))}---
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata: { name: gpu }
spec: { tags: { finops.team: platform } }
`
    const path = 'pool.yaml'
    const { facts } = kubernetes.read(new Map([[path, { path, text }]]), NO_SETUP)
    expect(facts).toMatchObject([{ tags: { 'finops.team': 'platform' }, node: { role: 'pool' } }])
  })

  test('machines without accelerators are none of our business', () => {
    expect(takes(pool(one('karpenter.k8s.aws/instance-family', 'm7i', 'c7i')))).toEqual([])
  })
})

describe('eksctl', () => {
  const cluster = (group: string) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: serving, region: eu-west-1, tags: { team: platform } }
managedNodeGroups:
  - { name: web, instanceType: m7i.large }
  - { name: gpu, ${group} }
`
  test.for([
    [
      'instanceType: g5.xlarge, desiredCapacity: 2, minSize: 1, maxSize: 4',
      '1/2/4 × aws g5.xlarge, eu-west-1',
    ],
    ['instanceType: g5.xlarge, minSize: 1, maxSize: 4', '1/4 × aws g5.xlarge, eu-west-1'],
    ['instanceType: p4d.24xlarge, spot: true', '2 × aws p4d.24xlarge, spot, eu-west-1'],
    ['instanceTypes: [g5.xlarge, g6.xlarge], desiredCapacity: 1', '1 × aws eu-west-1'],
  ] as const)('%s', ([group, said]) => {
    expect(takes(cluster(group))[0]).toBe(`ClusterConfig/default/serving#gpu (line 1): ${said}`)
  })
})

describe('node pools as objects', () => {
  test.for([
    [
      'GKE, a region',
      `apiVersion: container.cnrm.cloud.google.com/v1beta1
kind: ContainerNodePool
metadata: { name: gpu }
spec:
  location: us-central1
  autoscaling: { minNodeCount: 0, maxNodeCount: 2 }
  nodeConfig: { machineType: g2-standard-8, spot: true }
`,
      'ContainerNodePool/default/gpu (line 1): 0/3/6 × gcp g2-standard-8, spot, us-central1',
    ],
    [
      'GKE, attached GPUs',
      `apiVersion: container.cnrm.cloud.google.com/v1beta1
kind: ContainerNodePool
metadata: { name: gpu }
spec:
  location: us-central1-a
  nodeCount: 2
  nodeConfig: { machineType: n1-standard-4, guestAccelerator: [{ type: nvidia-tesla-t4, count: 2 }] }
`,
      'ContainerNodePool/default/gpu (line 1): 2 × gcp n1-standard-4 + 2 nvidia-tesla-t4, us-central1',
    ],
    [
      'AKS',
      `apiVersion: containerservice.azure.com/v1api20240901
kind: ManagedClustersAgentPool
metadata: { name: gpu }
spec: { vmSize: Standard_NC24ads_A100_v4, count: 1, enableAutoScaling: true, minCount: 0, maxCount: 3 }
`,
      'ManagedClustersAgentPool/default/gpu (line 1): 0/1/3 × azure Standard_NC24ads_A100_v4',
    ],
    [
      'EKS',
      `apiVersion: eks.aws.upbound.io/v1beta1
kind: NodeGroup
metadata: { name: gpu }
spec:
  forProvider:
    region: us-west-2
    capacityType: SPOT
    instanceTypes: [g6.2xlarge]
    scalingConfig: [{ desiredSize: 2, minSize: 0, maxSize: 4 }]
`,
      'NodeGroup/default/gpu (line 1): 0/2/4 × aws g6.2xlarge, spot, us-west-2',
    ],
  ] as const)('%s', ([, text, said]) => {
    expect(takes(text)[0]).toBe(said)
    expect(
      takes(
        text
          .replaceAll(/g2-standard|Standard_NC|g6\./g, 'm7i.')
          .replace(/guestAccelerator.*\]/, 'labels: {}'),
      ),
    ).toEqual([])
  })
})
