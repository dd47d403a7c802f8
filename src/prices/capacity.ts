import { groupBy } from '../model/group-by.ts'
import { usdPerHour } from '../units.ts'
import type { CapacityPrice, CapacityQuery, Lookup, PriceBook } from './book.ts'
import type { ContractCapacityRate } from './contract-rates.ts'
import { missing } from './missing.ts'
import type { Edition } from './missing.ts'
import type { CapacityRow } from './rows.ts'
import { suggestNames } from './suggest.ts'

type Rate = Omit<CapacityRow, 'gpu_mem_gb' | 'confidence'>

/**
 * Prices of what is paid by the hour: instances with accelerators and provisioned throughput units. Exact
 * sku in the exact region: another region has another price. Without a region the provider's usual one is
 * taken, and the answer says so.
 */
export function capacityPrices(
  rows: readonly CapacityRow[],
  contract: readonly ContractCapacityRate[],
  edition: Edition,
): PriceBook['capacity'] {
  const bySku = groupBy<string, Rate>(rows, keyOf)
  return asked => {
    const query = { ...asked, provider: providerOf(asked.provider) }
    const listed = bySku.get(keyOf(query)) ?? []
    const agreed = contract
      .filter(rate => (rate.effective_from ?? '') <= edition.date && agrees(rate, query))
      .toSorted((a, b) => ((a.effective_from ?? '') < (b.effective_from ?? '') ? 1 : -1))
      .map(rate => withHardware(rate, listed[0]))
    const rate = inRegion(agreed, query)
    if (rate !== null) return answer(rate, query)
    return listed.length === 0 ? unknownSku(query, rows, edition) : listedPrice(listed, query)
  }
}

const agrees = (rate: ContractCapacityRate, query: CapacityQuery) =>
  keyOf({ provider: providerOf(rate.provider), sku: rate.sku }) === keyOf(query) &&
  rate.pricing === query.pricing &&
  (rate.offer === null || rate.offer === query.offer)

function withHardware(rate: ContractCapacityRate, listed: Rate | undefined): Rate {
  const region = regionOf({ provider: providerOf(rate.provider), region: rate.region })
  return { ...rate, region, gpu: listed?.gpu ?? null, gpu_count: listed?.gpu_count ?? null }
}

const PROVIDER_OF: ReadonlyMap<string, string> = new Map([
  ['amazon', 'aws'],
  ['aws_sagemaker', 'aws'],
  ['azure_openai', 'azure'],
  ['azurerm', 'azure'],
  ['bedrock', 'aws'],
  ['google', 'gcp'],
  ['google_cloud', 'gcp'],
  ['sagemaker', 'aws'],
  ['vertex_ai', 'gcp'],
])

const USUAL_REGION: ReadonlyMap<string, string> = new Map([
  ['aws', 'us-east-1'],
  ['azure', 'eastus'],
  ['gcp', 'us-central1'],
])

const providerOf = (name: string) => PROVIDER_OF.get(name.toLowerCase()) ?? name.toLowerCase()

/** Whose price list, and which of its regions: the usual one where none is stated. */
export function placeOf(asked: Pick<CapacityQuery, 'provider' | 'region'>) {
  const provider = providerOf(asked.provider)
  const region = regionOf({ provider, region: asked.region }) ?? USUAL_REGION.get(provider) ?? null
  return { provider, region }
}

/** Azure writes sizes in any case. */
const keyOf = ({ provider, sku }: { readonly provider: string; readonly sku: string }) =>
  `${provider}/${provider === 'azure' ? sku.toLowerCase() : sku}`

function listedPrice(listed: readonly Rate[], query: CapacityQuery): Lookup<CapacityPrice> {
  const what = `${query.provider} ${query.sku}`
  const offered = listed.filter(rate => rate.offer === query.offer || rate.offer === null)
  if (offered.length === 0)
    return missing(
      `the price of ${what} depends on the offer, and ${query.offer ?? 'none'} is stated; known: ${all(listed, 'offer')}`,
    )
  const priced = offered.filter(rate => rate.pricing === query.pricing)
  if (priced.length === 0) return missing(`no ${SAID[query.pricing]} price of ${what} is known`)
  const rate = inRegion(priced, query)
  if (rate === null) {
    const place = query.region ?? `${USUAL_REGION.get(query.provider) ?? 'an unstated region'} (assumed)`
    return missing(
      `no ${SAID[query.pricing]} price of ${what} in ${place} is known; known: ${all(priced, 'region')}`,
    )
  }
  return answer(rate, query)
}

const SAID = { on_demand: 'on-demand', spot: 'spot' }

const all = (rates: readonly Rate[], field: 'offer' | 'region') =>
  [...new Set(rates.map(rate => rate[field] ?? 'any'))].join(', ')

/** A price of that very region before one that holds for all. */
function inRegion(rates: readonly Rate[], query: CapacityQuery): Rate | null {
  const region = regionOf(query) ?? USUAL_REGION.get(query.provider)
  return rates.find(rate => rate.region === region) ?? rates.find(rate => rate.region === null) ?? null
}

/** `East US`, `us-east-1a` and `us-central1-b` as the region that they are in. */
function regionOf({ provider, region }: Pick<CapacityQuery, 'provider' | 'region'>): string | null {
  if (region === null) return null
  const plain = region.toLowerCase().replaceAll(' ', '')
  if (provider === 'aws') return plain.replace(/(?<=-\d)[a-f]$/, '')
  return provider === 'gcp' ? plain.replace(/(?<=\d)-[a-f]$/, '') : plain
}

function answer(rate: Rate, query: CapacityQuery): Lookup<CapacityPrice> {
  if (rate.usd_per_hour === null)
    return missing(`${query.provider} ${query.sku} has no list price: ${rate.note ?? 'none is published'}`)
  return {
    kind: 'found',
    perUnitHour: usdPerHour(rate.usd_per_hour),
    gpus: rate.gpu_count,
    gpu: rate.gpu,
    region: rate.region,
    regionAssumed: query.region === null && rate.region !== null,
    note: rate.note,
    source: rate.source,
    asOf: rate.as_of,
  }
}

function unknownSku(query: CapacityQuery, rows: readonly CapacityRow[], { asOf }: Edition) {
  const names = [...new Set(rows.map(row => `${row.provider}/${row.sku}`))]
  const suggestions = suggestNames(`${query.provider}/${query.sku}`, names)
  return missing(
    `no price for ${query.provider} ${query.sku.slice(0, 120)} in the price book of ${asOf}`,
    suggestions,
  )
}
