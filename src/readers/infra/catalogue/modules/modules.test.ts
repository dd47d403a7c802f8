import { describe, expect, test } from 'vitest'
import { capacityOf } from '../catalogue.ts'
import { call, said, unread } from '../testing.ts'

describe('terraform-aws-modules/eks', () => {
  const eks = (inputs: Parameters<typeof call>[1]) => call('terraform-aws-modules/eks/aws', inputs)
  const gpu = {
    instance_types: ['g4dn.xlarge'],
    min_size: 1,
    desired_size: 2,
    max_size: 4,
    capacity_type: 'SPOT',
  }

  test.for([
    ['a managed group', { eks_managed_node_groups: { gpu } }, ['1…2…4 × g4dn.xlarge, spot']],
    [
      'a group of which only the type is said',
      { eks_managed_node_groups: { gpu: { instance_types: ['g5.xlarge'] } } },
      ['1…1…3 × g5.xlarge'],
    ],
    [
      'what all groups have in common',
      { eks_managed_node_groups: { gpu: { max_size: 8 } }, eks_managed_node_group_defaults: gpu },
      ['1…2…8 × g4dn.xlarge, spot'],
    ],
    [
      'groups without accelerators',
      { eks_managed_node_groups: { web: { instance_types: ['m5.large'] } } },
      [],
    ],
    [
      'a self-managed group',
      {
        self_managed_node_groups: {
          gpu: { instance_type: 'p4d.24xlarge', min_size: 0, desired_size: 1, max_size: 2 },
        },
      },
      ['0…1…2 × p4d.24xlarge'],
    ],
    [
      'worker groups of old versions',
      {
        worker_groups: [
          {
            instance_type: 'p3.2xlarge',
            asg_desired_capacity: 2,
            asg_min_size: 1,
            asg_max_size: 3,
            spot_price: '1.2',
          },
        ],
      },
      ['1…2…3 × p3.2xlarge, spot'],
    ],
    [
      'groups that nobody knows',
      { eks_managed_node_groups: unread('var.gpu_groups, which has no default') },
      [
        '? × ?; instance_types = var.gpu_groups, which has no default; nobody knows how many instances there are',
      ],
    ],
  ] as const)('%s', ([, inputs, expected]) => {
    expect(said(eks(inputs))).toEqual(expected)
  })

  test('groups of different machines are told apart by their names', () => {
    const groups = { small: { instance_types: ['g5.xlarge'] }, large: { instance_types: ['p5.48xlarge'] } }
    expect(capacityOf([eks({ eks_managed_node_groups: groups })]).map(({ id }) => id)).toEqual([
      'infra/module.main.module.eks_managed_node_group.aws_eks_node_group.this["small"]',
      'infra/module.main.module.eks_managed_node_group.aws_eks_node_group.this["large"]',
    ])
  })

  test.for([
    ['eks-managed-node-group', { instance_types: ['g5.xlarge'] }],
    ['self-managed-node-group', { instance_type: 'g5.xlarge' }],
  ] as const)('a call of %s alone', ([part, type]) => {
    const inputs = { ...type, min_size: 0, desired_size: 1, max_size: 2 }
    expect(said(call(`terraform-aws-modules/eks/aws//modules/${part}`, inputs))).toEqual([
      '0…1…2 × g5.xlarge',
    ])
  })
})

