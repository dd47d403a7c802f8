import type { Resource } from '../../resource.ts'
import type { Value } from '../../value.ts'
import { block, entriesOf, from, made, preset } from './adapter.ts'
import type { Adapter, Entry } from './adapter.ts'

/** https://github.com/terraform-google-modules/terraform-google-kubernetes-engine */
export const gke: Adapter = {
  sources:
    /terraform-google-modules\/(?:kubernetes-engine\/google|terraform-google-kubernetes-engine(?:\.git)?)(?:\/\/modules\/(?:beta-|private-|public-|safer-)[\w-]+)?$/,
  resources: module => entriesOf(module, 'node_pools').map(entry => pool(module, entry)),
}

/** Modules that have the inputs of the resource itself. */
export const gkeParts: Adapter = {
  sources:
    /terraform-google-modules\/(?:kubernetes-engine\/google|terraform-google-kubernetes-engine(?:\.git)?)\/\/modules\/gke-(?:node-pool|standard-cluster)$/,
  resources(module) {
    const type = module.type.endsWith('node-pool') ? 'google_container_node_pool' : 'google_container_cluster'
    return [made(module, { path: `${type}.main`, key: null, values: Object.fromEntries(module.values) })]
  },
}

function pool(module: Resource, entry: Entry): Resource {
  const say = (...names: readonly string[]) => from(entry, names)
  return made(module, {
    path: 'google_container_node_pool.pools',
    key: JSON.stringify(nameOf(entry)),
    values: {
      ...placeOf(module, entry),
      ...sizeOf(module, entry),
      name: say('name'),
      node_config: block(module, {
        machine_type: say('machine_type') ?? preset(module, 'e2-medium'),
        spot: say('spot'),
        preemptible: say('preemptible'),
        labels: labelsOf(module, entry),
        guest_accelerator: acceleratorOf(module, entry),
      }),
    },
  })
}

const acceleratorOf = (module: Resource, entry: Entry): Value | null =>
  from(entry, ['accelerator_count']) &&
  block(module, { type: from(entry, ['accelerator_type']), count: from(entry, ['accelerator_count']) })

/** Pools scale unless they say otherwise, from 1 to 100 nodes a zone. */
function sizeOf(module: Resource, entry: Entry) {
  const say = (...names: readonly string[]) => from(entry, names)
  const scaling = say('autoscaling')
  if (scaling?.kind === 'scalar' && String(scaling.value) === 'false')
    return { node_count: say('node_count') ?? preset(module, 1) }
  const isTotal = say('total_max_count') !== null || say('total_min_count') !== null
  const autoscaling = isTotal
    ? { total_min_node_count: say('total_min_count'), total_max_node_count: say('total_max_count') }
    : {
        min_node_count: say('min_count') ?? preset(module, 1),
        max_node_count: say('max_count') ?? preset(module, 100),
      }
  return {
    initial_node_count: say('initial_node_count', 'min_count'),
    autoscaling: block(module, autoscaling),
  }
}

/** A cluster is regional unless it says otherwise; `zones` are the zones of its nodes. */
function placeOf(module: Resource, entry: Entry) {
  const zones = from(entry, ['node_locations']) ?? module.values.get('zones') ?? null
  const locations =
    zones?.kind === 'scalar' && typeof zones.value === 'string' ? split(zones.value, zones) : zones
  const first = locations?.kind === 'list' ? (locations.items[0] ?? null) : null
  return { location: module.values.get('region') ?? first, node_locations: locations }
}

const split = (text: string, { origin }: Value): Value => ({
  kind: 'list',
  items: text.split(',').map(zone => ({ kind: 'scalar', value: zone.trim(), origin })),
  origin,
})

function labelsOf(module: Resource, entry: Entry): Value | null {
  const all = module.values.get('node_pools_labels')
  if (all?.kind !== 'map') return null
  const own = [all.entries.get('all'), all.entries.get(nameOf(entry))]
  const entries = own.flatMap(labels => (labels?.kind === 'map' ? [...labels.entries] : []))
  return { kind: 'map', entries: new Map(entries), origin: all.origin }
}

function nameOf(entry: Entry): string {
  const name = from(entry, ['name'])
  return name?.kind === 'scalar' && name.value !== null ? String(name.value) : entry.key
}
