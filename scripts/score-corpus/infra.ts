import { profilesOf } from '../../src/readers/infra/helm-values/kubeai-profiles.ts'
import { settingOf } from '../../src/readers/infra/setting.ts'
import type { CapacityFact, Engine } from '../../src/model/fact.ts'
import { resources } from './resources.ts'
import type { Judge } from './routes.ts'
import { capacityOf, check, stated } from './seen.ts'
import type { Check, Seen } from './seen.ts'

type Side = 'low' | 'expected' | 'high'

const total = (seen: Seen, side: Side): number =>
  capacityOf(seen).reduce((sum, { units }) => sum + (units?.[side] ?? Number.NaN), 0)

const inAll = (what: string, seen: Seen, holds: boolean): Check => stated(what, capacityOf(seen), () => holds)

const kind: Judge = (name, seen) => [
  stated(`a resource of kind ${name.text()}`, capacityOf(seen), ({ id }) => id.includes(name.text() ?? '?')),
]

/** GPUs, TPU chips, or instances: what the file buys in all. */
const units: Judge = (count, seen) => [
  inAll(`${count.text()} units in all`, seen, total(seen, 'expected') === count.number()),
]

/** Floor and ceiling of autoscaling count replicas, each of which may hold several GPUs. */
const bound =
  (side: Side): Judge =>
  (count, seen, all) => {
    const wanted = (count.number() ?? Number.NaN) * (all.get('gpus_per_replica').number() ?? 1)
    return [inAll(`${side} is ${wanted}`, seen, total(seen, side) === wanted)]
  }

/** Groups over several nodes hold a multiple of what one pod holds. */
const perReplica: Judge = (count, seen, all) => {
  if (all.get('total_gpus').number() !== null) return []
  const each = (count.number() ?? Number.NaN) * (all.get('replicas').number() ?? 1)
  const sides: readonly Side[] = all.get('min').number() === null ? ['expected'] : ['expected', 'high']
  const holds = sides.some(side => total(seen, side) > 0 && total(seen, side) % each === 0)
  return [
    stated(`${count.text()} a replica`, capacityOf(seen), fact =>
      fact.units === null ? fact.accelerator?.perUnit === count.number() : holds,
    ),
  ]
}

const accelerator: Judge = (name, seen) => {
  const wanted = name.text()?.toLowerCase() ?? '?'
  const words = (fact: CapacityFact) => [
    fact.sku,
    fact.accelerator?.name ?? null,
    ...Object.values(fact.node?.labels ?? {}),
  ]
  return [
    stated(`a ${name.text()}`, capacityOf(seen), fact =>
      words(fact).some(word => word?.toLowerCase().includes(wanted) === true),
    ),
  ]
}

/** Each model with its replicas, accelerators and limits; the role of a pod is in its name. */
const served: Judge = (expected, seen) => {
  const models = expected.shape === 'list' ? expected.items() : [expected]
  return models.flatMap(each => {
    const name = each.get('model').text() ?? each.text() ?? ''
    const role = each.get('role').text()
    const ours = capacityOf(seen).filter(({ model, id }) => model === name && id.includes(role ?? ''))
    const label = role === null ? name : `${name} (${role})`
    const count = (each.get('gpus').number() ?? 1) * (each.get('replicas').number() ?? 1)
    return [
      stated(label, ours, () => true),
      ...(each.get('replicas').number() === null
        ? []
        : [stated(`${label} on ${count}`, ours, ({ units }) => units?.expected === count)]),
      ...flags.flatMap(({ key, field }) => limit(`${label} ${key}`, each.get(key).number(), { ours, field })),
    ]
  })
}

type Limited = { readonly ours: readonly CapacityFact[]; readonly field: keyof Engine }

const limit = (what: string, wanted: number | null, { ours, field }: Limited): readonly Check[] =>
  wanted === null ? [] : [stated(`${what} ${wanted}`, ours, ({ engine }) => engine?.[field] === wanted)]

const flags: readonly { readonly key: string; readonly field: keyof Engine }[] = [
  { key: 'maxModelLen', field: 'maxModelLength' },
  { key: 'max-model-len', field: 'maxModelLength' },
  { key: 'maxNumSeqs', field: 'maxSequences' },
  { key: 'max-num-seqs', field: 'maxSequences' },
  { key: 'tensorParallelSize', field: 'tensorParallel' },
  { key: 'tensor-parallel-size', field: 'tensorParallel' },
]

