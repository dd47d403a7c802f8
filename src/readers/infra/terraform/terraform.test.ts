import { describe, expect, test } from 'vitest'
import type { CapacityFact, Fact } from '../../../model/fact.ts'
import { NO_SETUP } from '../../reader.ts'
import { terraform } from './terraform.ts'

const read = (text: string, path = 'infra/gpu.tf') =>
  terraform.read(new Map([[path, { path, text }]]), NO_SETUP)
const isCapacity = (fact: Fact): fact is CapacityFact => fact.kind === 'capacity'
const capacities = (text: string): readonly CapacityFact[] => read(text).facts.filter(isCapacity)

/** A fact on one line, as a person would say it. */
const said = (fact: CapacityFact): string => {
  const { low, expected, high } = fact.units ?? { low: '?', expected: '?', high: '?' }
  const units = low === high ? `${expected}` : `${low}…${expected}…${high}`
  const extra = [fact.region, fact.pricing === 'spot' ? 'spot' : null, fact.offer, fact.model]
  const bought = [`${units} × ${fact.sku ?? '?'}`, ...extra.filter(value => value !== null)].join(', ')
  const what = fact.resource === 'gpu-instance' ? bought : `${bought} (${fact.resource})`
  return fact.unresolved === null ? what : `${what}: ${fact.unresolved}`
}
const saidOf = (text: string): readonly string[] => capacities(text).map(said)

test('a whole file: facts with the line of every value', () => {
  const text = `variable "nodes" {
  default = "3"
}

provider "aws" {
  region = "eu-central-1"
  default_tags {
    tags = { owner = "ml-platform" }
  }
}

resource "aws_instance" "vllm" {
  ami           = data.aws_ami.deep_learning.id
  count         = var.nodes
  instance_type = "g5.2xlarge"
  tags          = merge(local.tags, { "finops.team" = "support" })
}
`
  expect(read(text)).toMatchInlineSnapshot(`
    {
      "diagnostics": [],
      "facts": [
        {
          "accelerator": null,
          "assumed": [
            "count from the default of var.nodes (infra/gpu.tf:2)",
          ],
          "at": {
            "line": 12,
            "path": "infra/gpu.tf",
          },
          "engine": null,
          "id": "infra/aws_instance.vllm",
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
            "line": 15,
            "path": "infra/gpu.tf",
          },
          "tags": {
            "finops.team": "support",
            "owner": "ml-platform",
          },
          "tagsUnread": "tags = local.tags, which is not declared",
          "units": {
            "expected": 3,
            "high": 3,
            "low": 3,
          },
          "unitsAt": {
            "line": 2,
            "path": "infra/gpu.tf",
          },
          "unresolved": null,
        },
      ],
    }
  `)
})

const deployment = (sku: string) =>
  `resource "azurerm_cognitive_deployment" "chat" {\n model {\n name = "gpt-4o"\n }\n ${sku}\n}`

const variant = (type: string, name: string) =>
  `${type} {\n variant_name = "${name}"\n instance_type = "ml.g5.xlarge"\n initial_instance_count = 1\n }\n`

const endpoint = (variants: string) => `resource "aws_sagemaker_endpoint_configuration" "e" {\n${variants}}\n`

