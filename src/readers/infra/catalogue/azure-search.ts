import type { Family } from './purchase.ts'
import { number, text } from './section.ts'
import { fixedUnits, product } from './units.ts'

/**
 * Search units are replicas × partitions, each of the price of the SKU.
 * https://learn.microsoft.com/azure/search/search-capacity-planning
 */
export const azureSearch: Family = {
  types: ['azurerm_search_service'],
  read: resource => [
    {
      resource: 'store',
      provider: 'azure_search',
      sku: text(resource, 'sku'),
      units: product(
        fixedUnits(number(resource, 'replica_count')),
        fixedUnits(number(resource, 'partition_count')),
      ),
    },
  ],
}
