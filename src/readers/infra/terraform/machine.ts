import type { Range } from '../../../model/quantity.ts'
import type { Purchase, Resource } from './resource.ts'
import type { Value } from './value.ts'

export type Machines = {
  readonly provider: string
  readonly sku: Value<string>
  /** Which types have accelerators. */
  readonly accelerated: RegExp
  readonly units: Value<Range>
  readonly region: string | null
  readonly isSpot: boolean
}

/**
 * Machines with accelerators, else nothing. A type that the file does not tell counts only when the block
 * speaks of accelerators or inference: otherwise every web server behind a variable would be unpriced.
 */
export function machines(
  resource: Resource,
  { provider, sku, accelerated, units, region, isSpot }: Machines,
) {
  const counts =
    sku.kind === 'known' ? accelerated.test(sku.value) : sku.kind === 'unknown' && speaksOfInference(resource)
  if (!counts) return []
  const pricing = isSpot ? 'spot' : 'on_demand'
  const purchase: Purchase = {
    resource: 'gpu-instance',
    provider,
    sku,
    units,
    region,
    pricing,
    model: null,
    offer: null,
    part: null,
  }
  return [purchase]
}

const speaksOfInference = ({ source }: Resource): boolean =>
  /gpu|cuda|nvidia|neuron|vllm|(?<![a-z])llm|inference|accelerator/i.test(source)