const vllm: Judge = (expected, seen) =>
  flags.flatMap(({ key, field }) => limit(key, expected.get(key).number(), { ours: capacityOf(seen), field }))

const everyLength: Judge = (length, seen) => [
  inAll(
    `a length of ${length.text()} everywhere`,
    seen,
    capacityOf(seen).every(({ engine }) => engine?.maxModelLength === length.number()),
  ),
]

/** A table that buys nothing: what a profile is. */
const profiles: Judge = (expected, seen) => {
  const ours = profilesOf(settingOf([{ path: '', value: seen.document }]))
  return [
    ...expected.entries().map(({ key, value }) => {
      const labels = Object.values(ours.get(key)?.labels ?? {})
      return check(`profile ${key} is ${value.text()}`, labels.includes(value.text() ?? '?'))
    }),
    check('profiles buy nothing', capacityOf(seen).length === 0),
  ]
}

/** A template with the parameters of one environment. */
const parameters: Judge = (values, seen) => {
  const sku = values.get('InstanceType').text()
  const count = values.get('InitialInstanceCount').number()
  return [
    stated(`${count} × ${sku}`, capacityOf(seen), fact => fact.sku === sku && fact.units?.expected === count),
  ]
}

const resourceType: Judge = (name, seen) => [stated(`a ${name.text()}`, capacityOf(seen), () => true)]

/** A value that a parameter without a default decides is said to be open, by name. */
const reference: Judge = (value, seen, all) => {
  const name = value.get('ref').text()
  if (name === null || all.get('with_prod_params').shape === 'map') return []
  const says = ({ unresolved, assumed }: CapacityFact) =>
    [unresolved, ...assumed].some(reason => reason?.includes(name) === true)
  return [stated(`${name} is a parameter`, capacityOf(seen), says)]
}

const shadow: Judge = (note, seen) =>
  note.text()?.includes('shadow doubles') === true
    ? [check('a shadow variant beside the production variant', capacityOf(seen).length >= 2)]
    : []

const count =
  (what: string): Judge =>
  (expected, seen) => [check(`${expected.text()} ${what}`, capacityOf(seen).length === expected.number())]

/** Compose: `all` is unknown and said so; a device is one, or a part of one. */
const reserved: Judge = (list, seen) =>
  list.items().map((item, index) => {
    const fact = capacityOf(seen)[index]
    const isAll = item.get('count').text()?.includes('all') === true
    const isRight = isAll ? fact?.unresolved?.includes('all GPUs') : (fact?.units?.expected ?? 0) > 0
    return check(`service ${index + 1}: ${isAll ? 'all GPUs, said so' : 'a device'}`, isRight === true)
  })

const service: Judge = (name, seen, all) => [
  stated(
    `${name.text()} on ${all.get('resolved_default').text()}`,
    capacityOf(seen),
    ({ id, units }) =>
      id.endsWith(`#${name.text()}`) && units?.expected === all.get('resolved_default').number(),
  ),
]

const useGpu: Judge = (_, seen) => [check('it uses a GPU', capacityOf(seen).length > 0)]

/** Provisioned SKUs of Azure, by where they are served. */
const offers: Judge = (list, seen) =>
  list.items().map(item => {
    const sku = item.text() ?? ''
    const offer = sku.startsWith('Global') ? 'global' : sku.startsWith('DataZone') ? 'data_zone' : 'regional'
    return stated(
      `${sku} is provisioned, ${offer}`,
      capacityOf(seen),
      fact => fact.resource === 'provisioned-throughput' && fact.offer === offer,
    )
  })

/** A loop over an array that is empty by default: nobody knows how many. */
const loop: Judge = (_, seen) => [
  check(
    'how many is said to be unknown',
    capacityOf(seen).some(({ unresolved }) => unresolved !== null),
  ),
]

export const INFRA: Readonly<Record<string, Judge>> = {
  facts: resources,
  kind,
  type: resourceType,
  total_gpus: units,
  total_chips: units,
  services: count('services'),
  min: bound('low'),
  max: bound('high'),
  gpus_per_replica: perReplica,
  gpus_per_pod: perReplica,
  gpu_type: accelerator,
  accelerator,
  use_gpu: useGpu,
  model: served,
  models: served,
  maxModelLen: everyLength,
  vllm,
  profiles,
  with_prod_params: parameters,
  InstanceType: reference,
  note: shadow,
  services_with_gpu: count('services with a GPU'),
  gpu: reserved,
  service,
  contains: offers,
  loop,
}