describe('what is bought', () => {
  test.for([
    [
      'machine without accelerators',
      `
resource "aws_instance" "web" {
  instance_type = "m5.large"
}
`,
      [],
    ],
    [
      'trainium',
      `
resource "aws_instance" "t" {
  instance_type = "trn1.32xlarge"
}
`,
      ['1 × trn1.32xlarge'],
    ],
    [
      'spot instance in a zone',
      `
resource "aws_instance" "t" {
  instance_type = "g6.xlarge"
  availability_zone = "us-west-2b"
  instance_market_options {
    market_type = "spot"
  }
}
`,
      ['1 × g6.xlarge, us-west-2, spot'],
    ],
    [
      'group with a template of the same file',
      `
resource "aws_launch_template" "gpu" {
  instance_type = "g4dn.xlarge"
}
resource "aws_autoscaling_group" "w" {
  min_size = 0
  max_size = 4
  desired_capacity = 2
  launch_template {
    id = aws_launch_template.gpu.id
  }
}
`,
      ['0…2…4 × g4dn.xlarge'],
    ],
    [
      'template that nothing in the file uses',
      `
resource "aws_launch_template" "gpu" {
  instance_type = "g4dn.xlarge"
}
`,
      ['? × g4dn.xlarge: how many machines use this launch template is not stated'],
    ],
    [
      'EKS node group',
      `
resource "aws_eks_node_group" "gpu" {
  instance_types = ["g5.12xlarge"]
  capacity_type = "SPOT"
  scaling_config {
    desired_size = 2
    max_size = 5
    min_size = 1
  }
}
`,
      ['1…2…5 × g5.12xlarge, spot'],
    ],
    [
      'SageMaker endpoint with a scaling variant',
      `
resource "aws_sagemaker_endpoint_configuration" "e" {
  production_variants {
    instance_type = "ml.g5.xlarge"
    initial_instance_count = 2
    managed_instance_scaling {
      min_instance_count = 1
      max_instance_count = 6
    }
  }
}
`,
      ['1…2…6 × ml.g5.xlarge'],
    ],
    [
      'serverless SageMaker endpoint',
      `
resource "aws_sagemaker_endpoint_configuration" "e" {
  production_variants {
    serverless_config {
      memory_size_in_mb = 3072
      max_concurrency = 5
    }
  }
}
`,
      ['5 × serverless 3072 MB (per-use)'],
    ],
    [
      'Bedrock throughput',
      `
resource "aws_bedrock_provisioned_model_throughput" "p" {
  model_arn = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2"
  model_units = 2
}
`,
      ['2 × MODEL_UNIT, anthropic.claude-v2 (provisioned-throughput)'],
    ],
    [
      'Compute Engine machine with its own GPUs',
      `
resource "google_compute_instance" "v" {
  machine_type = "a3-highgpu-8g"
  zone = "us-central1-a"
  scheduling {
    provisioning_model = "SPOT"
  }
}
`,
      ['1 × a3-highgpu-8g, us-central1, spot'],
    ],
    [
      'machine with attached GPUs',
      `
resource "google_compute_instance" "v" {
  machine_type = "n1-standard-2"
  guest_accelerator {
    type = "nvidia-tesla-t4"
    count = 2
  }
}
`,
      ['1 × n1-standard-2 + 2 nvidia-tesla-t4'],
    ],
    [
      'GKE pool in a zone',
      `
resource "google_container_node_pool" "p" {
  location = "us-central1-a"
  autoscaling {
    min_node_count = 0
    max_node_count = 3
  }
  node_config {
    machine_type = "g2-standard-4"
    spot = true
  }
}
`,
      ['0…0…3 × g2-standard-4, us-central1, spot'],
    ],
    [
      'GKE pool in a region: numbers are per zone',
      `
resource "google_container_cluster" "c" {
  location = "europe-west4"
}
resource "google_container_node_pool" "p" {
  cluster = google_container_cluster.c.name
  node_count = 1
  node_config {
    machine_type = "g2-standard-4"
  }
}
`,
      ['3 × g2-standard-4, europe-west4'],
    ],
    [
      'GKE pool with total numbers',
      `
resource "google_container_node_pool" "p" {
  node_locations = ["us-east4-a", "us-east4-b"]
  autoscaling {
    total_min_node_count = 0
    total_max_node_count = 1
  }
  node_config {
    machine_type = "a3-highgpu-8g"
  }
}
`,
      ['0…0…1 × a3-highgpu-8g'],
    ],
    [
      'Azure machine: case does not matter',
      `
resource "azurerm_linux_virtual_machine" "v" {
  size = "standard_nc4as_t4_v3"
  location = "East US"
  priority = "Spot"
}
`,
      ['1 × Standard_NC4as_T4_v3, eastus, spot'],
    ],
    [
      'AKS pool',
      `
resource "azurerm_kubernetes_cluster" "k" {
  location = "westeurope"
}
resource "azurerm_kubernetes_cluster_node_pool" "p" {
  kubernetes_cluster_id = azurerm_kubernetes_cluster.k.id
  vm_size = "Standard_NC24ads_A100_v4"
  auto_scaling_enabled = true
  node_count = 1
  min_count = 1
  max_count = 4
}
`,
      ['1…1…4 × Standard_NC24ads_A100_v4, westeurope'],
    ],
    [
      'two Azure machines of one kind',
      `
resource "azurerm_linux_virtual_machine" "v" {
  count = 2
  size = "Standard_ND96isr_H100_v5"
}
`,
      ['2 × Standard_ND96isr_H100_v5'],
    ],
  ] as const)('%s', ([, text, expected]) => {
    expect(saidOf(text)).toEqual(expected)
  })

  test.for([
    ['Standard', ['50 × Standard, regional, gpt-4o (quota)']],
    ['GlobalStandard', ['50 × GlobalStandard, global, gpt-4o (quota)']],
    ['DataZoneStandard', ['50 × DataZoneStandard, data_zone, gpt-4o (quota)']],
    ['GlobalBatch', ['50 × GlobalBatch, global, gpt-4o (quota)']],
    ['ProvisionedManaged', ['50 × PTU, regional, gpt-4o (provisioned-throughput)']],
    ['GlobalProvisionedManaged', ['50 × PTU, global, gpt-4o (provisioned-throughput)']],
    ['DataZoneProvisionedManaged', ['50 × PTU, data_zone, gpt-4o (provisioned-throughput)']],
  ] as const)('Azure OpenAI %s', ([name, expected]) => {
    expect(saidOf(deployment(`sku {\n name = "${name}"\n capacity = 50\n }`))).toEqual(expected)
    expect(saidOf(deployment(`scale {\n type = "${name}"\n capacity = 50\n }`))).toEqual(expected)
  })

  test('a shadow variant costs as much as the one that answers', () => {
    const live = variant('production_variants', 'live')
    const shadow = variant('shadow_production_variants', 'next')
    expect(capacities(endpoint(live)).map(fact => fact.id)).toEqual([
      'infra/aws_sagemaker_endpoint_configuration.e',
    ])
    expect(capacities(endpoint(live + shadow)).map(fact => fact.id)).toEqual([
      'infra/aws_sagemaker_endpoint_configuration.e#live',
      'infra/aws_sagemaker_endpoint_configuration.e#next',
    ])
  })
})

