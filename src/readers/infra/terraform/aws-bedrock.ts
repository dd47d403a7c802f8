import { awsRegion } from './region.ts'
import { number, text } from './resource.ts'
import type { Family } from './resource.ts'
import { fixedUnits } from './units.ts'

/** https://docs.aws.amazon.com/bedrock/latest/userguide/prov-throughput.html */
export const bedrockThroughput: Family = {
  types: ['aws_bedrock_provisioned_model_throughput'],
  read(resource) {
    const model = text(resource, 'model_arn')
    return [
      {
        resource: 'provisioned-throughput',
        provider: 'bedrock',
        sku: { kind: 'known', value: 'bedrock-model-unit', line: resource.line },
        units: fixedUnits(number(resource, 'model_units')),
        region: awsRegion(resource),
        pricing: 'on_demand',
        // arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2
        model: model.kind === 'known' ? (model.value.split('/').at(-1) ?? null) : null,
        offer: null,
        part: null,
      },
    ]
  },
}
