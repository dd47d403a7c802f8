import { describe, expect, test } from 'vitest'
import type { Value } from '../../value.ts'
import { shownStack, stackIn, type Sources } from './testing.ts'

const one = (expression: string, more = '', files: Sources = {}) =>
  shownStack({
    'main.tf': `resource "aws_instance" "gpu" {\n  instance_type = ${expression}\n}\n${more}`,
    ...files,
  })[0]?.replace('aws_instance.gpu instance_type=', '')

describe('variables', () => {
  test.for([
    ['a default', 'variable "type" {\n default = "g5.xlarge"\n}', {}, '"g5.xlarge"'],
    ['no default', 'variable "type" {}', {}, '<var.type, which has no default>'],
    ['no declaration', '', {}, '<var.type, which is not declared>'],
    ['terraform.tfvars', 'variable "type" {\n default = "a"\n}', { 'terraform.tfvars': 'type = "b"' }, '"b"'],
    [
      'the last *.auto.tfvars',
      'variable "type" {}',
      {
        'terraform.tfvars': 'type = "a"',
        'a.auto.tfvars': 'type = "b"',
        'b.auto.tfvars.json': '{"type": "c"}',
      },
      '"c"',
    ],
    [
      'a file that Terraform does not find by itself',
      'variable "type" {}',
      { 'prod.tfvars': 'type = "b"' },
      '<var.type, which has no default (prod.tfvars sets it: see `infrastructure.variables` of unitcost.yml)>',
    ],
    [
      'a null that is not allowed',
      'variable "type" {\n default = "a"\n nullable = false\n}',
      { 'terraform.tfvars': 'type = null' },
      '"a"',
    ],
    [
      'another file of the folder',
      '',
      { 'variables.tf': 'variable "type" {\n default = "g6.xlarge"\n}' },
      '"g6.xlarge"',
    ],
  ] as const)('%s', ([, more, files, expected]) => {
    expect(one('var.type', more, files)).toBe(expected)
  })

  test.for([
    [
      'optional attributes',
      'object({ n = optional(number, 3), s = optional(string) })',
      '{}',
      '{n: 3, s: null}',
    ],
    [
      'optional attributes inside a map',
      'map(object({ n = optional(number, 3) }))',
      '{ a = {} }',
      '{a: {n: 3}}',
    ],
    ['numbers that are texts', 'number', '"4"', '4'],
    ['texts that are numbers', 'list(string)', '[1, 2]', '["1", "2"]'],
    ['sets', 'set(string)', '["b", "a", "b"]', '["a", "b"]'],
    ['anything', 'any', '{ a = [1] }', '{a: [1]}'],
    ['attributes that the type lacks', 'object({ a = string })', '{ a = "x", b = "y" }', '{a: "x"}'],
    ['the type as a text, as it was before 0.12', '"list"', '["a"]', '["a"]'],
  ] as const)('a type is applied: %s', ([, type, preset, expected]) => {
    expect(one('var.v', `variable "v" {\n type = ${type}\n default = ${preset}\n}`)).toBe(expected)
  })

  const originOf = (value: Value | undefined) =>
    value &&
    [value.origin.source, value.origin.name, `${value.origin.at.path}:${value.origin.at.line}`].join(' ')

  test.for([
    ['a literal', '"g5"', {}, 'literal  main.tf:2'],
    ['a default', 'var.type', {}, 'default var.type vars.tf:2'],
    ['a default inside a text', '"ml.${var.type}"', {}, 'default var.type vars.tf:2'],
    ['a default that decides', 'var.type == "g5" ? "p5" : "g5"', {}, 'default var.type vars.tf:2'],
    [
      'a variable file',
      'var.type',
      { 'terraform.tfvars': '\ntype = "g6"' },
      'variables var.type terraform.tfvars:2',
    ],
    ['a local', 'local.type', {}, 'literal  vars.tf:5'],
    ['a default through a function', 'lower(var.type)', {}, 'default var.type vars.tf:2'],
  ] as const)('where a value was decided: %s', ([, expression, files, expected]) => {
    const [resource] = stackIn({
      'main.tf': `resource "aws_instance" "gpu" {\n  instance_type = ${expression}\n}`,
      'vars.tf': 'variable "type" {\n  default = "g5"\n}\nlocals {\n  type = "g5"\n}',
      ...files,
    })
    expect(originOf(resource?.values.get('instance_type'))).toBe(expected)
  })
})

