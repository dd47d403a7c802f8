import { asksForSpot, awsMachines, templateOf } from './aws-ec2.ts'
import { labelsIn } from './labels.ts'
import type { Family } from './purchase.ts'
import { child, either, first, number, plain, says, text, unknown } from './section.ts'
import { scaledUnits } from './units.ts'

export const eksNodes: Family = {
  types: ['aws_eks_node_group'],
  read(resource, neighbors) {
    const template = templateOf(resource, resource, neighbors)
    const own = first(resource, 'instance_types')
    const sku = template === null ? own : either(own, () => text(template, 'instance_type'))
    const scaling = child(resource, 'scaling_config')
    const units = scaledUnits({
      low: number(scaling, 'min_size'),
      expected: number(scaling, 'desired_size'),
      high: number(scaling, 'max_size'),
    })
    const name = plain(resource, 'node_group_name')
    const labels = {
      ...labelsIn(resource, 'labels'),
      ...(sku.kind === 'known' ? { 'node.kubernetes.io/instance-type': sku.value } : {}),
      ...(name === null ? {} : { 'eks.amazonaws.com/nodegroup': name }),
    }
    const isSpot = says(resource, 'capacity_type', 'SPOT') || asksForSpot(template)
    // Without any type EKS takes t3.medium, unless a template that is elsewhere has one.
    const missing = sku.kind === 'absent' && child(resource, 'launch_template').values.size > 0
    const type = missing ? unknown(resource, 'its launch template is not in the tree') : sku
    return awsMachines(resource, { sku: type, units, isSpot, labels })
  },
}
