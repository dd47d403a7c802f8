import { describe, expect, test } from 'vitest'
import { capacityOf, namesAny } from './catalogue.ts'
import { call, declare, fromDefault, provider, said, unread } from './testing.ts'

test('a whole fact', () => {
  const gpu = declare(
    'module.serving.aws_instance.vllm',
    { instance_type: fromDefault('g5.2xlarge', 'var.type'), tags: { 'finops.team': 'support' } },
    provider({ region: 'eu-central-1', default_tags: [{ tags: { owner: 'ml-platform' } }] }),
  )
  expect(capacityOf([gpu])).toMatchInlineSnapshot(`
    [
      {
        "accelerator": null,
        "assumed": [
          "instance_type from the default of var.type (infra/vars.tf:12)",
        ],
        "at": {
          "line": 1,
          "path": "infra/main.tf",
        },
        "engine": null,
        "id": "infra/module.serving.aws_instance.vllm",
        "kind": "capacity",
        "lifetime": "always",
        "model": null,
        "node": null,
        "offer": null,
        "pricing": "on_demand",
        "provider": "aws",
        "region": "eu-central-1",
        "resource": "gpu-instance",
        "sku": "g5.2xlarge",
        "skuAt": {
          "line": 12,
          "path": "infra/vars.tf",
        },
        "tags": {
          "finops.team": "support",
          "owner": "ml-platform",
        },
        "units": {
          "expected": 1,
          "high": 1,
          "low": 1,
        },
        "unitsAt": {
          "line": 1,
          "path": "infra/main.tf",
        },
        "unresolved": null,
      },
    ]
  `)
})

const instance = (key: string, instance_type: string, more = {}) =>
  declare('aws_instance.gpu', { instance_type, tags: { Name: `gpu-${key}`, team: 'ml' } }, { key, ...more })

describe('instances of a block', () => {
  test('of the same thing are one fact, with the tags that all have', () => {
    const facts = capacityOf([instance('0', 'g5.xlarge'), instance('1', 'g5.xlarge')])
    expect(facts).toMatchObject([
      { id: 'infra/aws_instance.gpu', units: { expected: 2 }, tags: { team: 'ml' } },
    ])
    expect(facts[0]?.tags).not.toHaveProperty('Name')
  })

  test.for([
    ['numbers', ['0', '1'], ['infra/aws_instance.gpu[0]', 'infra/aws_instance.gpu[1]']],
    ['names', ['"eu"', '"us"'], ['infra/aws_instance.gpu["eu"]', 'infra/aws_instance.gpu["us"]']],
  ] as const)('of different things are told apart by their %s', ([, [one, other], ids]) => {
    const facts = capacityOf([instance(one, 'g5.xlarge'), instance(other, 'p5.48xlarge')])
    expect(facts.map(({ id }) => id)).toEqual(ids)
  })

  test('that nobody can count have no number', () => {
    const problem = 'count = var.replicas, which has no default'
    expect(said(instance('?', 'g5.xlarge', { problem }))).toEqual([`? × g5.xlarge; ${problem}`])
  })

  test('none are nothing', () => {
    const pool = {
      instance_types: ['g5.xlarge'],
      scaling_config: [{ min_size: 0, desired_size: 0, max_size: 0 }],
    }
    expect(said(declare('aws_eks_node_group.gpu', pool))).toEqual([])
  })
})

test.for([
  ['', null, 'aws_instance.gpu'],
  ['infra/prod', null, 'infra/prod/aws_instance.gpu'],
  ['infra', 'production', 'infra/aws_instance.gpu@production'],
] as const)('in folder "%s" for %s the identity is %s', ([root, environment, id]) => {
  const gpu = declare('aws_instance.gpu', { instance_type: 'g5.xlarge' }, { root, environment })
  expect(capacityOf([gpu])[0]?.id).toBe(id)
})

test('a damaged block is unpriced', () => {
  const problem = 'the block has a syntax error'
  expect(said(declare('aws_instance.gpu', { instance_type: 'g5.xlarge' }, { problem }))).toEqual([
    '1 × g5.xlarge; the block has a syntax error',
  ])
})

describe('a region', () => {
  const gpu = (attributes: Readonly<Record<string, unknown>>, region: unknown = undefined) =>
    declare(
      'aws_instance.gpu',
      { instance_type: 'g5.xlarge', ...attributes },
      region ? provider({ region }) : {},
    )

  test.for([
    ['of the resource before that of the provider', gpu({ region: 'eu-west-1' }, 'us-east-1'), 'eu-west-1'],
    ['of the provider', gpu({}, 'us-west-2'), 'us-west-2'],
    ['that nobody knows', gpu({}, unread('var.region, which has no default')), null],
  ] as const)('%s', ([, resource, region]) => {
    expect(capacityOf([resource])[0]?.region).toBe(region)
  })
})

describe('tags', () => {
  const tagsOf = (resource: Parameters<typeof capacityOf>[0][number]) => {
    const [fact] = capacityOf([resource])
    return { tags: fact?.tags, unread: fact?.tagsUnread }
  }

  test('are those of the resource over the defaults of its provider', () => {
    const tags = { team: 'support', use: unread('var.use, which has no default') }
    const defaults = provider({ default_tags: [{ tags: { team: 'none', owner: 'ml' } }] })
    expect(tagsOf(declare('aws_instance.gpu', { instance_type: 'g5.xlarge', tags }, defaults))).toEqual({
      tags: { team: 'support', owner: 'ml', use: '?' },
      unread: undefined,
    })
  })

  test.for([
    [
      'of which all is known',
      [
        { key: 'team', value: 'ml' },
        { key: 'use', value: 'chat' },
      ],
      undefined,
    ],
    ['of which some are made elsewhere', [{ key: 'team', value: 'ml' }, unread('var.tags')], 'tag: var.tags'],
  ] as const)('of a group are blocks, %s', ([, tag, expected]) => {
    const group = { min_size: 1, tag, launch_template: [{ name: 'gpu' }] }
    const { tags, unread: reason } = tagsOf(declare('aws_autoscaling_group.gpu', group))
    expect(tags).toMatchObject({ team: 'ml' })
    expect(reason).toBe(expected)
  })

  test('that nobody knows are not missing', () => {
    const tags = unread('var.tags, which has no default')
    expect(tagsOf(declare('aws_instance.gpu', { instance_type: 'g5.xlarge', tags }))).toEqual({
      tags: {},
      unread: 'tags = var.tags, which has no default',
    })
  })
})

test.for([
  ['a GPU machine', 'resource "aws_instance" "gpu" {}', true],
  ['a module of the registry', 'source = "terraform-aws-modules/eks/aws"', true],
  ['a module of git', 'source = "git::https://github.com/Azure/terraform-azurerm-openai.git?ref=v1"', true],
  ['a bucket', 'resource "aws_s3_bucket" "logs" {}', false],
] as const)('%s is looked at: %s', ([, text, expected]) => {
  expect(namesAny(text)).toBe(expected)
})

test('a module that nobody knows buys nothing that anybody could tell', () => {
  expect(said(call('acme/gpu/aws', { instance_type: 'g5.xlarge' }))).toEqual([])
})
