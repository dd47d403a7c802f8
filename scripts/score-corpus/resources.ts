import type { CapacityFact } from '../../src/model/fact.ts'
import type { YamlValue } from '../../src/readers/yaml.ts'
import type { Judge } from './routes.ts'
import { capacityOf, check, stated } from './seen.ts'
import type { Check, Seen } from './seen.ts'

/** Resources of a Terraform root, by address; the instances of one block are one thing. */
export const resources: Judge = (list, seen, all) => {
  const blocks = new Map<string, readonly YamlValue[]>()
  for (const item of list.items()) {
    const address = bare(item.get('address').text() ?? '')
    blocks.set(address, [...(blocks.get(address) ?? []), item])
  }
  const checks = [...blocks].flatMap(([address, instances]) => blockChecks(address, instances, seen))
  return checks.length > 0 ? checks : noResources(seen, all.get('note').text() ?? '')
}

const bare = (address: string): string => address.replaceAll(/\[[^\]]*\]/g, '')

function blockChecks(address: string, instances: readonly YamlValue[], seen: Seen): readonly Check[] {
  const [first] = instances
  if (first === undefined) return []
  const ours = capacityOf(seen).filter(({ id }) => isAt(bare(id), address))
  const type = first.get('node_config.machine_type').text() ?? ''
  if (address.includes('aws_launch_template')) return templateChecks(address, first, seen)
  if (address.includes('aws_appautoscaling_target')) return scalingChecks(address, first, seen)
  // Nothing is said about machines without accelerators.
  if (/^(?:e2|n2)-/.test(type)) return [check(`${address}: no accelerator, no fact`, ours.length === 0)]
  return first.entries().flatMap(({ key, value }) => {
    const judge = ATTRIBUTES.find(({ name }) => name.test(key))
    return judge?.checks({ address: `${address} ${key}`, value, ours, instances: instances.length }) ?? []
  })
}

const isAt = (id: string, address: string): boolean =>
  [id, `/${id}`].some(text => text.endsWith(`/${address}`) || text.includes(`/${address}#`))

/** A launch template costs nothing by itself: the group or instance beside it buys its type. */
function templateChecks(address: string, expected: YamlValue, seen: Seen): readonly Check[] {
  const type = expected.get('instance_type').text() ?? ''
  const module = address.slice(0, address.indexOf('aws_launch_template'))
  const beside = capacityOf(seen).filter(({ id }) => bare(id).includes(module))
  return [stated(`${address} ${type}, bought beside it`, beside, fact => fact.sku === type)]
}

/** Scaling is a floor and a ceiling of the endpoint; of anything else than an endpoint nothing is said. */
function scalingChecks(address: string, expected: YamlValue, seen: Seen): readonly Check[] {
  if (!address.includes('sagemaker'))
    return [
      check(
        `${address}: scales no model, no fact`,
        capacityOf(seen).every(({ id }) => !isAt(id, address)),
      ),
    ]
  const endpoints = capacityOf(seen).filter(({ id }) => id.includes('aws_sagemaker_endpoint_configuration'))
  const sides = [
    { side: 'low', key: 'min_capacity' },
    { side: 'high', key: 'max_capacity' },
  ] as const
  return sides.map(({ side, key }) =>
    stated(
      `${address} ${key} ${expected.get(key).text()}`,
      endpoints,
      fact => fact.units?.[side] === expected.get(key).number(),
    ),
  )
}

type Expected = {
  readonly address: string
  readonly value: YamlValue
  readonly ours: readonly CapacityFact[]
  readonly instances: number
}

type Attribute = { readonly name: RegExp; readonly checks: (expected: Expected) => readonly Check[] }

const says = (name: RegExp, holds: (fact: CapacityFact, value: string) => boolean): Attribute => ({
  name,
  checks: ({ address, value, ours }) => {
    const text = value.text()
    return text === null ? [] : [stated(`${address} ${text}`, ours, fact => holds(fact, text))]
  },
})

const includes = (text: string | null | undefined, part: string): boolean =>
  text?.toLowerCase().includes(part.toLowerCase()) === true

/** The instances of a block may be one fact, and the nodes of a region are three times those of a zone. */
const units: Attribute['checks'] = ({ address, value, ours, instances }) => {
  const wanted = (value.number() ?? Number.NaN) * instances
  const total = ours.reduce((sum, fact) => sum + (fact.units?.expected ?? Number.NaN), 0)
  const zones = address.includes('google_container_node_pool') ? [1, 3] : [1]
  const isRight = zones.some(zone => total === wanted * zone)
  return [stated(`${address} ${value.text()} × ${instances}`, ours, () => isRight)]
}

const tags: Attribute['checks'] = ({ address, value, ours }) =>
  value.entries().flatMap(({ key, value: tag }) => {
    const text = tag.text()
    return text === null ? [] : [stated(`${address} ${key}=${text}`, ours, fact => fact.tags[key] === text)]
  })

const ATTRIBUTES: readonly Attribute[] = [
  says(/(?:^|\.)(?:instance_type|machine_type)$|^vm_size$/, (fact, value) => includes(fact.sku, value)),
  says(/memory_size_in_mb$/, (fact, value) => includes(fact.sku, value)),
  says(/max_concurrency$/, (fact, value) => fact.units?.high === Number(value)),
  says(/guest_accelerator\.type$/, ({ accelerator, sku }, value) => {
    const short = value.split('-').at(-1) ?? value
    return includes(accelerator?.name, short) || includes(sku, short)
  }),
  says(
    /guest_accelerator\.count$/,
    ({ accelerator, sku }, value) => accelerator?.perUnit === Number(value) || includes(sku, `+ ${value} `),
  ),
  says(/^(?:sku|sku\.name|scale\.type)$/, (fact, value) => includes(fact.sku, value)),
  says(/^model\.name$/, (fact, value) => fact.model === value),
  { name: /(?:initial_instance_count|node_count|^replica_count|capacity)$/, checks: units },
  { name: /^tags$/, checks: tags },
]

/** Where no resource is expected, the note says what is. */
function noResources(seen: Seen, note: string): readonly Check[] {
  const facts = capacityOf(seen)
  const [, sku, count] = /(\w+\.\w+) (\d+)\/\d+\/\d+/.exec(note) ?? []
  if (sku !== undefined)
    return [
      stated(
        `${count} × ${sku} in the inputs of a module`,
        facts,
        fact => fact.sku === sku && fact.units?.expected === Number(count),
      ),
    ]
  if (note.includes('unknown'))
    return [
      check(
        'said to be unknown',
        facts.some(fact => fact.unresolved !== null),
      ),
    ]
  return [
    check(
      'no machine',
      facts.every(fact => fact.sku === null && fact.units === null),
    ),
  ]
}
