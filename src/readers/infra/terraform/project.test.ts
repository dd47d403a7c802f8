import { describe, expect, test } from 'vitest'
import type { Fact } from '../../../model/fact.ts'
import { NO_SETUP, type ProjectSetup, type VariableFiles } from '../../reader.ts'
import { terraform } from './terraform.ts'

type Sources = Readonly<Record<string, string>>

const read = (sources: Sources, setup: ProjectSetup = NO_SETUP) =>
  terraform.read(new Map(Object.entries(sources).map(([path, text]) => [path, { path, text }])), setup)

const said = (fact: Fact): string => {
  if (fact.kind !== 'capacity') return fact.kind
  const doubt = fact.unresolved === null ? '' : `: ${fact.unresolved}`
  return `${fact.id} ${fact.units?.expected ?? '?'} × ${fact.sku ?? '?'}${doubt}`
}
const saidOf = (sources: Sources, ...variables: readonly VariableFiles[]) =>
  read(sources, { variables }).facts.map(said)

const GPUS = 'variable "type" {}\nresource "aws_instance" "gpu" {\n  instance_type = var.type\n}\n'
const CALL = (source: string, type = 'g5.xlarge') =>
  `module "pool" {\n  source = "${source}"\n  type = "${type}"\n}\n`

describe('which folders are run', () => {
  test('a module counts where it is called, not by itself', () => {
    expect(
      saidOf({
        'modules/pool/main.tf': GPUS,
        'live/prod/main.tf': CALL('../../modules/pool'),
        'live/dev/main.tf': CALL('../../modules/pool', 'g4dn.xlarge'),
      }),
    ).toEqual([
      'live/prod/module.pool.aws_instance.gpu 1 × g5.xlarge',
      'live/dev/module.pool.aws_instance.gpu 1 × g4dn.xlarge',
    ])
  })

  test('a called folder that keeps its own state, or that unitcost.yml names, is run too', () => {
    const tree = {
      'main.tf': `terraform {\n  backend "s3" {}\n}\n${GPUS}`,
      'terraform.tfvars': 'type = "p5.48xlarge"\n',
      'test/main.tf': CALL('../'),
    }
    expect(saidOf(tree)).toEqual([
      'aws_instance.gpu 1 × p5.48xlarge',
      'test/module.pool.aws_instance.gpu 1 × g5.xlarge',
    ])
    const named = { ...tree, 'main.tf': GPUS }
    expect(saidOf(named)).toHaveLength(1)
    expect(saidOf(named, { root: '.', files: [], environment: null })).toHaveLength(2)
  })

  test('a module that nobody calls is unknown where its variables decide whether there is anything', () => {
    const deployments = `variable "deployments" {
  default = {}
}
resource "azurerm_cognitive_deployment" "this" {
  for_each = var.deployments
  sku {
    name     = each.value.sku
    capacity = each.value.capacity
  }
}
`
    const outputs = 'output "ids" {\n  value = azurerm_cognitive_deployment.this\n}\n'
    expect(saidOf({ 'main.tf': deployments + outputs })).toEqual([
      expect.stringContaining(
        '? × ?: for_each = var.deployments, whose default is none: whoever calls the module decides',
      ),
    ])
    expect(saidOf({ 'main.tf': deployments })).toEqual([])
  })

  test('a module of machines of any type is no news about inference', () => {
    const pools = `variable "pools" {
  default = {}
}
resource "google_container_node_pool" "pools" {
  for_each = var.pools
  node_config {
    machine_type = each.value.machine_type
    guest_accelerator {
      type  = each.value.accelerator_type
      count = each.value.accelerator_count
    }
  }
}
output "pools" {
  value = google_container_node_pool.pools
}
`
    expect(saidOf({ 'main.tf': pools })).toEqual([])
  })
})

