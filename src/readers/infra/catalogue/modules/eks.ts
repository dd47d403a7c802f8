import type { Resource } from '../../resource.ts'
import { block, entriesOf, from, linkTo, made, preset } from './adapter.ts'
import type { Adapter, Entry } from './adapter.ts'

/** https://github.com/terraform-aws-modules/terraform-aws-eks */
export const eks: Adapter = {
  sources: /terraform-aws-modules\/(?:terraform-aws-)?eks(?:\/aws|\.git)?$/,
  resources: module => [
    ...entriesOf(module, 'eks_managed_node_groups').map(entry =>
      managed(module, entry, 'eks_managed_node_group_defaults'),
    ),
    ...entriesOf(module, 'self_managed_node_groups').flatMap(entry =>
      scaled(module, entry, { ...SELF_MANAGED, defaults: 'self_managed_node_group_defaults' }),
    ),
    // Until version 17.
    ...entriesOf(module, 'node_groups').map(entry => managed(module, entry, 'node_groups_defaults')),
    ...['worker_groups', 'worker_groups_launch_template'].flatMap(input =>
      entriesOf(module, input).flatMap(entry =>
        scaled(module, entry, { path: input, defaults: 'workers_group_defaults' }),
      ),
    ),
  ],
}

/** Its groups as module calls of their own. */
export const eksGroup: Adapter = {
  sources:
    /terraform-aws-modules\/(?:terraform-aws-)?eks(?:\/aws|\.git)?\/\/modules\/(?:eks|self)-managed-node-group$/,
  resources(module) {
    const entry = { key: '', values: module.values }
    const isSelf = module.type.endsWith('self-managed-node-group')
    const made = isSelf ? scaled(module, entry, { path: '', defaults: '' }) : [managed(module, entry, '')]
    return made.map(resource => ({ ...resource, key: module.key }))
  },
}

const SELF_MANAGED = { path: 'module.self_managed_node_group' }

function managed(module: Resource, entry: Entry, defaults: string): Resource {
  const say = (...names: readonly string[]) => from(entry, names, module.values.get(defaults))
  return made(module, {
    path:
      defaults === '' ? 'aws_eks_node_group.this' : 'module.eks_managed_node_group.aws_eks_node_group.this',
    key: entry.key,
    values: {
      node_group_name: say('name'),
      instance_types: say('instance_types', 'instance_type'),
      capacity_type: say('capacity_type'),
      labels: say('labels', 'k8s_labels'),
      tags: say('tags') ?? module.values.get('tags') ?? null,
      scaling_config: block(module, {
        min_size: say('min_size', 'min_capacity') ?? preset(module, 1),
        desired_size: say('desired_size', 'desired_capacity') ?? preset(module, 1),
        max_size: say('max_size', 'max_capacity') ?? preset(module, 3),
      }),
    },
  })
}

/** An autoscaling group with its launch template. */
function scaled(
  module: Resource,
  entry: Entry,
  { path, defaults }: { readonly path: string; readonly defaults: string },
): readonly Resource[] {
  const say = (...names: readonly string[]) => from(entry, names, module.values.get(defaults))
  const prefix = path === '' ? '' : `${path}.`
  const template = `${prefix}aws_launch_template.this`
  const market = say('spot_price') && block(module, { market_type: preset(module, 'spot') })
  const tags = say('tags') ?? module.values.get('tags') ?? null
  return [
    made(module, {
      path: template,
      key: entry.key,
      values: {
        instance_type: say('instance_type', 'override_instance_types'),
        instance_market_options: say('instance_market_options') ?? market,
      },
    }),
    made(module, {
      path: `${prefix}aws_autoscaling_group.this`,
      key: entry.key,
      values: {
        min_size: say('min_size', 'asg_min_size') ?? preset(module, 1),
        desired_capacity: say('desired_size', 'asg_desired_capacity') ?? preset(module, 1),
        max_size: say('max_size', 'asg_max_size') ?? preset(module, 3),
        mixed_instances_policy: say('mixed_instances_policy'),
        launch_template: block(module, { id: linkTo(module, template) }),
        tags,
      },
    }),
  ]
}
