import { expect, test } from 'vitest'
import { declare, said } from './testing.ts'

test.for([
  [
    'a commitment',
    { commitment_duration: 'SixMonths' },
    '2 × MODEL_UNIT, eu-west-1, SixMonths, anthropic.claude-v2',
  ],
  ['no commitment', {}, '2 × MODEL_UNIT, eu-west-1, anthropic.claude-v2'],
] as const)('model units with %s', ([, attributes, expected]) => {
  const model_arn = 'arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-v2'
  const throughput = { model_arn, model_units: 2, region: 'eu-west-1', ...attributes }
  expect(said(declare('aws_bedrock_provisioned_model_throughput.chat', throughput))).toEqual([
    `${expected} (provisioned-throughput)`,
  ])
})