describe('variable files of environments', () => {
  const tree = {
    'infra/main.tf':
      'resource "aws_instance" "gpu" {\n  count = var.gpus\n  instance_type = "g5.xlarge"\n}\n',
    'infra/variables.tf': 'variable "gpus" {\n  default = 1\n}\n',
    'infra/env/prod.tfvars': 'gpus = 8\n',
    'infra/env/dev.tfvars.json': '{ "gpus": 0 }\n',
  }
  const environment = (name: string | null, ...files: readonly string[]) => ({
    root: 'infra',
    files,
    environment: name,
  })

  test('a root is paid in each of its environments', () => {
    expect(
      saidOf(
        tree,
        environment('production', 'infra/env/prod.tfvars'),
        environment('development', 'infra/env/dev.tfvars.json'),
        environment('test'),
      ),
    ).toEqual([
      'infra/aws_instance.gpu@production 8 × g5.xlarge',
      'infra/aws_instance.gpu@test 1 × g5.xlarge',
    ])
  })

  test('a file that is not there leaves everything that it may set unknown', () => {
    const { facts, diagnostics } = read(tree, { variables: [environment(null, 'infra/env/live.tfvars')] })
    expect(facts.map(said)).toEqual([
      'infra/aws_instance.gpu ? × g5.xlarge: count = var.gpus, which infra/env/live.tfvars may set, and that cannot be read',
    ])
    expect(diagnostics).toMatchObject([
      { code: 'missing-variables', severity: 'error', path: 'infra/env/live.tfvars', line: null },
    ])
  })

  test('a broken file too', () => {
    const broken = { ...tree, 'infra/env/prod.tfvars': 'gpus = [\n' }
    const { facts, diagnostics } = read(broken, {
      variables: [environment('production', 'infra/env/prod.tfvars')],
    })
    expect(facts.map(said)).toEqual([
      'infra/aws_instance.gpu@production ? × g5.xlarge: count = var.gpus, which infra/env/prod.tfvars:2 may set, and that cannot be read',
    ])
    expect(diagnostics).toMatchObject([{ code: 'hcl-syntax', path: 'infra/env/prod.tfvars', line: 2 }])
  })
})

describe('what is left alone', () => {
  test('a tree without anything of the catalogue, however broken', () => {
    expect(read({ 'main.tf': 'resource "aws_s3_bucket" "logs" {\n  acl = [\n}\n' })).toEqual({
      facts: [],
      diagnostics: [],
    })
  })

  test('syntax errors of a root that buys nothing', () => {
    const { diagnostics } = read({
      'infra/main.tf': 'resource "aws_instance" "gpu" {\n  instance_type = "g5.xlarge"\n}\n',
      'network/main.tf': 'resource "aws_vpc" "main" {\n  cidr = [\n}\n',
    })
    expect(diagnostics).toEqual([])
  })

  test('but not a file that may have been anything', () => {
    expect(read({ 'infra/main.tf': '<<<<<<< HEAD\n' }).diagnostics).toMatchObject([
      { code: 'hcl-syntax', severity: 'error', path: 'infra/main.tf', line: 1 },
    ])
  })
})

test('a tree that multiplies without end is said to be too much', () => {
  const calls = Array.from({ length: 10 }, (_, i) => `module "m${i}" {\n  source = "./"\n}\n`).join('')
  const main = `${calls}terraform {\n  backend "s3" {}\n}\nresource "aws_instance" "gpu" {\n  instance_type = "g5.xlarge"\n}\n`
  expect(read({ 'main.tf': main }).diagnostics).toMatchObject([
    { code: 'terraform-too-large', path: 'main.tf' },
  ])
})

test.for([
  ['variables of another file', 'variable "gpus" {}', 'vars.tf', true],
  ['a call of a module', 'module "gpu" {\n}', 'main.tofu', true],
  ['a variable file', 'gpus = 2', 'prod.tfvars', true],
  ['a bucket', 'resource "aws_s3_bucket" "logs" {}', 'main.tf', false],
] as const)('%s may decide what something costs: %s', ([, text, path, expected]) => {
  expect(terraform.sniff({ path, text })).toBe(expected)
})
