import { exactly } from '../../../model/quantity.ts'
import type { Resource } from '../resource.ts'
import { speaksOfInference } from './machine.ts'
import type { Family, Purchase } from './purchase.ts'
import { either, number, says, stated, text } from './section.ts'
import type { Stated } from './section.ts'
import { fixedUnits, product } from './units.ts'

/**
 * Vector stores, and the caches that say that they serve inference: a session cache of a web shop is no
 * business of ours.
 */
export const awsStores: Family = {
  types: [
    'aws_opensearchserverless_collection',
    'aws_elasticache_cluster',
    'aws_elasticache_replication_group',
    'aws_elasticache_serverless_cache',
    'aws_memorydb_cluster',
  ],
  read(resource) {
    if (resource.type === 'aws_opensearchserverless_collection') return collection(resource)
    return speaksOfInference(resource) ? [CACHES[resource.type]?.(resource) ?? serverless(resource)] : []
  },
}

/**
 * One unit each to index and to search, half of that without standby; the account's limit is the ceiling.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-overview.html
 */
function collection(resource: Resource): readonly Purchase[] {
  if (!says(resource, 'type', 'VECTORSEARCH')) return []
  const floor = says(resource, 'standby_replicas', 'DISABLED') ? 1 : 2
  const units = stated(exactly(floor), resource)
  const assumed = ['the smallest number of OCUs: the limit of the account is not in the tree']
  return [{ resource: 'store', provider: 'aws', sku: stated('OCU', resource), units, assumed }]
}

const CACHES: Readonly<Record<string, (resource: Resource) => Purchase>> = {
  aws_elasticache_cluster: resource => nodes(resource, fixedUnits(number(resource, 'num_cache_nodes'))),
  aws_elasticache_replication_group: resource => nodes(resource, replicated(resource)),
  aws_memorydb_cluster: resource =>
    nodes(
      resource,
      product(
        fixedUnits(number(resource, 'num_shards')),
        fixedUnits(plusOne(either(number(resource, 'num_replicas_per_shard'), () => stated(1, resource)))),
      ),
    ),
}

function replicated(resource: Resource) {
  const clusters = number(resource, 'num_cache_clusters')
  if (clusters.kind !== 'absent') return fixedUnits(clusters)
  const replicas = either(number(resource, 'replicas_per_node_group'), () => stated(0, resource))
  return product(fixedUnits(number(resource, 'num_node_groups')), fixedUnits(plusOne(replicas)))
}

const plusOne = (count: Stated<number>): Stated<number> =>
  count.kind === 'known' ? { ...count, value: count.value + 1 } : count

const nodes = (resource: Resource, units: Purchase['units']): Purchase => ({
  resource: 'store',
  provider: 'aws',
  sku: text(resource, 'node_type'),
  units,
})

const serverless = (resource: Resource): Purchase => ({
  resource: 'per-use',
  provider: 'aws',
  sku: stated('ElastiCache Serverless', resource),
  units: fixedUnits(stated(1, resource)),
})