describe('locals and other resources', () => {
  test.for([
    ['a chain of locals', 'local.a', 'locals {\n a = local.b\n b = "x"\n}', '"x"'],
    [
      'a circle of locals',
      'local.a',
      'locals {\n a = local.b\n b = local.a\n}',
      '<local.a, which is made of itself>',
    ],
    [
      'an attribute that another block states',
      'aws_instance.cpu.instance_type',
      'resource "aws_instance" "cpu" {\n instance_type = "m5"\n}',
      '"m5"',
    ],
    [
      'one that is known later',
      'aws_instance.cpu.id',
      'resource "aws_instance" "cpu" {}',
      '<aws_instance.cpu.id, which is known once it exists>',
    ],
    [
      'a nested block',
      'aws_instance.cpu.disk[0].size',
      'resource "aws_instance" "cpu" {\n disk {\n size = 5\n }\n}',
      '5',
    ],
    [
      'an instance',
      'aws_instance.cpu[1].tag',
      'resource "aws_instance" "cpu" {\n count = 2\n tag = "n${count.index}"\n}',
      '"n1"',
    ],
    ['how many', 'length(aws_instance.cpu)', 'resource "aws_instance" "cpu" {\n count = 2\n}', '2'],
    [
      'none of them',
      'try(aws_instance.cpu[0].id, "none")',
      'resource "aws_instance" "cpu" {\n count = 0\n}',
      '"none"',
    ],
    [
      'a data source',
      'data.aws_ami.gpu.id',
      'data "aws_ami" "gpu" {}',
      '<data.aws_ami.gpu.id, which is read when it runs>',
    ],
    [
      'the region that the provider states',
      '"${data.aws_region.here.name}b"',
      'data "aws_region" "here" {}\nprovider "aws" {\n region = "eu-west-1"\n}',
      '"eu-west-1b"',
    ],
    ['the workspace', 'terraform.workspace', '', '<terraform.workspace, which is decided when it runs>'],
    ['an undeclared resource', 'aws_instance.gone.type', '', '<aws_instance.gone, which is not declared>'],
  ] as const)('%s', ([, expression, more, expected]) => {
    expect(one(expression, more)).toBe(expected)
  })

  test('an unknown value names the resources that it is made from', () => {
    const [resource] = stackIn({
      'main.tf': `resource "aws_eks_node_group" "gpu" {
  cluster_name = aws_eks_cluster.main[0].name
  name         = "\${data.aws_ami.gpu.name}-gpu"
}
resource "aws_eks_cluster" "main" {
  count = 1
}
`,
    })
    const referencesOf = (name: string) => {
      const value = resource?.values.get(name)
      return value?.kind === 'unknown' ? value.references : null
    }
    expect(referencesOf('cluster_name')).toEqual(['aws_eks_cluster.main'])
    expect(referencesOf('name')).toEqual(['data.aws_ami.gpu'])
  })
})

