import { describe, expect, test } from 'vitest'
import type { CapacityFact, Fact } from '../../../model/fact.ts'
import { NO_SETUP } from '../../reader.ts'
import { terraformPlan } from './terraform-plan.ts'

const read = (plan: unknown, path = 'infra/plan.json') =>
  terraformPlan.read(new Map([[path, { path, text: JSON.stringify(plan) }]]), NO_SETUP)
const isCapacity = (fact: Fact): fact is CapacityFact => fact.kind === 'capacity'
const capacities = (plan: unknown) => read(plan).facts.filter(isCapacity)

type Planned = {
  readonly address: string
  readonly values: Readonly<Record<string, unknown>>
  readonly sensitive_values?: unknown
}

const resource = ({ address, ...more }: Planned) => {
  const [type, name] = address
    .replaceAll(/\[[^\]]*\]/g, '')
    .split('.')
    .slice(-2)
  return { address, mode: 'managed', type, name, ...more }
}

const planOf = (resources: readonly Planned[], more: object = {}) => ({
  format_version: '1.2',
  terraform_version: '1.13.4',
  planned_values: { root_module: { resources: resources.map(resource) } },
  ...more,
})

const gpu = (address: string, values: object = {}): Planned => ({
  address,
  values: { instance_type: 'g5.xlarge', ...values },
})

test('a plan is known by its content', () => {
  const text = JSON.stringify(planOf([]))
  expect(terraformPlan.sniff({ path: 'plan.json', text })).toBe(true)
  expect(terraformPlan.sniff({ path: 'plan.json', text: '{"terraform_version":"1.13.4"}' })).toBe(false)
})

test('resources of the root and of modules in modules', () => {
  const inner = {
    address: 'module.a.module.b[0]',
    resources: [resource(gpu('module.a.module.b[0].aws_instance.gpu'))],
  }
  const plan = planOf([gpu('aws_instance.gpu')])
  const child_modules = [{ address: 'module.a', child_modules: [inner] }]
  const root_module = { ...plan.planned_values.root_module, child_modules }
  expect(capacities({ ...plan, planned_values: { root_module } }).map(({ id }) => id)).toEqual([
    'infra/aws_instance.gpu',
    'infra/module.a.module.b.aws_instance.gpu',
  ])
})

describe('instances', () => {
  test('of the same thing are added', () => {
    const plan = planOf([gpu('aws_instance.gpu[0]'), gpu('aws_instance.gpu[1]')])
    expect(capacities(plan)).toMatchObject([{ id: 'infra/aws_instance.gpu', units: { expected: 2 } }])
  })

  test('of different things keep their keys', () => {
    const plan = planOf([
      gpu('aws_instance.gpu["a]b"]'),
      gpu('aws_instance.gpu["us"]', { instance_type: 'p5.48xlarge' }),
    ])
    expect(capacities(plan).map(({ id }) => id)).toEqual([
      'infra/aws_instance.gpu["a]b"]',
      'infra/aws_instance.gpu["us"]',
    ])
  })
})

describe('what is not known', () => {
  test('before the apply is unknown', () => {
    const address = 'aws_eks_node_group.gpu'
    const plan = planOf(
      [{ address, values: { instance_types: ['g5.xlarge'], scaling_config: [{ min_size: 1 }] } }],
      {
        resource_changes: [
          { address, change: { after_unknown: { id: true, scaling_config: [{ desired_size: true }] } } },
        ],
      },
    )
    expect(capacities(plan)).toMatchObject([
      { units: null, unresolved: 'desired_size = known after the apply' },
    ])
  })

  test('points to what it is made from', () => {
    const address = 'aws_autoscaling_group.workers'
    const reference = { references: ['aws_launch_template.gpu.id', 'aws_launch_template.gpu'] }
    const plan = planOf(
      [
        gpu('aws_launch_template.gpu'),
        { address, values: { min_size: 1, desired_capacity: 2, max_size: 3, launch_template: [{}] } },
      ],
      {
        resource_changes: [{ address, change: { after_unknown: { launch_template: [{ id: true }] } } }],
        configuration: {
          root_module: { resources: [{ address, expressions: { launch_template: [{ id: reference }] } }] },
        },
      },
    )
    expect(capacities(plan)).toMatchObject([{ sku: 'g5.xlarge', units: { low: 1, expected: 2, high: 3 } }])
  })
})

test.for([
  ['written out', { constant_value: 'eu-west-1' }],
  ['a variable', { references: ['var.region'] }],
] as const)('the region of the provider: %s', ([, region]) => {
  const plan = planOf([gpu('aws_instance.gpu')], {
    variables: { region: { value: 'eu-west-1' } },
    configuration: {
      provider_config: { aws: { expressions: { region } } },
      root_module: { resources: [{ address: 'aws_instance.gpu', provider_config_key: 'aws' }] },
    },
  })
  expect(capacities(plan)[0]?.region).toBe('eu-west-1')
})

test('tags with those of the provider', () => {
  const plan = planOf([gpu('aws_instance.gpu', { tags: null, tags_all: { 'finops.team': 'support' } })])
  expect(capacities(plan)[0]?.tags).toEqual({ 'finops.team': 'support' })
})

test('secrets stay where they are', () => {
  const plan = planOf([
    { address: 'aws_db_instance.main', values: { password: 'hunter2' } },
    {
      ...gpu('aws_instance.gpu', { user_data: 'token=hunter2', tags: { key: 'hunter2', team: 'ml' } }),
      sensitive_values: { tags: { key: true } },
    },
  ])
  expect(JSON.stringify(read(plan))).not.toContain('hunter2')
  expect(capacities(plan)).toMatchObject([{ tags: { team: 'ml', key: '?' } }])
})

test('data sources buy nothing', () => {
  const plan = planOf([{ ...gpu('data.aws_instance.other') }])
  const [data] = plan.planned_values.root_module.resources
  const root_module = { resources: [{ ...data, mode: 'data' }] }
  expect(capacities({ ...plan, planned_values: { root_module } })).toEqual([])
})

test('a broken plan is a diagnostic', () => {
  const path = 'plan.json'
  const files = new Map([[path, { path, text: '{"terraform_version": "1.13.4", "planned_values": ' }]])
  expect(terraformPlan.read(files, NO_SETUP)).toEqual({
    facts: [],
    diagnostics: [expect.objectContaining({ code: 'terraform-plan-syntax', path, line: 1 })],
  })
})

test.for([
  ['nothing', null],
  ['a number', 7],
  ['no modules', { planned_values: { root_module: 'none' } }],
  ['resources that are none', { planned_values: { root_module: { resources: [null, 3, {}, []] } } }],
  ['names of the language', planOf([gpu('__proto__.constructor')])],
] as const)('an odd plan, %s, buys nothing', ([, plan]) => {
  expect(capacities(plan)).toEqual([])
})
