import type { Resource } from '../resource.ts'
import { textsIn, unknownsIn } from './leaves.ts'
import type { Purchase } from './purchase.ts'
import type { Stated } from './section.ts'

export type Machines = Omit<Purchase, 'resource' | 'pricing'> & {
  /** Which types have accelerators. */
  readonly accelerated: RegExp
  readonly isSpot: boolean
}

/**
 * Machines with accelerators, else nothing. A type that nobody knows counts only when the block speaks of
 * accelerators or inference: otherwise every web server behind a variable would be unpriced.
 */
export function machines(resource: Resource, { accelerated, isSpot, ...bought }: Machines) {
  if (!counts(resource, bought.sku, accelerated)) return []
  const purchase: Purchase = { ...bought, resource: 'gpu-instance', pricing: isSpot ? 'spot' : 'on_demand' }
  return [purchase]
}

const counts = (resource: Resource, sku: Stated<string>, accelerated: RegExp): boolean =>
  sku.kind === 'known' ? accelerated.test(sku.value) : sku.kind === 'unknown' && speaksOfInference(resource)

/** In its address, the texts that it holds, or the expressions that nobody could evaluate. */
export const speaksOfInference = ({ address, values }: Resource): boolean =>
  [address, ...values.keys()].some(word => INFERENCE.test(word)) ||
  [...values.values()].some(
    value =>
      textsIn(value).some(word => INFERENCE.test(word)) ||
      unknownsIn(value).some(({ reason }) => INFERENCE.test(reason)),
  )

const INFERENCE =
  /gpu|cuda|nvidia|neuron|vllm|(?<![a-z])llm|inference|accelerator|embedding|vector|semantic|(?<![a-z])rag(?![a-z])/i