describe('terraform-google-modules/kubernetes-engine', () => {
  const source = 'terraform-google-modules/kubernetes-engine/google'
  const pool = { name: 'gpu', machine_type: 'g2-standard-8', autoscaling: false, node_count: 2 }

  test.for([
    [
      'a fixed pool in a region',
      { region: 'us-central1', node_pools: [pool] },
      ['6 × g2-standard-8, us-central1'],
    ],
    [
      'a fixed pool in a zone',
      { regional: false, zones: ['us-central1-a'], node_pools: [pool] },
      ['2 × g2-standard-8, us-central1'],
    ],
    [
      'attached GPUs, as texts, in zones of their own',
      {
        region: 'us-central1',
        node_pools: [
          {
            name: 'gpu',
            machine_type: 'n1-standard-4',
            accelerator_type: 'nvidia-tesla-t4',
            accelerator_count: '1',
            node_locations: 'us-central1-a,us-central1-b',
            min_count: '0',
            max_count: '3',
            spot: 'true',
          },
        ],
      },
      ['0…0…6 × n1-standard-4 + 1 nvidia-tesla-t4, us-central1, spot'],
    ],
    [
      'limits over all zones',
      {
        region: 'us-central1',
        node_pools: [{ name: 'gpu', machine_type: 'a3-highgpu-8g', total_min_count: 0, total_max_count: 2 }],
      },
      ['0…0…2 × a3-highgpu-8g, us-central1'],
    ],
    ['a pool without accelerators', { region: 'us-central1', node_pools: [{ name: 'web' }] }, []],
  ] as const)('%s', ([, inputs, expected]) => {
    expect(said(call(source, inputs))).toEqual(expected)
    expect(said(call(`${source}//modules/beta-private-cluster`, inputs))).toEqual(expected)
  })

  test('labels of a pool and of all pools', () => {
    const node_pools_labels = { all: { owner: 'ml' }, gpu: { role: 'serving' }, web: { role: 'web' } }
    const [fact] = capacityOf([call(source, { node_pools: [pool], node_pools_labels })])
    expect(fact?.node?.labels).toMatchObject({ owner: 'ml', role: 'serving' })
  })

  test('a pool as a module call of its own', () => {
    const inputs = {
      location: 'us-central1-a',
      node_count: 1,
      node_config: { machine_type: 'g2-standard-8' },
    }
    expect(said(call(`${source}//modules/gke-node-pool`, inputs))).toEqual(['1 × g2-standard-8, us-central1'])
  })
})

test.for([
  [
    'Azure/openai/azurerm',
    {
      deployment: {
        chat: { name: 'chat', model_name: 'gpt-4o', scale_type: 'Standard', capacity: 120 },
        ptu: { name: 'ptu', model_name: 'gpt-4o', scale_type: 'ProvisionedManaged', capacity: 50 },
      },
    },
  ],
  [
    'Azure/avm-res-cognitiveservices-account/azurerm',
    {
      cognitive_deployments: {
        chat: { model: { name: 'gpt-4o' }, scale: { type: 'Standard', capacity: 120 } },
        ptu: { model: { name: 'gpt-4o' }, scale: { type: 'ProvisionedManaged', capacity: 50 } },
      },
    },
  ],
] as const)('%s', ([source, inputs]) => {
  const facts = said(call(source, { ...inputs, location: 'East US' }))
  expect(facts).toEqual([
    '120 × Standard, eastus, regional, gpt-4o (quota)',
    '50 × PTU, eastus, regional, gpt-4o (provisioned-throughput)',
  ])
})

describe('philschmid/sagemaker-huggingface/aws', () => {
  const machines = { instance_type: 'ml.g4dn.xlarge', instance_count: 1, hf_model_id: 'Qwen/Qwen3-8B' }

  test.for([
    ['fixed', machines, ['1 × ml.g4dn.xlarge, Qwen/Qwen3-8B']],
    [
      'scaled down to none',
      { ...machines, autoscaling: { min_capacity: 0, max_capacity: 4, scaling_target_invocations: 20 } },
      ['0…1…4 × ml.g4dn.xlarge, Qwen/Qwen3-8B'],
    ],
    [
      'serverless',
      { ...machines, serverless_config: { max_concurrency: 5, memory_size_in_mb: 6144 } },
      ['5 × serverless 6144 MB, Qwen/Qwen3-8B (per-use)'],
    ],
  ] as const)('%s', ([, inputs, expected]) => {
    expect(said(call('philschmid/sagemaker-huggingface/aws', inputs))).toEqual(expected)
  })
})

test.for([
  'github.com/terraform-aws-modules/terraform-aws-eks',
  'github.com/terraform-aws-modules/terraform-aws-eks.git',
  'git::https://github.com/terraform-aws-modules/terraform-aws-eks.git',
  'registry.terraform.io/terraform-aws-modules/eks/aws',
])('a source may be written as %s', source => {
  const groups = { gpu: { instance_types: ['g5.xlarge'] } }
  expect(said(call(source, { eks_managed_node_groups: groups }))).toHaveLength(1)
})
