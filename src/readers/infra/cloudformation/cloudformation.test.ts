import { describe, expect, test } from 'vitest'
import { bought } from '../template/testing.ts'
import { cloudformation } from './cloudformation.ts'

const read = (texts: Readonly<Record<string, string>>, setup?: Parameters<typeof bought>[2]) =>
  bought(cloudformation, texts, setup)

const endpoint = `
Parameters:
  StageName: { Type: String }
  InstanceType:
    Type: String
    Default: ml.g5.xlarge
  InstanceCount: { Type: Number }
Conditions:
  IsProduction: !Equals [!Ref StageName, prod]
Resources:
  ChatConfig:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - VariantName: AllTraffic
          InstanceType: !Ref InstanceType
          InitialInstanceCount: !Ref InstanceCount
      Tags:
        - { Key: finops.team, Value: support }
        - { Key: stage, Value: !Ref StageName }
`

const prod =
  '{ "Parameters": { "StageName": "prod", "InstanceCount": "3",\n "InstanceType": "ml.m5.large" } }'
const test2 =
  '[{ "ParameterKey": "StageName", "ParameterValue": "test" },\n { "ParameterKey": "InstanceCount", "ParameterValue": "1" }]'

describe('parameters', () => {
  test('a default is assumed, and without one nobody knows', () => {
    expect(read({ 'deploy/chat.yml': endpoint })).toMatchInlineSnapshot(`
      [
        "deploy/chat.yml/ChatConfig:11: ? × ml.g5.xlarge",
        "  tags finops.team=support, stage=?",
        "  assumed: instance_type from the default of parameter InstanceType (deploy/chat.yml:6)",
        "  unresolved: initial_instance_count = parameter InstanceCount, which has no default",
      ]
    `)
  })

  test('the only parameter file beside a template is the one that is passed', () => {
    expect(read({ 'deploy/chat.yml': endpoint, 'deploy/prod-config.json': prod })).toMatchInlineSnapshot(`
      [
        "deploy/chat.yml/ChatConfig:11: 3 × ml.m5.large",
        "  tags finops.team=support, stage=prod",
      ]
    `)
  })

  test('which of several parameter files is passed, nobody knows', () => {
    const files = {
      'deploy/chat.yml': endpoint,
      'deploy/prod-config.json': prod,
      'deploy/test-config.json': test2,
    }
    expect(read(files)[0]).toBe('deploy/chat.yml/ChatConfig:11: ? × ml.g5.xlarge')
  })

  test('unitcost.yml names the parameter files of each environment', () => {
    const files = {
      'deploy/chat.yml': endpoint,
      'deploy/prod-config.json': prod,
      'deploy/test-config.json': test2,
    }
    const variables = [
      { root: 'deploy/chat.yml', files: ['deploy/prod-config.json'], environment: 'production' },
      { root: './deploy/chat.yml', files: ['deploy/test-config.json'], environment: 'test' },
    ]
    expect(read(files, { variables })).toMatchInlineSnapshot(`
      [
        "deploy/chat.yml/ChatConfig@production:11: 3 × ml.m5.large",
        "  tags finops.team=support, stage=prod",
        "deploy/chat.yml/ChatConfig@test:11: 1 × ml.g5.xlarge",
        "  tags finops.team=support, stage=test",
        "  assumed: instance_type from the default of parameter InstanceType (deploy/chat.yml:6)",
      ]
    `)
  })

  test('a parameter file of another template is none of this one', () => {
    const other = '{ "Parameters": { "BucketName": "logs" } }'
    expect(read({ 'deploy/chat.yml': endpoint, 'deploy/logs-config.json': other })[0]).toContain('? × ml.g5')
  })
})

