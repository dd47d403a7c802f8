import { expect, test } from 'vitest'
import { capacityOf } from './catalogue.ts'
import { declare, said, unread } from './testing.ts'

const group = (attributes: Readonly<Record<string, unknown>>) =>
  declare('aws_eks_node_group.gpu', {
    node_group_name: 'gpu-workers',
    scaling_config: [{ min_size: 1, desired_size: 2, max_size: 5 }],
    ...attributes,
  })

test.for([
  [
    'spot machines',
    { instance_types: ['g5.12xlarge'], capacity_type: 'SPOT' },
    ['1…2…5 × g5.12xlarge, spot'],
  ],
  [
    'several types: the first',
    { instance_types: ['g5.xlarge', 'g6.xlarge'] },
    ['1…2…5 × g5.xlarge; assumed: the first of 2 instance_types'],
  ],
  ['machines without accelerators', { instance_types: ['m5.large'] }, []],
  [
    'a template of another place',
    { launch_template: [{ name: 'gpu' }] },
    ['1…2…5 × ?; its launch template is not in the tree'],
  ],
  [
    'a size that nobody knows',
    { instance_types: ['g5.xlarge'], scaling_config: unread('dynamic "scaling_config" over var.sizes') },
    ['? × g5.xlarge; scaling_config: dynamic "scaling_config" over var.sizes'],
  ],
] as const)('%s', ([, attributes, expected]) => {
  expect(said(group(attributes))).toEqual(expected)
})

test('says which labels its nodes have', () => {
  const [fact] = capacityOf([group({ instance_types: ['g5.xlarge'], labels: { accelerator: 'a10g' } })])
  expect(fact?.node).toEqual({
    role: 'pool',
    labels: {
      accelerator: 'a10g',
      'node.kubernetes.io/instance-type': 'g5.xlarge',
      'eks.amazonaws.com/nodegroup': 'gpu-workers',
    },
  })
})
