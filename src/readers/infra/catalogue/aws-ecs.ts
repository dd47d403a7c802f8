import { exactly } from '../../../model/quantity.ts'
import { jsonOf, valueOfJson } from '../json-value.ts'
import type { Resource } from '../resource.ts'
import type { Neighbors } from './neighbors.ts'
import type { Family, Purchase } from './purchase.ts'
import { absent, children, number, says, text, unknown, valueIn } from './section.ts'
import type { Section, Stated } from './section.ts'
import { fixedUnits, times } from './units.ts'

/**
 * GPUs that a task reserves, on machines that the cluster has: a part of them, not the machines.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html
 */
export const ecsTasks: Family = {
  types: ['aws_ecs_task_definition'],
  beside: ['aws_ecs_service'],
  read(resource, neighbors) {
    const containers = text(resource, 'container_definitions')
    const gpus = containers.kind === 'known' ? gpusIn(containers) : 0
    return gpus === 0 ? [] : [taskOf(resource, gpus, neighbors)]
  },
}

function taskOf(resource: Resource, gpus: number, neighbors: Neighbors): Purchase {
  const services = neighbors
    .users(resource, 'aws_ecs_service')
    .map(service => fixedUnits(number(service, 'desired_count')))
  const [tasks = unknown(resource, 'how many tasks run is not stated')] = services
  return {
    resource: 'accelerators',
    provider: 'aws',
    sku: absent(resource),
    units: times(tasks, exactly(gpus)),
    accelerator: { name: null, perUnit: 1 },
  }
}

/** Of all containers of the JSON text together. */
function gpusIn({ value, at }: Extract<Stated<string>, { kind: 'known' }>): number {
  const list = valueOfJson(jsonOf(value), { at, source: 'literal', name: null })
  const section: Section = { at, values: new Map([['containers', list]]) }
  return children(section, 'containers')
    .flatMap(container => children(container, 'resourceRequirements'))
    .filter(wanted => says(wanted, 'type', 'GPU'))
    .reduce((sum, wanted) => sum + (valueIn(number(wanted, 'value')) ?? 0), 0)
}
