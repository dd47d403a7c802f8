import type { Place } from '../../../model/evidence.ts'
import type { CapacityFact } from '../../../model/fact.ts'
import type { Range } from '../../../model/quantity.ts'
import type { Resource } from '../resource.ts'
import type { Neighbors } from './neighbors.ts'
import type { Purchase } from './purchase.ts'
import { regionOf } from './region.ts'
import { assumptionOf, unknown, valueIn, valueOf } from './section.ts'
import type { Stated } from './section.ts'
import { tagsOf } from './tags.ts'

/** What one instance of a resource buys, as a fact with the id of its block. */
export function factOf(resource: Resource, purchase: Purchase, neighbors: Neighbors): CapacityFact {
  const { sku, part, labels, assumed = [], ...bought } = purchase
  const units = resource.key === '?' ? howMany(resource) : purchase.units
  const region = regionOf(resource, neighbors)
  const { tags, unread } = tagsOf(resource, neighbors)
  const optional = {
    pricing: 'on_demand',
    model: null,
    offer: null,
    accelerator: null,
    lifetime: 'always',
  } as const
  return {
    ...optional,
    ...bought,
    kind: 'capacity',
    id: idOf(resource, part ?? null, null),
    at: resource.at,
    sku: valueIn(sku),
    skuAt: sku.at,
    units: valueIn(units),
    unitsAt: countPlace(resource, units.at),
    region: valueIn(region),
    engine: null,
    node: labels === undefined ? null : { role: 'pool', labels },
    tags,
    ...(unread === null ? {} : { tagsUnread: unread }),
    ...(resource.environment === null ? {} : { environment: resource.environment }),
    assumed: [
      ...new Set([sku, units].flatMap(assumptionsIn).concat(usualRegion(region), countOf(resource), assumed)),
    ],
    unresolved: reasonsOf(resource, bought.resource === 'accelerators' ? [units] : [notAbsent(sku), units]),
  }
}

/** The folder, not the file: a block that moves between files of one root stays the same thing. */
export function idOf(
  { root, address, environment }: Resource,
  part: string | null,
  key: string | null,
): string {
  const folder = root === '' ? '' : `${root}/`
  const index = key === null ? '' : `[${key}]`
  const place = environment === null ? '' : `@${environment}`
  return `${folder}${address}${index}${place}${part === null ? '' : `#${part}`}`
}

const howMany = (resource: Resource): Stated<Range> =>
  unknown(resource, resource.problem ?? 'nobody knows how many instances there are')

/** The line that a reviewer has to change: of the block itself its count decides. */
const countPlace = (resource: Resource, at: Place): Place =>
  (at === resource.at ? (valueOf(resource, 'count') ?? valueOf(resource, 'for_each'))?.origin.at : null) ?? at

const assumptionsIn = (value: Stated<unknown>): readonly string[] =>
  value.kind === 'known' ? value.assumed : []

/** A price needs a region: the provider's usual one. */
const usualRegion = (region: Stated<string>): readonly string[] =>
  region.kind === 'unknown' ? [`the usual region: ${region.reason}`] : assumptionsIn(region)

const countOf = (resource: Resource): readonly string[] =>
  ['count', 'for_each'].flatMap(name => {
    const value = valueOf(resource, name)
    return value === null ? [] : assumptionOf(name, value.origin)
  })

function reasonsOf({ problem }: Resource, values: readonly Stated<unknown>[]): string | null {
  const unread = values.flatMap(value => (value.kind === 'unknown' ? [value.reason] : []))
  return [...new Set([...(problem === null ? [] : [problem]), ...unread])].join('; ') || null
}

const notAbsent = (sku: Stated<string>): Stated<string> =>
  sku.kind === 'absent' ? unknown(sku, 'what is bought is not stated') : sku