const gpus = (count: string, more = '') =>
  `resource "aws_instance" "gpu" {\n instance_type = "g5.xlarge"\n ${count}\n}\n${more}`

describe('how many', () => {
  test.for([
    ['count = 4', '', ['4 × g5.xlarge']],
    ['count = 0', '', []],
    ['count = var.n', 'variable "n" {\n default = "2"\n}', ['2 × g5.xlarge']],
    ['count = var.n', 'variable "n" {\n default = 0\n}', []],
    ['count = var.n', '', ['? × g5.xlarge: count = var.n, which is not declared']],
    ['count = var.n', 'variable "n" {}', ['? × g5.xlarge: count = var.n, which has no default']],
    [
      'count = var.on ? 1 : 0',
      '',
      ['? × g5.xlarge: count = var.on ? 1 : 0 rests on var.on, which is not declared'],
    ],
    ['for_each = toset(["a", "b"])', '', ['2 × g5.xlarge']],
    ['count = "two"', '', ['? × g5.xlarge: count = "two", which is not a count']],
    ['count = -1', '', ['? × g5.xlarge: count = -1, which is not a count']],
  ] as const)('%s %s', ([count, more, expected]) => {
    expect(saidOf(gpus(count, more))).toEqual(expected)
  })

  test('a scaling block made by a dynamic one is unknown, not absent', () => {
    expect(
      saidOf(
        `
resource "aws_eks_node_group" "gpu" {
  instance_types = ["g5.xlarge"]
  dynamic "scaling_config" {
    for_each = var.sizes
    content {}
  }
}
`,
      ),
    ).toEqual([
      '? × g5.xlarge: scaling_config: dynamic "scaling_config" for each of var.sizes, which is not declared',
    ])
  })
})

