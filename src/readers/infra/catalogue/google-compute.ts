import type { Resource } from '../resource.ts'
import { GOOGLE_ACCELERATED, googleAccelerator, googleSku, googleSpot } from './google-machine.ts'
import type { Spelling } from './google-machine.ts'
import { machines } from './machine.ts'
import { referenced } from './neighbors.ts'
import type { Neighbors } from './neighbors.ts'
import type { Family, Purchase } from './purchase.ts'
import { absent, child, inside, number, unknown } from './section.ts'
import type { Section } from './section.ts'
import { fixedUnits, scaledUnits } from './units.ts'

export const computeEngine: Family = {
  types: [
    'google_compute_instance',
    'google_compute_instance_template',
    'google_compute_region_instance_template',
    'google_compute_instance_group_manager',
    'google_compute_region_instance_group_manager',
    'google_compute_reservation',
  ],
  beside: ['google_compute_autoscaler', 'google_compute_region_autoscaler'],
  read: (resource, neighbors) => (READ[resource.type] ?? instance)(resource, neighbors),
}

const READ: Readonly<Record<string, Family['read']>> = {
  google_compute_instance_template: unusedTemplate,
  google_compute_region_instance_template: unusedTemplate,
  google_compute_instance_group_manager: group,
  google_compute_region_instance_group_manager: group,
  google_compute_reservation: reservation,
}

const instance = (resource: Resource): readonly Purchase[] =>
  bought(resource, resource, { units: fixedUnits(absent(resource)) })

/** A template buys nothing by itself, but one with accelerators that nothing uses must not go unseen. */
function unusedTemplate(resource: Resource, neighbors: Neighbors): readonly Purchase[] {
  if (neighbors.isUsed(resource)) return []
  return bought(resource, resource, {
    units: unknown(resource, 'how many machines use this template is not stated'),
  })
}

function group(resource: Resource, neighbors: Neighbors): readonly Purchase[] {
  const types = ['google_compute_instance_template', 'google_compute_region_instance_template']
  const section = child(resource, 'version')
  const template = referenced(neighbors, { section, name: 'instance_template', types, key: resource.key })
  if (template === null) return []
  const scaler = ['google_compute_autoscaler', 'google_compute_region_autoscaler']
    .flatMap(type => neighbors.users(resource, type))
    .at(0)
  const policy = scaler && child(scaler, 'autoscaling_policy')
  const size = number(resource, 'target_size')
  const units = policy
    ? scaledUnits({
        low: number(policy, 'min_replicas'),
        expected: size,
        high: number(policy, 'max_replicas'),
      })
    : fixedUnits(size)
  return bought(resource, template, { units })
}

/** Paid whether machines use it or not. */
function reservation(resource: Resource): readonly Purchase[] {
  const reserved = child(resource, 'specific_reservation')
  const units = fixedUnits(number(reserved, 'count'))
  const section = inside(reserved, 'instance_properties')
  return bought(resource, section, { units, spelling: RESERVED, offer: 'reservation' })
}

const RESERVED: Spelling = {
  block: 'guest_accelerators',
  type: 'accelerator_type',
  count: 'accelerator_count',
}

type Bought = Pick<Purchase, 'units'> & { readonly spelling?: Spelling; readonly offer?: string }

const bought = (resource: Resource, section: Section, { spelling, ...what }: Bought): readonly Purchase[] =>
  machines(resource, {
    ...what,
    provider: 'gcp',
    sku: googleSku(section, spelling),
    accelerated: GOOGLE_ACCELERATED,
    accelerator: googleAccelerator(section, spelling),
    isSpot: googleSpot(child(section, 'scheduling')),
  })
