import type { Family } from './purchase.ts'
import { number, plain, stated } from './section.ts'
import { fixedUnits } from './units.ts'

/** https://docs.aws.amazon.com/bedrock/latest/userguide/prov-throughput.html */
export const bedrockThroughput: Family = {
  types: ['aws_bedrock_provisioned_model_throughput'],
  read: resource => [
    {
      resource: 'provisioned-throughput',
      provider: 'bedrock',
      sku: stated('MODEL_UNIT', resource),
      units: fixedUnits(number(resource, 'model_units')),
      // arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2
      model: plain(resource, 'model_arn')?.split('/').at(-1) ?? null,
      offer: plain(resource, 'commitment_duration'),
    },
  ],
}
