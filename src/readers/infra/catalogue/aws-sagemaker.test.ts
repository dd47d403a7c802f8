import { describe, expect, test } from 'vitest'
import { capacityOf } from './catalogue.ts'
import { declare, said, unread } from './testing.ts'

const live = { variant_name: 'live', instance_type: 'ml.g5.xlarge', initial_instance_count: 2 }
const config = (attributes: Readonly<Record<string, unknown>>) =>
  declare('aws_sagemaker_endpoint_configuration.chat', { name: 'chat-config', ...attributes })
const endpoint = declare('aws_sagemaker_endpoint.chat', { name: 'chat', endpoint_config_name: 'chat-config' })

describe('variants', () => {
  test.for([
    ['one', [live], ['2 × ml.g5.xlarge']],
    [
      'without a count: one machine',
      [{ variant_name: 'live', instance_type: 'ml.m5.large' }],
      ['1 × ml.m5.large'],
    ],
    [
      'scaled by SageMaker itself',
      [
        {
          ...live,
          managed_instance_scaling: [{ status: 'ENABLED', min_instance_count: 1, max_instance_count: 6 }],
        },
      ],
      ['1…2…6 × ml.g5.xlarge'],
    ],
    [
      'whose scaling is switched off',
      [{ ...live, managed_instance_scaling: [{ status: 'DISABLED', max_instance_count: 6 }] }],
      ['2 × ml.g5.xlarge'],
    ],
    [
      'serverless: paid by use',
      [{ serverless_config: [{ memory_size_in_mb: 3072, max_concurrency: 5 }] }],
      ['5 × serverless 3072 MB (per-use)'],
    ],
    [
      'serverless that is kept warm',
      [{ serverless_config: [{ memory_size_in_mb: 3072, max_concurrency: 5, provisioned_concurrency: 2 }] }],
      ['2 × serverless 3072 MB (provisioned-throughput)'],
    ],
    ['without a type', [{ variant_name: 'live' }], ['1 × ?; what is bought is not stated']],
  ] as const)('%s', ([, production_variants, expected]) => {
    expect(said(config({ production_variants }))).toEqual(expected)
  })

  test('a shadow variant costs as much as the one that answers', () => {
    const shadow_production_variants = [{ ...live, variant_name: 'next' }]
    const facts = capacityOf([config({ production_variants: [live], shadow_production_variants }), endpoint])
    expect(facts.map(({ id }) => id)).toEqual([
      'infra/aws_sagemaker_endpoint_configuration.chat#live',
      'infra/aws_sagemaker_endpoint_configuration.chat#next',
    ])
  })

  test('the model is what the container loads', () => {
    const environment = { HF_MODEL_ID: 'meta-llama/Llama-3.1-8B-Instruct' }
    const model = declare('aws_sagemaker_model.llama', { primary_container: [{ environment }] })
    const model_name = unread('known after the apply', 'aws_sagemaker_model.llama')
    expect(said(model, config({ production_variants: [{ ...live, model_name }] }))).toEqual([
      '2 × ml.g5.xlarge, meta-llama/Llama-3.1-8B-Instruct',
    ])
  })
})

describe('autoscaling', () => {
  const target = (attributes: Readonly<Record<string, unknown>>, key: string | null = null) =>
    declare(
      'aws_appautoscaling_target.chat',
      { service_namespace: 'sagemaker', min_capacity: 0, max_capacity: 4, ...attributes },
      { key, problem: key === '?' ? 'count = var.scale, which has no default' : null },
    )
  const chat = config({ production_variants: [live] })

  test.for([
    ['by name', { resource_id: 'endpoint/chat/variant/live' }, ['0…2…4 × ml.g5.xlarge']],
    [
      'by reference',
      { resource_id: unread('endpoint/…/variant/live', 'aws_sagemaker_endpoint.chat') },
      ['0…2…4 × ml.g5.xlarge'],
    ],
    ['of another endpoint', { resource_id: 'endpoint/search/variant/live' }, ['2 × ml.g5.xlarge']],
    ['of another variant', { resource_id: 'endpoint/chat/variant/next' }, ['2 × ml.g5.xlarge']],
    [
      'of another service',
      { service_namespace: 'lambda', resource_id: 'endpoint/chat/variant/live' },
      ['2 × ml.g5.xlarge'],
    ],
  ] as const)('%s', ([, attributes, expected]) => {
    expect(said(chat, endpoint, target(attributes))).toEqual(expected)
  })

  test('that may not be there is a range, and says so', () => {
    expect(said(chat, endpoint, target({ resource_id: 'endpoint/chat/variant/live' }, '?'))).toEqual([
      '0…2…4 × ml.g5.xlarge; assumed: aws_appautoscaling_target.chat scales it (count = var.scale, which has no default)',
    ])
  })
})

test('thousands of endpoints, each with its autoscaling, take no longer than they are many', () => {
  const stack = Array.from({ length: 3000 }, (_, index) => {
    const key = { key: String(index) }
    const type = `ml.g5.${index % 2 === 0 ? 'xlarge' : '2xlarge'}`
    const endpoint_config_name = unread('later', 'aws_sagemaker_endpoint_configuration.chat')
    const resource_id = unread('later', 'aws_sagemaker_endpoint.chat')
    return [
      { ...config({ production_variants: [{ ...live, instance_type: type }] }), ...key },
      declare('aws_sagemaker_endpoint.chat', { endpoint_config_name }, key),
      declare(
        'aws_appautoscaling_target.chat',
        { service_namespace: 'sagemaker', min_capacity: 0, max_capacity: 4, resource_id },
        key,
      ),
    ]
  })
  const facts = capacityOf(stack.flat())
  expect(facts).toHaveLength(3000)
  expect(facts.every(({ units }) => units?.low === 0 && units.high === 4)).toBe(true)
})

test('a notebook is a machine too', () => {
  expect(said(declare('aws_sagemaker_notebook_instance.lab', { instance_type: 'ml.t3.medium' }))).toEqual([
    '1 × ml.t3.medium',
  ])
})