/** A template with one endpoint whose variants are these lines of YAML. */
const variants = (yaml: string, more = '') => `
Parameters:
  Stage: { Type: String }
  Size: { Type: String, Default: large }
  Types: { Type: CommaDelimitedList, Default: "ml.g5.xlarge, ml.g5.12xlarge" }
  Image: { Type: "AWS::SSM::Parameter::Value<String>", Default: /chat/instance-type }
Mappings:
  Sizes:
    large: { Type: ml.g5.12xlarge, Count: 2 }
Conditions:
  IsLarge: !Equals [!Ref Size, large]
  IsSmall: !Not [{ Condition: IsLarge }]
  IsProduction: !Equals [!Ref Stage, prod]
  Loop: !Not [!Condition Loop]
  IsLargeProduction: !And [!Condition IsProduction, !Condition IsSmall]
  IsLargeOrProduction: { "Fn::Or": [{ Condition: IsProduction }, { Condition: IsLarge }] }
Resources:
  Chat:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants: [${yaml}]
${more}`

test.for([
  ['!FindInMap', '{ InstanceType: !FindInMap [Sizes, !Ref Size, Type] }', '1 × ml.g5.12xlarge'],
  ['Fn::FindInMap', '{ InstanceType: { "Fn::FindInMap": [Sizes, large, Type] } }', '1 × ml.g5.12xlarge'],
  [
    '!FindInMap with a default',
    '{ InstanceType: !FindInMap [Sizes, tiny, Type, { DefaultValue: ml.g6.xlarge }] }',
    '1 × ml.g6.xlarge',
  ],
  [
    '!FindInMap of nothing',
    '{ InstanceType: !FindInMap [Sizes, tiny, Type] }',
    'instance_type = Sizes.tiny.Type, which no mapping has',
  ],
  [
    '!Sub',
    '{ InstanceType: !Sub "ml.g5.${Kind}" }',
    'instance_type = ml.g5.…, where … is Kind, which this template does not declare',
  ],
  [
    '!Sub with own names',
    '{ InstanceType: !Sub ["ml.g5.${Kind}", { Kind: !If [IsLarge, 12xlarge, xlarge] }] }',
    '1 × ml.g5.12xlarge',
  ],
  ['!Join', '{ InstanceType: !Join [".", [ml, g5, xlarge]] }', '1 × ml.g5.xlarge'],
  ['!Select', '{ InstanceType: !Select [1, !Ref Types] }', '1 × ml.g5.12xlarge'],
  [
    '!Split',
    '{ InstanceType: !Select [0, !Split ["|", "ml.g5.xlarge|ml.p5.48xlarge"]] }',
    '1 × ml.g5.xlarge',
  ],
  [
    '!If of a known condition',
    '{ InstanceType: ml.g5.xlarge, InitialInstanceCount: !If [IsLarge, 4, 1] }',
    '4 × ml.g5.xlarge',
  ],
  [
    'an unknown condition with two answers',
    '{ InstanceType: ml.g5.xlarge, InitialInstanceCount: !If [IsProduction, 4, 1] }',
    'initial_instance_count = decided by the condition IsProduction: parameter Stage, which has no default',
  ],
  [
    'an unknown condition with one answer',
    '{ InstanceType: !If [IsProduction, ml.g5.xlarge, ml.g5.xlarge] }',
    '1 × ml.g5.xlarge',
  ],
  [
    '!And with one that is false',
    '{ InstanceType: !If [IsLargeProduction, ml.p5.48xlarge, ml.g5.xlarge] }',
    '1 × ml.g5.xlarge',
  ],
  [
    'Fn::Or with one that is true',
    '{ InstanceType: !If [IsLargeOrProduction, ml.p5.48xlarge, ml.g5.xlarge] }',
    '1 × ml.p5.48xlarge',
  ],
  [
    'a condition that depends on itself',
    '{ InstanceType: !If [Loop, ml.p5.48xlarge, ml.g5.xlarge] }',
    'Loop depends on itself',
  ],
  [
    '!Ref AWS::NoValue',
    '{ InstanceType: ml.g5.xlarge, InitialInstanceCount: !Ref "AWS::NoValue" }',
    '1 × ml.g5.xlarge',
  ],
  [
    '!ImportValue',
    '{ InstanceType: !ImportValue shared-type }',
    'instance_type = shared-type, imported from another stack',
  ],
  [
    'the SSM parameter store',
    '{ InstanceType: !Ref Image }',
    'instance_type = /chat/instance-type in the SSM parameter store',
  ],
  [
    'a dynamic reference',
    '{ InstanceType: "{{resolve:ssm:/chat/type}}" }',
    'instance_type = {{resolve:ssm:/chat/type}}, read when it is deployed',
  ],
  [
    'a function that nobody knows',
    '{ InstanceType: !Cidr [a, 1] }',
    'instance_type = Fn::Cidr, which cannot be evaluated here',
  ],
  [
    'serverless',
    '{ ServerlessConfig: { MemorySizeInMB: 3072, MaxConcurrency: 5 } }',
    '5 × serverless 3072 MB (per-use)',
  ],
] as const)('%s', ([, yaml, expected]) => {
  expect(read({ 'chat.yml': variants(yaml) }).join('\n')).toContain(expected)
})

