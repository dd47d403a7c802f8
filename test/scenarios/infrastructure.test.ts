import { describe, test } from 'vitest'
import type { Judged } from '../../src/report/result.ts'
import type { Files } from '../repository.ts'
import { HELPDESK } from './helpdesk.ts'
import { judged } from './pull-request.ts'

/** Infrastructure as people write it: a root, its variables, a module, a variable file for each environment. */
const INFRA = {
  'infra/live/main.tf': `provider "aws" {
  region = "us-east-1"
}

module "inference" {
  source        = "../modules/inference"
  instance_type = var.gpu_type
  replicas      = 2
  canary        = false
}
`,
  'infra/live/variables.tf': `variable "gpu_type" {
  type    = string
  default = "g5.xlarge"
}
`,
  'infra/modules/inference/main.tf': `variable "instance_type" {}

variable "replicas" {
  default = 1
}

variable "canary" {
  default = true
}

resource "aws_instance" "vllm" {
  count         = var.replicas
  instance_type = var.instance_type
}

resource "aws_instance" "canary" {
  count         = var.canary ? 1 : 0
  instance_type = var.instance_type
}
`,
} as const satisfies Files

type InfraPath = keyof typeof INFRA

function edited(path: InfraPath, from: string, to: string): Files {
  if (!INFRA[path].includes(from)) throw new Error(`${path} does not contain ${JSON.stringify(from)}`)
  return { [path]: INFRA[path].replace(from, to) }
}

/** One line for every change: `infra/live/…vllm 1469 → 9870, g5.xlarge → g5.12xlarge at infra/live/variables.tf:3`. */
const changes = ({ workloads }: Judged): readonly string[] =>
  workloads
    .filter(({ status }) => status !== 'unchanged')
    .map(({ id, base, head, drivers }) => {
      const cost = (side: typeof base) =>
        side === null ? 'none' : (side.unpriced[0] ?? `$${Math.round(side.usd_per_month?.expected ?? 0)}`)
      const why = drivers.map(
        ({ kind, from, to, at }) =>
          `${kind} ${from} → ${to} at ${at.map(({ path, line }) => `${path}:${line}`).join(', ')}`,
      )
      return [`${id}: ${cost(base)} → ${cost(head)}`, ...why].join('; ')
    })

describe.concurrent('what a change of infrastructure costs', () => {
  const vllm = 'infra/live/module.inference.aws_instance.vllm'
  const canary = 'infra/live/module.inference.aws_instance.canary'
  test.for([
    [
      'the default of a variable',
      edited('infra/live/variables.tf', 'g5.xlarge', 'g5.12xlarge'),
      `${vllm}: $1469 → $8281; capacity 2 × g5.xlarge → 2 × g5.12xlarge at infra/live/variables.tf:3`,
    ],
    [
      'the input of a module',
      edited('infra/live/main.tf', 'replicas      = 2', 'replicas      = 4'),
      `${vllm}: $1469 → $2938; capacity 2 × g5.xlarge → 4 × g5.xlarge at infra/live/main.tf:8`,
    ],
    [
      'something that is enabled',
      edited('infra/live/main.tf', 'canary        = false', 'canary        = true'),
      `${canary}: none → $734`,
    ],
    [
      'a variable file',
      { 'infra/live/terraform.tfvars': 'gpu_type = "g6.xlarge"\n' },
      `${vllm}: $1469 → $1175; capacity 2 × g5.xlarge → 2 × g6.xlarge at infra/live/terraform.tfvars:1`,
    ],
    [
      'a count that nobody knows',
      edited('infra/live/main.tf', 'replicas      = 2', 'replicas      = var.replicas'),
      `${vllm}: $1469 → count = var.replicas, which is not declared`,
    ],
  ] as const)('%s', async ([, head, expected], { expect }) => {
    const { result } = await judged({ base: INFRA, head })
    expect(changes(result)).toStrictEqual([expected])
  })
})

