import { expect, test } from 'vitest'
import { bought } from '../template/testing.ts'
import { pulumi } from './pulumi.ts'

const read = (texts: Readonly<Record<string, string>>) => bought(pulumi, texts)

const program = `
name: chat
runtime: yaml
config:
  instanceType: { type: string, default: ml.g5.xlarge }
  count: { type: integer }
  sizes: { default: [g5.xlarge, g5.2xlarge] }
variables:
  family: \${sizes[1]}
  loop: \${loop}
  zones: { fn::invoke: { function: aws:getAvailabilityZones } }
resources:
  config:
    type: aws:sagemaker:EndpointConfiguration
    properties:
      productionVariants:
        - { variantName: AllTraffic, instanceType: "\${instanceType}", initialInstanceCount: "\${count}" }
      tags: { finops.team: support }
  endpoint:
    type: aws:sagemaker/endpoint:Endpoint
    properties: { endpointConfigName: "\${config.name}" }
  scaling:
    type: aws:appautoscaling:Target
    properties:
      serviceNamespace: sagemaker
      resourceId: endpoint/\${endpoint.name}/variant/AllTraffic
      minCapacity: 1
      maxCapacity: 4
  gpu:
    type: aws:ec2:Instance
    properties: { instanceType: "\${family}" }
  accelerated:
    type: aws:ec2:Instance
    properties: { instanceType: { fn::join: [".", [g6, "\${zones[0]}"]] }, tags: { Name: vllm } }
  l4:
    type: gcp:compute:Instance
    properties: { machineType: n1-standard-8, zone: us-central1-a, guestAccelerators: [{ type: nvidia-tesla-t4, count: 2 }] }
  account:
    type: azure-native:cognitiveservices:Account
    properties: { location: eastus2, tags: { finops.team: search } }
  ptu:
    type: azure-native:cognitiveservices/v20241001:Deployment
    properties:
      accountName: \${account.name}
      sku: { name: ProvisionedManaged, capacity: 50 }
      properties: { model: { name: gpt-4o } }
  vm:
    type: azure-native:compute:VirtualMachine
    properties: { location: westeurope, hardwareProfile: { vmSize: Standard_NC6s_v3 } }
`

test('a program as its defaults say', () => {
  expect(read({ 'infra/Pulumi.yaml': program })).toMatchInlineSnapshot(`
    [
      "infra/Pulumi.yaml/config:13: ? × ml.g5.xlarge",
      "  tags finops.team=support",
      "  assumed: instance_type from the default of config instanceType (infra/Pulumi.yaml:5)",
      "  unresolved: initial_instance_count = config count, which has no default",
      "infra/Pulumi.yaml/gpu:29: 1 × g5.2xlarge",
      "  assumed: instance_type from the default of config sizes (infra/Pulumi.yaml:7)",
      "infra/Pulumi.yaml/accelerated:32: 1 × ?",
      "  tags Name=vllm",
      "  unresolved: instance_type = g6.…, where … is fn::invoke, known only when it is deployed",
      "infra/Pulumi.yaml/l4:35: 1 × n1-standard-8 + 2 nvidia-tesla-t4, us-central1",
      "infra/Pulumi.yaml/ptu:41: 50 × PTU, eastus2, regional, gpt-4o (provisioned-throughput)",
      "  tags finops.team=search",
      "infra/Pulumi.yaml/vm:47: 1 × Standard_NC6s_v3, westeurope",
    ]
  `)
})

test('a program is paid for in each of its stacks', () => {
  const stack = (count: number, region: string) =>
    `config:\n  aws:region: ${region}\n  chat:count: "${count}"\n  instanceType: ml.g5.12xlarge\n`
  const facts = read({
    'infra/Pulumi.yaml': program,
    'infra/Pulumi.dev.yaml': stack(1, 'us-east-1'),
    'infra/Pulumi.prod.yaml': stack(3, 'eu-central-1'),
    'other/Pulumi.prod.yaml': stack(9, 'eu-central-1'),
  })
  expect(facts.filter(line => line.includes('/config'))).toEqual([
    'infra/Pulumi.yaml/config@dev:13: 1…1…4 × ml.g5.12xlarge, us-east-1',
    'infra/Pulumi.yaml/config@prod:13: 1…3…4 × ml.g5.12xlarge, eu-central-1',
  ])
})

test('a secret is nothing that anybody could read', () => {
  const stack = 'config:\n  chat:count: { secure: AAABAKs1 }\n'
  expect(read({ 'Pulumi.yaml': program, 'Pulumi.dev.yaml': stack }).join('\n')).toContain(
    'initial_instance_count = a secret',
  )
})

const step = (op: string, [type, name]: readonly [string, string], inputs: object) => {
  const urn = `urn:pulumi:prod::chat::${type}::${name}`
  return {
    op,
    urn,
    ...(op === 'delete' ? { oldState: { urn, type, inputs } } : { newState: { urn, type, inputs } }),
  }
}

const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'

const preview = (steps: readonly object[]) =>
  JSON.stringify({ config: { 'aws:region': 'us-west-2' }, steps }, null, 1)

test('a preview of a program in any language', () => {
  const text = preview([
    step('same', ['pulumi:pulumi:Stack', 'chat-prod'], {}),
    step('create', ['aws:ec2/instance:Instance', 'gpu'], { instanceType: 'g5.xlarge', tags: { team: 'ml' } }),
    step('update', ['aws:ec2/instance:Instance', 'gpu-later'], { instanceType: UNKNOWN }),
    step('delete', ['aws:ec2/instance:Instance', 'gone'], { instanceType: 'p4d.24xlarge' }),
  ])
  expect(read({ 'infra/preview.json': text })).toMatchInlineSnapshot(`
    [
      "infra/preview.json/gpu:18: 1 × g5.xlarge, us-west-2",
      "  tags team=ml",
      "infra/preview.json/gpu-later:32: 1 × ?, us-west-2",
      "  unresolved: instance_type = known only when it is deployed",
    ]
  `)
})

test('a preview is exact, so its program is not read again', () => {
  const text = preview([step('create', ['aws:ec2/instance:Instance', 'gpu'], { instanceType: 'g5.xlarge' })])
  expect(read({ 'Pulumi.yaml': program, 'preview.json': text })).toEqual([
    'preview.json/gpu:9: 1 × g5.xlarge, us-west-2',
  ])
})

test('a program in another language is not read', () => {
  expect(read({ 'Pulumi.yaml': program.replace('runtime: yaml', 'runtime: nodejs') })).toEqual([])
})

test('variables that double each other cost no time', () => {
  const lines = Array.from({ length: 60 }, (_, index) => `  v${index + 1}: "\${v${index}}\${v${index}}"`)
  const text = `name: x\nruntime: yaml\nvariables:\n  v0: gpu\n${lines.join('\n')}\nresources:\n  gpu: { type: aws:ec2:Instance, properties: { instanceType: "\${v60}" } }\n`
  expect(read({ 'Pulumi.yaml': text }).join('\n')).toContain('a text of more than 65536 characters')
})
