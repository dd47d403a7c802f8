import type { Range } from '../../../model/quantity.ts'
import type { Resource } from '../resource.ts'
import { machines } from './machine.ts'
import { referenced } from './neighbors.ts'
import type { Neighbors } from './neighbors.ts'
import type { Family, Purchase } from './purchase.ts'
import { absent, child, either, has, number, says, text, unknown } from './section.ts'
import type { Section, Stated } from './section.ts'
import { mixedGroup } from './aws-mixed.ts'
import { fixedUnits, scaledUnits } from './units.ts'

/** G and P are GPUs, inf and trn Inferentia and Trainium, dl Gaudi. */
const ACCELERATED = /^(?:g\d|gr\d|p\d|inf\d|trn\d|dl\d)/

export const ec2: Family = {
  types: ['aws_instance', 'aws_spot_instance_request', 'aws_autoscaling_group', 'aws_launch_template'],
  beside: ['aws_launch_configuration'],
  read: (resource, neighbors) => (READ[resource.type] ?? instance)(resource, neighbors),
}

const READ: Readonly<Record<string, Family['read']>> = {
  aws_autoscaling_group: autoscalingGroup,
  aws_launch_template: unusedTemplate,
}

function instance(resource: Resource, neighbors: Neighbors): readonly Purchase[] {
  const template = templateOf(resource, resource, neighbors)
  const isSpot =
    resource.type === 'aws_spot_instance_request' || asksForSpot(resource) || asksForSpot(template)
  const sku = either(text(resource, 'instance_type'), () => text(template ?? resource, 'instance_type'))
  return awsMachines(resource, { sku, units: fixedUnits(absent(resource)), isSpot })
}

function autoscalingGroup(resource: Resource, neighbors: Neighbors): readonly Purchase[] {
  const units = scaledUnits({
    low: number(resource, 'min_size'),
    expected: number(resource, 'desired_capacity'),
    high: number(resource, 'max_size'),
  })
  const policy = child(resource, 'mixed_instances_policy')
  const isMixed = has(resource, 'mixed_instances_policy')
  const holder = isMixed ? child(policy, 'launch_template') : resource
  const template = templateOf(resource, holder, neighbors)
  if (isMixed)
    return mixedGroup(policy, { units, usual: typeOf(resource, template) }).flatMap(bought =>
      awsMachines(resource, bought),
    )
  return awsMachines(resource, { sku: typeOf(resource, template), units, isSpot: asksForSpot(template) })
}

const typeOf = (resource: Resource, template: Section | null): Stated<string> =>
  template === null
    ? unknown(resource, 'its launch template is not in the tree')
    : text(template, 'instance_type')

/** A template buys nothing by itself, but one with accelerators that nothing uses must not go unseen. */
function unusedTemplate(resource: Resource, neighbors: Neighbors): readonly Purchase[] {
  const sku = text(resource, 'instance_type')
  if (sku.kind !== 'known' || neighbors.isUsed(resource)) return []
  const units = unknown(resource, 'how many machines use this launch template is not stated')
  return awsMachines(resource, { sku, units, isSpot: asksForSpot(resource) })
}

/** The template that a block `launch_template` or `launch_template_specification` names, if it is there. */
export function templateOf(resource: Resource, holder: Section, neighbors: Neighbors): Resource | null {
  const blocks = ['launch_template', 'launch_template_specification'].map(name => child(holder, name))
  const pointers = [
    ...blocks.flatMap(section =>
      ['id', 'name', 'launch_template_id', 'launch_template_name'].map(name => ({ section, name })),
    ),
    { section: holder, name: 'launch_configuration' },
  ]
  for (const pointer of pointers) {
    const found = referenced(neighbors, { ...pointer, types: TEMPLATES, key: resource.key })
    if (found !== null) return found
  }
  return null
}

const TEMPLATES = ['aws_launch_template', 'aws_launch_configuration']

export const asksForSpot = (section: Section | null): boolean =>
  section !== null && says(child(section, 'instance_market_options'), 'market_type', 'spot')

export type AwsMachines = {
  readonly sku: Stated<string>
  readonly units: Stated<Range>
  readonly isSpot: boolean
  readonly part?: string
  readonly labels?: Readonly<Record<string, string>>
}

export const awsMachines = (resource: Resource, what: AwsMachines): readonly Purchase[] =>
  machines(resource, { ...what, provider: 'aws', accelerated: ACCELERATED })