describe('how many there are', () => {
  const counted = (meta: string, more = '', isOpen = false) =>
    shownStack({ 'main.tf': `resource "aws_instance" "gpu" {\n ${meta}\n}\n${more}` }, { isOpen })

  test.for([
    ['count = 2\n tag = count.index', '', ['aws_instance.gpu[0] tag=0', 'aws_instance.gpu[1] tag=1']],
    ['count = 0', '', []],
    ['count = var.on ? 1 : 0', 'variable "on" {\n default = false\n}', []],
    ['count = null', '', ['aws_instance.gpu']],
    ['count = var.n', '', ['aws_instance.gpu[?] !! count = var.n, which is not declared']],
    ['count = 1.5', '', ['aws_instance.gpu[?] !! count = 1.5, which is not a count']],
    ['count = 100000', '', ['aws_instance.gpu[?] !! count = 100000 rests on more than 1000 instances']],
    [
      'count = length(aws_instance.gpu)',
      '',
      [
        'aws_instance.gpu[?] !! count = length(aws_instance.gpu) rests on aws_instance.gpu, which is known once it exists',
      ],
    ],
    [
      'for_each = { "10" = "a", "9" = "b" }\n tag = "${each.key}${each.value}"',
      '',
      ['aws_instance.gpu["10"] tag="10a"', 'aws_instance.gpu["9"] tag="9b"'],
    ],
    ['for_each = toset(["b", "a", "b"])', '', ['aws_instance.gpu["a"]', 'aws_instance.gpu["b"]']],
    ['for_each = {}', '', []],
    [
      'for_each = var.gone\n tag = each.value.size',
      '',
      [
        'aws_instance.gpu[?] tag=<var.gone, which is not declared> !! for_each = var.gone, which is not declared',
      ],
    ],
    ['for_each = { for k, v in { a = 1, b = 0 } : k => v if v > 0 }', '', ['aws_instance.gpu["a"]']],
  ] as const)('%s', ([meta, more, expected]) => {
    expect(counted(meta, more)).toEqual(expected)
  })

  test('what a module has by default is no proof where nobody calls it', () => {
    const preset = 'variable "pools" {\n default = {}\n}'
    expect(counted('for_each = var.pools', preset, true)).toEqual([
      'aws_instance.gpu[?] !! for_each = var.pools, whose default is none: whoever calls the module decides',
    ])
    expect(counted('count = 0', '', true)).toEqual([])
  })

  test('dynamic blocks', () => {
    const node = (forEach: string) =>
      counted(`dynamic "taint" {
    for_each = ${forEach}
    iterator = each_taint
    content {
      key = each_taint.value
    }
  }
  taint {
    key = "last"
  }`)
    expect(node('["a", "b"]')).toEqual(['aws_instance.gpu taint=[{key: "a"}, {key: "b"}, {key: "last"}]'])
    expect(node('[]')).toEqual(['aws_instance.gpu taint=[{key: "last"}]'])
    expect(node('var.taints')).toEqual([
      'aws_instance.gpu taint=<dynamic "taint" for each of var.taints, which is not declared>',
    ])
  })
})

