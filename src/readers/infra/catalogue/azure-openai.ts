import type { Family, Purchase } from './purchase.ts'
import { child, has, number, plain, text } from './section.ts'
import type { Section } from './section.ts'
import { fixedUnits } from './units.ts'

export const azureOpenAi: Family = {
  types: ['azurerm_cognitive_deployment'],
  beside: ['azurerm_cognitive_account', 'azurerm_ai_services', 'azurerm_resource_group'],
  read(resource) {
    // Before azurerm 4: `scale { type = … }`.
    const isOld = !has(resource, 'sku')
    const sku = child(resource, isOld ? 'scale' : 'sku')
    return deployment({ sku, named: isOld ? 'type' : 'name', model: child(resource, 'model') })
  },
}

type Deployment = {
  readonly sku: Section
  /** The attribute of it that names it. */
  readonly named: string
  readonly model: Section
}

/**
 * Provisioned units are paid by the hour; every other SKU is a limit on what is paid by use.
 * https://learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/deployment-types
 */
export function deployment({ sku, named, model }: Deployment): readonly Purchase[] {
  const name = text(sku, named)
  if (name.kind === 'absent') return []
  const isQuota = name.kind === 'known' && !/provisioned/i.test(name.value)
  const offer = name.kind === 'known' ? offerOf(name.value) : null
  return [
    {
      resource: isQuota ? 'quota' : 'provisioned-throughput',
      provider: 'azure_openai',
      sku: name.kind === 'known' && !isQuota && offer !== null ? { ...name, value: 'PTU' } : name,
      units: fixedUnits(number(sku, 'capacity')),
      model: plain(model, 'name'),
      offer,
    },
  ]
}

/** Where requests may be served; null for a SKU that nobody here knows. */
const offerOf = (sku: string): string | null => OFFERS.get(sku.toLowerCase()) ?? null

const OFFERS: ReadonlyMap<string, string> = new Map([
  ['standard', 'regional'],
  ['globalstandard', 'global'],
  ['datazonestandard', 'data_zone'],
  ['globalbatch', 'global'],
  ['datazonebatch', 'data_zone'],
  ['provisionedmanaged', 'regional'],
  ['globalprovisionedmanaged', 'global'],
  ['datazoneprovisionedmanaged', 'data_zone'],
])