test('a shadow variant behind an unknown condition is seen', () => {
  const template = `
Parameters: { DeployShadow: { Type: String } }
Conditions: { IsShadow: !Equals [!Ref DeployShadow, true] }
Resources:
  Chat:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      !If
      - IsShadow
      - ProductionVariants: [{ VariantName: Live, InstanceType: ml.g5.xlarge, InitialInstanceCount: 2 }]
        ShadowProductionVariants: [{ VariantName: Shadow, InstanceType: ml.g5.xlarge, InitialInstanceCount: 2 }]
      - ProductionVariants: [{ VariantName: Live, InstanceType: ml.g5.xlarge, InitialInstanceCount: 2 }]
`
  const facts = read({ 'chat.yml': template })
  expect(facts[0]).toBe('chat.yml/Chat#Live:5: 2 × ml.g5.xlarge')
  expect(facts.at(-1)).toContain(
    'decided by the condition IsShadow: parameter DeployShadow, which has no default',
  )
})

describe('what a condition of a resource says', () => {
  const gpu = (condition: string) =>
    variants(
      '{ InstanceType: ml.t2.medium }',
      `  Gpu:\n    Type: AWS::EC2::Instance\n    Condition: ${condition}\n    Properties: { InstanceType: g5.xlarge }\n`,
    )
  const seen = (condition: string) =>
    read({ 'chat.yml': gpu(condition) }).filter(line => !line.includes('/Chat'))

  test('false: it is not there', () => {
    expect(seen('IsSmall')).toEqual([])
  })

  test('true: what a default decided is assumed', () => {
    expect(seen('IsLarge')).toEqual([
      'chat.yml/Gpu:22: 1 × g5.xlarge',
      '  assumed: count from the default of parameter Size (chat.yml:4)',
    ])
  })

  test('unknown: the reason', () => {
    expect(seen('IsProduction')).toEqual([
      'chat.yml/Gpu:22: 1 × g5.xlarge',
      '  unresolved: whether it exists is decided by the condition IsProduction: parameter Stage, which has no default',
    ])
  })
})

