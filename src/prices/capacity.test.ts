import { describe, expect, test } from 'vitest'
import type { CapacityQuery } from './book.ts'
import { loadBook } from './load.ts'

const { book } = await loadBook('2026-11-22', null)

const capacity = (provider: string, sku: string, more: Partial<CapacityQuery> = {}) =>
  book.capacity({ provider, sku, region: null, pricing: 'on_demand', offer: null, ...more })

const inShort = (...ask: Parameters<typeof capacity>) => {
  const price = capacity(...ask)
  return price.kind === 'missing' ? price.reason : `${price.perUnitHour} in ${price.region ?? 'any'}`
}

describe('instances', () => {
  test.for([
    ['aws', 'g5.xlarge', {}, '1.006 in us-east-1'],
    ['aws', 'g5.xlarge', { region: 'us-east-1a' }, '1.006 in us-east-1'],
    ['aws', 'p5.48xlarge', {}, '55.04 in us-east-1'],
    ['aws', 'p5en.48xlarge', { region: 'eu-north-1' }, '67.7267 in eu-north-1'],
    ['aws', 'p5en.48xlarge', { region: 'us-west-2', pricing: 'spot' }, '26.9369 in us-west-2'],
    ['aws', 'ml.g5.xlarge', {}, '1.408 in us-east-1'],
    ['azure', 'standard_nc24ads_a100_v4', { region: 'East US' }, '3.673 in eastus'],
    ['gcp', 'a3-ultragpu-8g', { region: 'europe-west1-b' }, '91.9472 in europe-west1'],
    ['google', 'g2-standard-4', {}, '0.708 in us-central1'],
    ['lambda', '8x_h100_sxm', { region: 'us-west-3' }, '31.92 in any'],
  ] as const)('%s %s %o: %s', ([provider, sku, more, price]) => {
    expect(inShort(provider, sku, more)).toBe(price)
  })

  test('carry their accelerators, their source and their doubts', () => {
    expect(capacity('gcp', 'a3-highgpu-8g')).toEqual({
      kind: 'found',
      perUnitHour: 88.49,
      gpus: 8,
      gpu: 'H100',
      region: 'us-central1',
      regionAssumed: true,
      note: 'list price, undated (repo active 2026); the price is undated',
      source: expect.stringContaining('Google Cloud Billing Catalog'),
      asOf: 'unknown',
    })
    expect(capacity('aws', 'g5.xlarge', { region: 'us-east-1' })).toMatchObject({
      regionAssumed: false,
      note: null,
    })
  })
})

describe('provisioned throughput', () => {
  test.for([
    ['azure', 'PTU', 'global', '1 in any'],
    ['azure', 'PTU', 'data_zone', '1.1 in any'],
    ['azure', 'ptu', 'regional', '2 in any'],
    ['azure_openai', 'PTU', '1 month', '0.3562 in any'],
    ['azure_openai', 'PTU', '1 year', '0.3027 in any'],
    ['gcp', 'GSU', '1 month', '3.6986 in any'],
  ] as const)('%s %s %s: %s', ([provider, sku, offer, price]) => {
    expect(inShort(provider, sku, { offer })).toBe(price)
  })
})

describe('unknown is never zero', () => {
  test.for([
    ['aws', 'g5.xlarge', { region: 'ap-south-1' }],
    ['aws', 'g5.xlarge', { pricing: 'spot' }],
    ['aws', 'p5e.48xlarge', {}],
    ['aws', 'MODEL_UNIT', {}],
    ['bedrock', 'MODEL_UNIT', { offer: 'OneMonth' }],
    ['aws_sagemaker', 'ml.p4d.24xlarge', {}],
    ['vertex_ai', 'Vertex AI g2-standard-12', {}],
    ['azure_search', 'standard2', {}],
    ['aws', 'OCU', {}],
    ['aws', 'cache.r7g.large', {}],
    ['azure', 'PTU', {}],
    ['azure', 'Standard_NC40ads_H100_v5', { pricing: 'spot' }],
    ['constructor', 'toString', {}],
  ] as const)('%s %s %o', ([provider, sku, more]) => {
    expect(capacity(provider, sku, more).kind).toBe('missing')
  })

  test('and the reason says what is known', () => {
    expect([
      inShort('aws', 'g5.xlarge', { region: 'ap-south-1' }),
      inShort('aws', 'g5.xlarge', { pricing: 'spot' }),
      inShort('aws', 'p5e.48xlarge'),
      inShort('azure', 'PTU'),
      inShort('azure', 'Standard_NC40ads_H100_v5', { pricing: 'spot' }),
    ]).toMatchInlineSnapshot(`
      [
        "no on-demand price of aws g5.xlarge in ap-south-1 is known; known: us-east-1",
        "no spot price of aws g5.xlarge is known",
        "aws p5e.48xlarge has no list price: no us-east-1 on-demand listing in that offer file; sold through Capacity Blocks",
        "the price of azure PTU depends on the offer, and none is stated; known: 1 month, 1 year, data_zone, global, regional",
        "no spot price of azure Standard_NC40ads_H100_v5 in eastus (assumed) is known; known: southeastasia",
      ]
    `)
  })

  test('a near miss is suggested, not priced', () => {
    expect(capacity('aws', 'g5.xlarg')).toMatchObject({
      kind: 'missing',
      suggestions: ['aws/g5.xlarge', 'aws/g5.2xlarge', 'aws/g5.4xlarge'],
    })
  })
})
