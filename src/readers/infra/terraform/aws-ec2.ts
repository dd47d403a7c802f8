import { machines } from './machine.ts'
import { awsRegion } from './region.ts'
import { absent, child, children, firstText, number, referenced, says, text, unknown } from './resource.ts'
import type { Family, Purchase, Resource, Section } from './resource.ts'
import { fixedUnits, scaledUnits } from './units.ts'
import type { Value } from './value.ts'

/** G and P are GPUs, inf and trn Inferentia and Trainium, dl Gaudi. */
const ACCELERATED = /^(?:g\d|gr\d|p\d|inf\d|trn\d|dl\d)/

export const ec2: Family = {
  types: ['aws_instance', 'aws_spot_instance_request', 'aws_autoscaling_group', 'aws_launch_template'],
  read: resource => (READ[resource.type] ?? instance)(resource),
}

export const eksNodes: Family = {
  types: ['aws_eks_node_group'],
  read(resource) {
    const own = firstText(resource, 'instance_types')
    const template = templateOf(resource)
    const sku = own.kind === 'absent' && template ? text(template, 'instance_type') : own
    const scaling = child(resource, 'scaling_config')
    const units = scaledUnits({
      low: number(scaling, 'min_size'),
      expected: number(scaling, 'desired_size'),
      high: number(scaling, 'max_size'),
    })
    return bought(resource, { sku, units, isSpot: says(resource, 'capacity_type', 'SPOT') })
  },
}

const READ: Readonly<Record<string, Family['read']>> = {
  aws_autoscaling_group: autoscalingGroup,
  aws_launch_template: unusedTemplate,
}

function instance(resource: Resource): readonly Purchase[] {
  const own = text(resource, 'instance_type')
  const template = templateOf(resource)
  const sku = own.kind === 'absent' && template ? text(template, 'instance_type') : own
  const isSpot =
    resource.type === 'aws_spot_instance_request' ||
    asksForSpot(template ?? resource) ||
    asksForSpot(resource)
  return bought(resource, { sku, units: fixedUnits(absent(resource)), isSpot })
}

function autoscalingGroup(resource: Resource): readonly Purchase[] {
  const template = templateOf(resource) ?? referenced(resource, 'launch_configuration')
  const units = scaledUnits({
    low: number(resource, 'min_size'),
    expected: number(resource, 'desired_capacity'),
    high: number(resource, 'max_size'),
  })
  const isSpot = template !== null && asksForSpot(template)
  return bought(resource, { sku: groupType(resource, template), units, isSpot })
}

function groupType(resource: Resource, template: Resource | null): Value<string> {
  const mixed = 'mixed_instances_policy mixes types and prices, which this version does not evaluate'
  if (children(resource, 'mixed_instances_policy').length > 0) return unknown(resource, mixed)
  if (template !== null) return text(template, 'instance_type')
  return unknown(resource, 'its launch template is not in this file')
}

/** A template buys nothing by itself, but one with accelerators that nothing here uses must not go unseen. */
function unusedTemplate(resource: Resource): readonly Purchase[] {
  const isUsed = resource.scope.mentions.has(`aws_launch_template.${resource.name}`)
  const sku = text(resource, 'instance_type')
  if (isUsed || sku.kind !== 'known') return []
  const units = unknown(resource, 'how many machines use this launch template is not stated in this file')
  return bought(resource, { sku, units, isSpot: asksForSpot(resource) })
}

const templateOf = (section: Section): Resource | null => {
  const template = child(section, 'launch_template')
  return referenced(template, 'id') ?? referenced(template, 'name')
}

const asksForSpot = (section: Section): boolean =>
  says(child(section, 'instance_market_options'), 'market_type', 'spot')

const bought = (resource: Resource, what: Pick<Parameters<typeof machines>[1], 'sku' | 'units' | 'isSpot'>) =>
  machines(resource, { ...what, provider: 'aws', accelerated: ACCELERATED, region: awsRegion(resource) })