test.for([
  [
    'a GPU name',
    `
resource "aws_instance" "gpu" {
  instance_type = var.type
}
`,
    1,
  ],
  [
    'nothing about inference',
    `
resource "aws_instance" "web" {
  instance_type = var.type
}
`,
    0,
  ],
] as const)('a machine of unknown type with %s: %i facts', ([, text, facts]) => {
  expect(capacities(text).length).toBe(facts)
})

test('a provider alias chooses the region', () => {
  expect(
    saidOf(
      `
provider "aws" {
  region = "us-east-1"
}
provider "aws" {
  alias = "west"
  region = "us-west-2"
}
resource "aws_instance" "gpu" {
  provider = aws.west
  instance_type = "p5.48xlarge"
}
`,
    ),
  ).toEqual(['1 × p5.48xlarge, us-west-2'])
})

test('the identity is the folder and the address, never the file', () => {
  const text = `
resource "aws_instance" "gpu" {
  instance_type = "g5.xlarge"
}
`
  const idIn = (path: string) => read(text, path).facts.map(fact => fact.id)
  expect(idIn('infra/a.tf')).toEqual(idIn('infra/b.tf'))
  expect(idIn('main.tf')).toEqual(['aws_instance.gpu'])
})

test('a damaged block is unpriced, the others are read', () => {
  const reading = read(
    `
resource "aws_instance" "gpu" {
  instance_type = "g5.xlarge"
  count = [2
}
resource "aws_instance" "more" {
  instance_type = "g5.xlarge"
}
`,
  )
  expect(reading.facts.filter(isCapacity).map(said)).toEqual([
    '1 × g5.xlarge: the block has a syntax error',
    '1 × g5.xlarge',
  ])
  expect(reading.diagnostics).toEqual([
    {
      code: 'hcl-syntax',
      severity: 'error',
      message: 'This file is not valid HCL: expected "]", found "}".',
      hint: 'Fix the syntax near this line (`terraform validate` shows it), so that its cost can be read again.',
      path: 'infra/gpu.tf',
      line: 5,
    },
  ])
})

test.for([
  ['a GPU machine', 'resource "aws_instance" "gpu" {}', true],
  ['a bucket', 'resource "aws_s3_bucket" "logs" {}', false],
] as const)('%s is looked at: %s', ([, text, expected]) => {
  expect(terraform.sniff({ path: 'main.tf', text })).toBe(expected)
})

test('an endpoint whose name has a random part is scaled all the same', () => {
  expect(
    saidOf(`
resource "random_string" "suffix" {
  length = 8
}
resource "aws_sagemaker_endpoint_configuration" "chat" {
  production_variants {
    instance_type          = "ml.g5.xlarge"
    initial_instance_count = 1
  }
}
resource "aws_sagemaker_endpoint" "chat" {
  name                 = "chat-\${random_string.suffix.result}"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.chat.name
}
resource "aws_appautoscaling_target" "chat" {
  service_namespace = "sagemaker"
  resource_id       = "endpoint/\${aws_sagemaker_endpoint.chat.name}/variant/AllTraffic"
  min_capacity      = 0
  max_capacity      = 4
}
`),
  ).toEqual(['0…1…4 × ml.g5.xlarge'])
})