describe('modules', () => {
  const POOL = `variable "type" {}
variable "size" {
  default = 1
}
resource "aws_eks_node_group" "this" {
  instance_types = [var.type]
  size           = var.size
}
output "type" {
  value = aws_eks_node_group.this.instance_types[0]
}
`
  test('inputs are evaluated where the call stands, outputs where they are declared', () => {
    expect(
      shownStack({
        'main.tf': `locals {
  types = { gpu = "g5.xlarge" }
}
module "pool" {
  source = "./modules/pool"
  type   = local.types["gpu"]
}
resource "aws_instance" "like_it" {
  instance_type = module.pool.type
  ami           = module.pool.gone
}
`,
        'modules/pool/main.tf': POOL,
      }),
    ).toEqual([
      'aws_instance.like_it instance_type="g5.xlarge" ami=<module.pool.gone, which is not declared>',
      'module.pool.aws_eks_node_group.this instance_types=["g5.xlarge"] size=1',
    ])
  })

  test('instances of a module, with their keys; none where it is disabled', () => {
    expect(
      shownStack({
        'main.tf': `module "pool" {
  for_each = { big = "p5", small = "g5" }
  source   = "./pool"
  type     = each.value
}
module "off" {
  count  = 0
  source = "./pool"
  type   = "p4"
}
module "maybe" {
  count  = var.on ? 1 : 0
  source = "./pool"
  type   = "p4"
}
variable "on" {}
resource "aws_instance" "small" {
  instance_type = module.pool["small"].type
}
`,
        'pool/main.tf': POOL,
      }),
    ).toEqual([
      'aws_instance.small instance_type="g5"',
      'module.pool.aws_eks_node_group.this["big"] instance_types=["p5"] size=1',
      'module.pool.aws_eks_node_group.this["small"] instance_types=["g5"] size=1',
      'module.maybe.aws_eks_node_group.this[?] instance_types=["p4"] size=1 !! count = var.on ? 1 : 0 rests on var.on, which has no default',
    ])
  })

  test('grandchildren, and a default of a module that nobody outside can override', () => {
    const stack = stackIn(
      {
        'live/prod/main.tf': 'module "platform" {\n  source = "../../platform"\n}\n',
        'platform/main.tf':
          'variable "n" {\n  default = 3\n}\nmodule "pool" {\n  source = "./pool"\n  type = "g5"\n  size = var.n\n}\n',
        'platform/pool/main.tf': POOL,
      },
      { root: 'live/prod' },
    )
    expect(stack.map(({ address, root, at }) => [root, address, at])).toEqual([
      [
        'live/prod',
        'module.platform.module.pool.aws_eks_node_group.this',
        { path: 'platform/pool/main.tf', line: 5 },
      ],
    ])
    expect(stack[0]?.values.get('size')).toMatchObject({
      value: 3,
      origin: { source: 'literal', at: { path: 'platform/main.tf', line: 2 } },
    })
  })

  test('a module that is not in the tree is what it is called with', () => {
    const stack = stackIn({
      'main.tf': `provider "aws" {
  region = "eu-west-1"
}
module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "~> 20.0"
  eks_managed_node_groups = { gpu = { instance_types = [var.type] } }
}
module "tags" {
  source = "git::https://git.example.test/tags.git?ref=v1"
}
variable "type" {
  default = "g6.xlarge"
}
`,
    })
    expect(stack.map(({ type, address }) => `${type} ${address}`)).toEqual([
      'module:terraform-aws-modules/eks/aws module.eks',
      'module:git::https://git.example.test/tags.git module.tags',
    ])
    expect([...(stack[0]?.values.keys() ?? [])]).toEqual(['eks_managed_node_groups'])
    expect(stack[0]?.provider.get('region')).toMatchObject({ value: 'eu-west-1' })
  })

  test('providers: the default one, an alias, one that the caller hands over', () => {
    const stack = stackIn({
      'main.tf': `provider "aws" {
  region = "us-east-1"
}
provider "aws" {
  alias  = "west"
  region = var.west
}
variable "west" {
  default = "us-west-2"
}
resource "aws_instance" "east" {}
resource "aws_instance" "west" {
  provider = aws.west
}
module "inherits" {
  source = "./pool"
  type   = "g5"
}
module "handed" {
  source    = "./pool"
  type      = "g5"
  providers = { aws = aws.west }
}
`,
      'pool/main.tf': POOL,
    })
    const regionOf = (value: Value | undefined) => (value?.kind === 'scalar' ? value.value : null)
    expect(stack.map(({ address, provider }) => `${address} ${regionOf(provider.get('region'))}`)).toEqual([
      'aws_instance.east us-east-1',
      'aws_instance.west us-west-2',
      'module.inherits.aws_eks_node_group.this us-east-1',
      'module.handed.aws_eks_node_group.this us-west-2',
    ])
  })

  test('a block that was renamed keeps its first address', () => {
    expect(
      shownStack({
        'main.tf': `resource "aws_instance" "inference" {}
moved {
  from = aws_instance.gpu
  to   = aws_instance.llm
}
moved {
  from = aws_instance.llm
  to   = aws_instance.inference
}
`,
      }),
    ).toEqual(['aws_instance.gpu'])
  })
})

