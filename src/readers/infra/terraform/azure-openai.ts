import { azureRegion } from './region.ts'
import { child, children, number, text } from './resource.ts'
import type { Family, Purchase, Resource } from './resource.ts'
import { fixedUnits } from './units.ts'
import type { Value } from './value.ts'

/**
 * What is paid by the hour, and where it may be served from. The other SKUs are quotas: they cost nothing.
 * https://learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/deployment-types
 */
const PROVISIONED: ReadonlyMap<string, string> = new Map([
  ['provisionedmanaged', 'regional'],
  ['globalprovisionedmanaged', 'global'],
  ['datazoneprovisionedmanaged', 'data_zone'],
])

export const azureOpenAi: Family = {
  types: ['azurerm_cognitive_deployment'],
  read(resource) {
    // Before azurerm 4: `scale { type = … }`.
    const isOld = children(resource, 'sku').length === 0
    const sku = child(resource, isOld ? 'scale' : 'sku')
    const name = text(sku, isOld ? 'type' : 'name')
    if (name.kind === 'absent') return []
    const offer = name.kind === 'known' ? offerOf(name.value) : null
    if (name.kind === 'known' && offer === null) return []
    const unit: Value<string> = name.kind === 'known' ? { ...name, value: 'PTU' } : name
    return [deployment(resource, { sku: unit, units: fixedUnits(number(sku, 'capacity')), offer })]
  },
}

const offerOf = (name: string): string | null => PROVISIONED.get(name.toLowerCase()) ?? null

function deployment(resource: Resource, what: Pick<Purchase, 'sku' | 'units' | 'offer'>): Purchase {
  const model = text(child(resource, 'model'), 'name')
  return {
    ...what,
    resource: 'provisioned-throughput',
    provider: 'azure_openai',
    region: azureRegion(resource),
    pricing: 'on_demand',
    model: model.kind === 'known' ? model.value : null,
    part: null,
  }
}
