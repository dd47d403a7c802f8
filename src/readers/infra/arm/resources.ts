import { groupBy } from '../../../model/group-by.ts'
import type { Resource, Stack } from '../resource.ts'
import { textOf } from '../template/made-of.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import { attributesOf, nameIn, valueAt } from './attributes.ts'
import type { Instance } from './deploy.ts'
import { registryInstances } from './registry.ts'
import { NODE_POOL, ONLINE_DEPLOYMENT, typeOf } from './types.ts'
import type { ResourceType } from './types.ts'

export type Root = Pick<Resource, 'root' | 'environment'>

/** What a deployment creates, in Terraform's words, as far as the catalogue knows it. */
export function stackOf(deployed: readonly Instance[], root: Root): Stack {
  const instances = deployed.flatMap(instance => registryInstances(instance))
  const byType = groupBy(instances, ({ type }) => type.toLowerCase())
  return instances.flatMap(instance => {
    const type = typeOf(instance.type)
    if (type === null) return []
    const resource = resourceOf(instance, type, { root, owner: ownerOf(instance, byType) })
    return [resource, ...poolsOf(instance, resource)]
  })
}

type Context = { readonly root: Root; readonly owner: string | null }

function resourceOf(instance: Instance, type: ResourceType, { root, owner }: Context): Resource {
  const { address, key, path, line, problem, presence, body } = instance
  const at = { path, line }
  const here: Origin = { at, source: 'literal', name: null }
  const attribute = OWNER[type.type]
  const values = new Map([
    ...attributesOf(type, body),
    ...(presence === null ? [] : [['count', presence] as const]),
    ...(owner === null || attribute === undefined ? [] : [[attribute, referenceTo(owner, here)] as const]),
    ...azureForm(instance, here),
  ])
  const own = { address, key, type: variantOf(type.type, values), name: nameIn(body) ?? address, at, values }
  return { ...own, ...root, provider: new Map(), problem }
}

const OWNER: Readonly<Record<string, string>> = {
  azurerm_cognitive_deployment: 'cognitive_account_id',
  azurerm_kubernetes_cluster_node_pool: 'kubernetes_cluster_id',
}

const referenceTo = (address: string, here: Origin): Value =>
  unknownValue(`${address}, known only when it is deployed`, here, [address])

/** What the catalogue reads in Azure's own form. */
function azureForm({ type, body }: Instance, here: Origin): readonly (readonly [string, Value])[] {
  if (type.toLowerCase() !== ONLINE_DEPLOYMENT) return []
  return [
    ['type', known(type, here)],
    ['body', { kind: 'map', entries: body, origin: here }],
  ]
}

/** One type of Azure may be several of Terraform. */
function variantOf(type: string, values: ReadonlyMap<string, Value>): string {
  const isInstance = textOf(values.get('kind'))?.toLowerCase() === 'computeinstance'
  return isInstance && type === 'azurerm_machine_learning_compute_cluster'
    ? 'azurerm_machine_learning_compute_instance'
    : type
}

/** What it is part of: as the template says, else by name, else the only one that there is. */
function ownerOf(instance: Instance, byType: ReadonlyMap<string, readonly Instance[]>): string | null {
  if (instance.parent !== null) return instance.parent
  const type = instance.type.toLowerCase()
  const all = byType.get(type.slice(0, type.lastIndexOf('/'))) ?? []
  const near = all.filter(({ prefix }) => prefix === instance.prefix)
  const candidates = near.length > 0 ? near : all
  const [outer, inner] = textOf(instance.body.get('name'))?.split('/') ?? []
  const isNamed = ({ body }: Instance) => inner !== undefined && textOf(body.get('name')) === outer
  const owner = candidates.find(isNamed) ?? (candidates.length === 1 ? candidates[0] : undefined)
  return owner?.address ?? null
}

/** The pools that are written inside a cluster. */
function poolsOf(instance: Instance, cluster: Resource): readonly Resource[] {
  if (cluster.type !== 'azurerm_kubernetes_cluster') return []
  const path = ['properties', 'agentPoolProfiles']
  const profiles = valueAt(instance.body, path) ?? valueAt(instance.body, path.slice(1))
  const items = profiles?.kind === 'list' ? profiles.items : profiles === null ? [] : [profiles]
  return items.map((item, index) => {
    const body = item.kind === 'map' ? item.entries : new Map([['vmSize', item]])
    const name = nameIn(body) ?? `pool ${index + 1}`
    const owner = referenceTo(cluster.address, item.origin)
    return {
      ...cluster,
      type: NODE_POOL.type,
      address: `${cluster.address}.${name}`,
      name,
      at: item.origin.at,
      values: new Map([...attributesOf(NODE_POOL, body), ['kubernetes_cluster_id', owner] as const]),
    }
  })
}