describe.concurrent('a change of infrastructure that costs nothing is exactly zero', () => {
  const main = INFRA['infra/live/main.tf']
  const gpus = INFRA['infra/modules/inference/main.tf']
  test.for<[string, Files]>([
    ['white space', { 'infra/live/main.tf': main.replaceAll(/ +=/g, ' =').replaceAll('\n', '\n\n') }],
    [
      'comments',
      { 'infra/modules/inference/main.tf': `/* Serves answers. */\n${gpus.replaceAll('\n', ' # why\n')}` },
    ],
    [
      'resources in another file of their module',
      { 'infra/modules/inference/main.tf': null, 'infra/modules/inference/gpus.tf': gpus },
    ],
    [
      'a resource with another name that says where it was',
      {
        'infra/modules/inference/main.tf': `${gpus.replace('"vllm"', '"sglang"')}
moved {
  from = aws_instance.vllm
  to   = aws_instance.sglang
}
`,
      },
    ],
    [
      'the folder of a module',
      {
        'infra/modules/inference/main.tf': null,
        'modules/gpus/main.tf': gpus,
        'infra/live/main.tf': main.replace('../modules/inference', '../../modules/gpus'),
      },
    ],
    [
      'the default as a variable file says it too',
      { 'infra/live/terraform.tfvars': 'gpu_type = "g5.xlarge"\n' },
    ],
    [
      'a module that is written out with a loop',
      {
        'infra/live/main.tf': main.replace(
          'replicas      = 2',
          'replicas      = length([for zone in ["a", "b"] : zone])',
        ),
      },
    ],
  ])('%s', async ([, head], { expect }) => {
    const { result, exitCode } = await judged({ base: INFRA, head })
    expect(changes(result)).toStrictEqual([])
    expect([exitCode, result.totals.usd_per_month.delta]).toStrictEqual([0, 0])
  })
})

test('a root with variable files is paid in each of its environments', async ({ expect }) => {
  const config = `${HELPDESK['unitcost.yml']}infrastructure:
  variables:
    - { root: infra/live, files: [infra/live/env/prod.tfvars], environment: production }
    - { root: infra/live, files: [infra/live/env/dev.tfvars], environment: development }
`
  const base = {
    ...INFRA,
    'unitcost.yml': config,
    'infra/live/env/prod.tfvars': 'gpu_type = "g5.12xlarge"\n',
    'infra/live/env/dev.tfvars': 'gpu_type = "g5.xlarge"\n',
  }
  const { result } = await judged({
    base,
    head: { 'infra/live/env/prod.tfvars': 'gpu_type = "p4d.24xlarge"\n' },
  })
  expect(changes(result)).toStrictEqual([
    'infra/live/module.inference.aws_instance.vllm@production: $8281 → $32058; capacity 2 × g5.12xlarge → 2 × p4d.24xlarge at infra/live/env/prod.tfvars:1',
  ])
})

describe.concurrent('a file that cannot be read leaves what it decides unknown, not gone', () => {
  const vllm = 'infra/live/module.inference.aws_instance.vllm'
  test('the file of the resource: it blocks', async ({ expect }) => {
    const { result, exitCode } = await judged({
      base: INFRA,
      head: edited('infra/modules/inference/main.tf', 'default = 1\n', 'default = [\n'),
    })
    expect(changes(result)).toStrictEqual([
      `${vllm}: $1469 → infra/modules/inference/main.tf:5 cannot be read: This file is not valid HCL: expected a value, found "}"`,
    ])
    expect(exitCode).toBe(1)
  })

  test('the file of its variables', async ({ expect }) => {
    const { result } = await judged({
      base: INFRA,
      head: edited('infra/live/variables.tf', '"g5.xlarge"', '"g5.xlarge'),
    })
    expect(changes(result)).toStrictEqual([
      `${vllm}: $1469 → instance_type = var.gpu_type, whose block in infra/live/variables.tf:1 cannot be read`,
    ])
    expect(result.verdict).toBe('warn')
    expect(result.totals.usd_per_month.head).toBeNull()
  })
})