test('resources that belong together', () => {
  const template = `
Resources:
  Model:
    Type: AWS::SageMaker::Model
    Properties:
      PrimaryContainer: { Environment: { HF_MODEL_ID: acme/chat-8b } }
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - { VariantName: AllTraffic, ModelName: !GetAtt Model.ModelName, InstanceType: ml.g5.xlarge, InitialInstanceCount: 2 }
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties: { EndpointConfigName: !GetAtt Config.EndpointConfigName }
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: sagemaker
      ResourceId: !Sub endpoint/\${Endpoint.EndpointName}/variant/AllTraffic
      MinCapacity: 1
      MaxCapacity: 6
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateData: { InstanceType: g6.xlarge, InstanceMarketOptions: { MarketType: spot } } }
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: "0"
      MaxSize: "4"
      DesiredCapacity: "2"
      LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: "1" }
  Nodes:
    Type: AWS::EKS::Nodegroup
    Properties:
      InstanceTypes: [g5.2xlarge]
      CapacityType: SPOT
      ScalingConfig: { MinSize: 1, DesiredSize: 2, MaxSize: 3 }
      Labels: { WorkloadType: gpu }
      Tags: { finops.team: search }
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{ Name: chat, ResourceRequirements: [{ Type: GPU, Value: "2" }] }]
  Service:
    Type: AWS::ECS::Service
    Properties: { TaskDefinition: !Ref Task, DesiredCount: 3 }
  Store:
    Type: AWS::OpenSearchServerless::Collection
    Properties: { Type: VECTORSEARCH }
  Notebook:
    Type: AWS::SageMaker::NotebookInstance
    Properties: { InstanceType: ml.g4dn.xlarge }
`
  expect(read({ 'infra/gpu.yaml': template })).toMatchInlineSnapshot(`
    [
      "infra/gpu.yaml/Config:7: 1…2…6 × ml.g5.xlarge, acme/chat-8b",
      "infra/gpu.yaml/Group:25: 0…2…4 × g6.xlarge, spot",
      "infra/gpu.yaml/Nodes:32: 1…2…3 × g5.2xlarge, spot",
      "  tags WorkloadType=gpu, finops.team=search",
      "infra/gpu.yaml/Task:40: 6 × ? (accelerators)",
      "infra/gpu.yaml/Store:47: 2 × OCU (store)",
      "  assumed: the smallest number of OCUs: the limit of the account is not in the tree",
      "infra/gpu.yaml/Notebook:50: 1 × ml.g4dn.xlarge",
    ]
  `)
})

test('the output of CDK', () => {
  const json = JSON.stringify({
    Resources: {
      ChatConfig0A1B: {
        Type: 'AWS::SageMaker::EndpointConfig',
        Properties: { ProductionVariants: [{ InstanceType: 'ml.g5.xlarge', InitialInstanceCount: 1 }] },
      },
    },
  })
  expect(read({ 'cdk.out/Chat.template.json': json })).toEqual([
    'cdk.out/Chat.template.json/ChatConfig0A1B:1: 1 × ml.g5.xlarge',
  ])
})

test('loops over known and unknown lists', () => {
  const template = `
Transform: AWS::LanguageExtensions
Parameters: { Zones: { Type: CommaDelimitedList } }
Resources:
  Fn::ForEach::Types:
    - Kind
    - [g5, g6]
    - Gpu\${Kind}:
        Type: AWS::EC2::Instance
        Properties: { InstanceType: !Sub "\${Kind}.xlarge" }
  Fn::ForEach::Zones:
    - Zone
    - !Ref Zones
    - Edge\${Zone}:
        Type: AWS::EC2::Instance
        Properties: { InstanceType: g4dn.xlarge }
`
  expect(read({ 'gpu.yaml': template })).toMatchInlineSnapshot(`
    [
      "gpu.yaml/Gpug5:8: 1 × g5.xlarge",
      "gpu.yaml/Gpug6:8: 1 × g6.xlarge",
      "gpu.yaml/Edge\${Zone}:14: ? × g4dn.xlarge",
      "  unresolved: the items of Fn::ForEach::Zones: parameter Zones, which has no default",
    ]
  `)
})

test.for([
  ['text that is no YAML', 'Resources:\n  Gpu: { Type: AWS::EC2::Instance\n  x', 1],
  ['deep nesting', `Resources: # AWS::EC2::Instance\n  a: ${'['.repeat(5000)}`, 1],
  ['a text that grows', variants(`{ InstanceType: !Sub "${'${Types}'.repeat(20_000)}" }`), 2],
] as const)('hostile: %s', ([, text, lines]) => {
  expect(read({ 'gpu.yaml': text })).toHaveLength(lines)
})

test('a file that only mentions resources is none', () => {
  expect(
    read({ 'docs/example.yml': 'note: AWS::EC2::Instance\n', 'app.yml': 'Resources: { a: 1 }\n' }),
  ).toEqual([])
})
