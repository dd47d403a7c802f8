import type { CapacityFact } from '../model/fact.ts'
import type { CapacityPrice } from '../prices/book.ts'
import { whyMissing } from '../prices/missing.ts'
import { usdPerHour } from '../units.ts'
import type { World } from './world.ts'

/** What one unit of a capacity costs: one machine, one provisioned unit, one accelerator of a pod. */
export type UnitPrice =
  | {
      readonly kind: 'found'
      readonly price: CapacityPrice
      readonly machine: string
      readonly isGuess: boolean
    }
  | { readonly kind: 'missing'; readonly reason: string }

/** A pod pays for the part of a machine that its accelerators are. */
export function unitPrice(fact: CapacityFact, { book }: World): UnitPrice {
  const { provider, region, pricing, offer, sku, accelerator } = fact
  if (sku === null && fact.resource === 'accelerators' && accelerator?.name != null) {
    const each = book.accelerator({ provider, region, pricing, accelerator: accelerator.name })
    return each.kind === 'missing'
      ? { kind: 'missing', reason: whyMissing(each) + MAP_IT }
      : { kind: 'found', price: each, machine: each.sku, isGuess: true }
  }
  if (sku === null) return { kind: 'missing', reason: fact.resource === 'accelerators' ? NO_MACHINE : NO_SKU }
  const price = book.capacity({ provider, sku, region, pricing, offer })
  if (price.kind === 'missing') return { kind: 'missing', reason: whyMissing(price) }
  if (fact.resource !== 'accelerators') return { kind: 'found', price, machine: sku, isGuess: false }
  if (price.gpus === null || price.gpus === 0)
    return { kind: 'missing', reason: `how many accelerators a ${sku} has is not known` }
  const each = { ...price, perUnitHour: usdPerHour(price.perUnitHour / price.gpus), gpus: 1 }
  return { kind: 'found', price: each, machine: sku, isGuess: false }
}

const NO_SKU = 'the file does not say what is bought'

const NO_MACHINE =
  'the file does not say on which machine it runs; name it in `infrastructure.machines` of unitcost.yml'

const MAP_IT = '; name its machine in `infrastructure.machines` of unitcost.yml'
