import type { YamlValue } from '../../src/readers/yaml.ts'
import type { Judge } from './routes.ts'
import { capacityOf, check } from './seen.ts'
import type { Seen } from './seen.ts'

const total = (seen: Seen, side: 'low' | 'expected' | 'high') =>
  capacityOf(seen).reduce((sum, { units }) => sum + (units?.[side] ?? 0), 0)

const kind: Judge = (name, seen) => [
  check(
    `a resource of kind ${name.text()}`,
    capacityOf(seen).some(({ id }) => id.includes(name.text() ?? '?')),
  ),
]

/** GPUs, TPU chips, or instances: what the file buys in all. */
const units: Judge = (count, seen) => [
  check(`${count.text()} units in all`, total(seen, 'expected') === count.number()),
]

/** Floor and ceiling of autoscaling count replicas, each of which may hold several GPUs. */
const bound =
  (side: 'low' | 'high'): Judge =>
  (count, seen, all) => {
    const each = all.get('gpus_per_replica').number() ?? 1
    const wanted = (count.number() ?? Number.NaN) * each
    const isBounded = capacityOf(seen).some(fact => fact.units !== null)
    return [check(`${side} is ${wanted}`, isBounded && total(seen, side) === wanted)]
  }

const perReplica: Judge = (count, seen, all) => {
  const replicas = all.get('replicas').number() ?? 1
  if (all.get('total_gpus').number() !== null || all.get('min').number() !== null) return []
  return [
    check(`${count.text()} GPUs a replica`, total(seen, 'expected') === (count.number() ?? 0) * replicas),
  ]
}

const accelerator: Judge = (name, seen) => {
  const wanted = name.text()?.toLowerCase() ?? '?'
  return [
    check(
      `a ${name.text()}`,
      capacityOf(seen).some(({ sku }) => sku?.toLowerCase().includes(wanted) === true),
    ),
  ]
}

const served: Judge = (expected, seen) => {
  const models = expected.shape === 'list' ? expected.items() : [expected]
  return models.map(each => {
    const name = each.get('model').text() ?? each.text() ?? ''
    const gpus = each.get('gpus').number()
    const wanted = (gpus ?? 1) * (each.get('replicas').number() ?? 1)
    const fits = capacityOf(seen).some(
      fact =>
        (fact.model === null || fact.model === name) && (gpus === null || fact.units?.expected === wanted),
    )
    return check(`${name}${gpus === null ? '' : ` on ${wanted} GPUs`}`, fits)
  })
}

/** A template with the parameters of one environment. */
const parameters: Judge = (values, seen) => {
  const sku = values.get('InstanceType').text()
  const count = values.get('InitialInstanceCount').number()
  const fits = capacityOf(seen).some(fact => fact.sku === sku && fact.units?.expected === count)
  return [check(`${count} × ${sku}`, fits)]
}

const resourceType: Judge = (name, seen) => [check(`a ${name.text()}`, capacityOf(seen).length > 0)]

/** A count that a parameter decides is said to be open. */
const reference: Judge = (value: YamlValue, seen, all) => {
  const name = value.get('ref').text()
  if (name === null || all.get('with_prod_params').shape === 'map') return []
  return [
    check(
      `${name} is a parameter`,
      capacityOf(seen).some(({ unresolved }) => unresolved?.includes(name) === true),
    ),
  ]
}

const withGpu: Judge = (count, seen) => [
  check(`${count.text()} services with a GPU`, capacityOf(seen).length === count.number()),
]

export const INFRA: Readonly<Record<string, Judge>> = {
  kind,
  type: resourceType,
  total_gpus: units,
  total_chips: units,
  min: bound('low'),
  max: bound('high'),
  gpus_per_replica: perReplica,
  gpus_per_pod: perReplica,
  gpu_type: accelerator,
  accelerator,
  model: served,
  models: served,
  with_prod_params: parameters,
  InstanceType: reference,
  services_with_gpu: withGpu,
}