describe('JSON syntax', () => {
  test('is read like the native one', () => {
    const json = {
      '//': 'made by a generator',
      variable: { type: { type: 'string', default: 'g5.xlarge' } },
      locals: { count: 2 },
      resource: {
        aws_instance: {
          gpu: { count: '${local.count}', instance_type: 'ml.${var.type}', tags: { 'a/b': 'x"y' } },
        },
        aws_eks_node_group: {
          gpu: [
            {
              scaling_config: [{ min_size: 1 }],
              dynamic: { taint: { for_each: ['a'], content: { key: '${taint.value}' } } },
            },
          ],
        },
      },
    }
    expect(shownStack({ 'main.tf.json': JSON.stringify(json, null, 2) })).toEqual([
      'aws_instance.gpu[0] instance_type="ml.g5.xlarge" tags={a/b: "x\\"y"}',
      'aws_instance.gpu[1] instance_type="ml.g5.xlarge" tags={a/b: "x\\"y"}',
      'aws_eks_node_group.gpu taint=[{key: "a"}] scaling_config=[{min_size: 1}]',
    ])
  })
})

describe('what cannot be read', () => {
  test.for([
    [
      'the variable',
      { 'vars.tf': 'variable "type" {\n  default = [\n}\n' },
      '<var.type, whose block in vars.tf:1 cannot be read>',
    ],
    [
      'the file of the variable',
      { 'vars.tf': 'variable type" {\n  default = "x"\n}\n' },
      '<var.type, which may stand where vars.tf:1 cannot be read>',
    ],
    [
      'the variable file',
      { 'vars.tf': 'variable "type" {\n  default = "x"\n}\n', 'terraform.tfvars': 'type = [\n' },
      '<var.type, which terraform.tfvars:2 may set, and that cannot be read>',
    ],
  ] as const)('%s: the value is unknown, with the line', ([, files, expected]) => {
    expect(one('var.type', '', files)).toBe(expected)
  })

  test('what is declared again, as override files do, is in doubt', () => {
    expect(
      shownStack({
        'main.tf':
          'resource "aws_instance" "gpu" {\n  type = var.type\n}\nvariable "type" {\n  default = "a"\n}\n',
        'gpu_override.tf':
          'resource "aws_instance" "gpu" {\n  count = 0\n}\nvariable "type" {\n  default = "b"\n}\n',
      }),
    ).toEqual([
      'aws_instance.gpu type=<var.type, which gpu_override.tf:4 declares again> !! gpu_override.tf:1 declares it again',
    ])
  })

  test('a module call: its inputs are unknown, not their defaults', () => {
    expect(
      shownStack({
        'main.tf': 'module "pool" {\n  source = "./pool"\n  size = [1\n}\n',
        'pool/main.tf':
          'variable "size" {\n  default = 1\n}\nresource "aws_instance" "gpu" {\n  size = var.size\n}\n',
      }),
    ).toEqual([
      'module.pool.aws_instance.gpu size=<var.size, which main.tf:1 may set, and that cannot be read>',
    ])
  })
})

describe('hostile trees end', () => {
  const calls = (target: string) =>
    Array.from({ length: 10 }, (_, i) => `module "m${i}" {\n  source = "${target}"\n}\n`).join('')
  const levels = Object.fromEntries(
    Array.from({ length: 10 }, (_, level) => [
      `${Array.from({ length: level }, () => 'm/').join('')}main.tf`,
      `${calls('./m')}resource "aws_instance" "gpu" {}\n`,
    ]),
  )
  test.for([
    ['a module that calls itself', { 'main.tf': `${calls('./')}resource "aws_instance" "gpu" {}\n` }],
    ['ten calls on each of ten levels', levels],
    [
      'a thousand times a thousand',
      {
        'main.tf': 'module "m" {\n  count = 1000\n  source = "./m"\n}\n',
        'm/main.tf': 'module "m" {\n  count = 1000\n  source = "./m"\n}\n',
        'm/m/main.tf': 'resource "aws_instance" "gpu" {}\n',
      },
    ],
  ] as const)('%s', ([, files]) => {
    expect(stackIn(files).length).toBeLessThan(100_000)
  })
})
