import { expect, test } from 'vitest'
import { capacityOf } from './infra/catalogue/catalogue.ts'
import { declare } from './infra/catalogue/testing.ts'
import { withPlans } from './planned.ts'

const of = (...resources: Parameters<typeof capacityOf>[0]) => ({
  facts: capacityOf(resources),
  diagnostics: [],
})
const at = { path: 'infra/plan.json', line: null }
const planned = (address: string, instance_type: string, key: string | null = null) =>
  declare(address, { instance_type }, { at, key })

const idsAndPlaces = (readings: Parameters<typeof withPlans>[0]) =>
  [...withPlans(readings)].flatMap(([project, { facts }]) =>
    facts.map(fact => `${project}: ${fact.id} at ${fact.at.path}`),
  )

test('the plan says what, the configuration says where', () => {
  const terraform = of(
    declare('aws_instance.gpu', { instance_type: 'g5.xlarge' }, { key: '?', problem: 'count = var.n' }),
    declare('aws_instance.other', { instance_type: 'g5.xlarge' }),
  )
  const plan = of(planned('aws_instance.gpu', 'p5.48xlarge'), planned('aws_instance.new', 'g6.xlarge'))
  const readings = new Map([
    ['terraform', terraform],
    ['terraform-plan', plan],
  ] as const)
  expect(idsAndPlaces(readings)).toEqual([
    'terraform: infra/aws_instance.other at infra/main.tf',
    'terraform-plan: infra/aws_instance.gpu at infra/main.tf',
    'terraform-plan: infra/aws_instance.new at infra/plan.json',
  ])
})

test('also where only one of them tells instances apart', () => {
  const terraform = of(declare('aws_instance.gpu', { instance_type: 'g5.xlarge' }))
  const plan = of(
    planned('aws_instance.gpu', 'g5.xlarge', '0'),
    planned('aws_instance.gpu', 'g6.xlarge', '1'),
  )
  const readings = new Map([
    ['terraform', terraform],
    ['terraform-plan', plan],
  ] as const)
  expect(idsAndPlaces(readings)).toEqual([
    'terraform-plan: infra/aws_instance.gpu[0] at infra/main.tf',
    'terraform-plan: infra/aws_instance.gpu[1] at infra/main.tf',
  ])
})

test('without a plan nothing changes', () => {
  const readings = new Map([['terraform', of(declare('aws_instance.gpu', { instance_type: 'g5.xlarge' }))]])
  expect(withPlans(readings)).toBe(readings)
})
