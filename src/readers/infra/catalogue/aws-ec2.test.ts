import { expect, test } from 'vitest'
import { declare, fromDefault, said, unread } from './testing.ts'

test.for([
  ['a machine without accelerators', { instance_type: 'm5.large' }, []],
  ['Trainium', { instance_type: 'trn1.32xlarge' }, ['1 × trn1.32xlarge']],
  [
    'a spot machine in a zone',
    {
      instance_type: 'g6.xlarge',
      availability_zone: 'us-west-2b',
      instance_market_options: [{ market_type: 'spot' }],
    },
    ['1 × g6.xlarge, us-west-2, spot'],
  ],
  [
    'a type from the default of a variable',
    { instance_type: fromDefault('g5.xlarge', 'var.type') },
    ['1 × g5.xlarge; assumed: instance_type from the default of var.type (infra/vars.tf:12)'],
  ],
  [
    'a type that nobody knows',
    { instance_type: unread('var.type, which has no default') },
    ['1 × ?; instance_type = var.type, which has no default'],
  ],
  [
    'a type that is no text',
    { instance_type: ['g5.xlarge'] },
    ['1 × ?; instance_type is not a single value'],
  ],
] as const)('%s', ([, attributes, expected]) => {
  expect(said(declare('aws_instance.gpu', attributes))).toEqual(expected)
})

test('a machine of unknown type counts only where it speaks of inference', () => {
  const instance_type = unread('var.type, which has no default')
  expect(said(declare('aws_instance.web', { instance_type }))).toEqual([])
  const tags = { Name: 'vllm server' }
  expect(said(declare('aws_instance.web', { instance_type, tags }))).toHaveLength(1)
})

test('a spot request is spot', () => {
  expect(said(declare('aws_spot_instance_request.gpu', { instance_type: 'g5.xlarge' }))).toEqual([
    '1 × g5.xlarge, spot',
  ])
})

const template = declare('aws_launch_template.gpu', { name: 'gpu', instance_type: 'g4dn.xlarge' })
const size = { min_size: 0, desired_capacity: 2, max_size: 4 }

test.for([
  ['by reference', { id: unread('known after the apply', 'aws_launch_template.gpu') }],
  ['by name', { name: 'gpu' }],
] as const)('a group has the machines of its template, found %s', ([, launch_template]) => {
  const group = declare('aws_autoscaling_group.workers', { ...size, launch_template: [launch_template] })
  expect(said(template, group)).toEqual(['0…2…4 × g4dn.xlarge'])
})

test('a group whose template is elsewhere', () => {
  const group = declare('aws_autoscaling_group.gpu', { ...size, launch_template: [{ name: 'other' }] })
  expect(said(group)).toEqual(['0…2…4 × ?; its launch template is not in the tree'])
})

test('a template that nothing uses is seen, without a price', () => {
  expect(said(template)).toEqual([
    '? × g4dn.xlarge; how many machines use this launch template is not stated',
  ])
})

const mixed = (instances_distribution: unknown, override: readonly unknown[]) =>
  declare('aws_autoscaling_group.workers', {
    min_size: 1,
    desired_capacity: 5,
    max_size: 10,
    mixed_instances_policy: [
      {
        instances_distribution: [instances_distribution],
        launch_template: [{ launch_template_specification: [{ launch_template_name: 'gpu' }], override }],
      },
    ],
  })

test.for([
  ['without a word on prices', {}, [], ['1…5…10 × g4dn.xlarge']],
  [
    'only spot',
    { on_demand_percentage_above_base_capacity: 0 },
    [{ instance_type: 'g5.xlarge' }],
    ['1…5…10 × g5.xlarge, spot'],
  ],
  [
    'a base of on-demand machines, half of the others spot',
    { on_demand_base_capacity: 1, on_demand_percentage_above_base_capacity: 50 },
    [{ instance_type: 'g5.xlarge' }, { instance_type: 'g5.2xlarge' }],
    [
      '1…3…6 × g5.xlarge; assumed: the first of 2 instance types',
      '0…2…4 × g5.xlarge, spot; assumed: the first of 2 instance types',
    ],
  ],
] as const)('a mixed group: %s', ([, distribution, override, expected]) => {
  expect(said(template, mixed(distribution, override))).toEqual(expected)
})
