import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newBudget } from '../src/readers/infra/hcl/evaluate/context.ts'
import type { Resource } from '../src/readers/infra/resource.ts'
import { moduleTree, rootsOf } from '../src/readers/infra/terraform/module/module-tree.ts'
import { parsedFile } from '../src/readers/infra/terraform/module/source-file.ts'
import { stackOf } from '../src/readers/infra/terraform/module/stack.ts'
import { variableValues } from '../src/readers/infra/terraform/module/variable-files.ts'
import type { Value } from '../src/readers/infra/value.ts'

/**
 * How many of the values that decide what inference costs are known after evaluation, in each repository below a
 * folder. Folders that somebody runs count (they configure a provider or keep a state), not modules by themselves.
 * `node scripts/resolved-share.ts FOLDER`
 */
function main(folder: string | undefined) {
  if (folder === undefined) throw new Error('usage: node scripts/resolved-share.ts FOLDER')
  const repositories = globSync('*/', { cwd: folder }).toSorted()
  const found = repositories.flatMap(name => valuesIn(join(folder, name)).map(value => ({ name, ...value })))
  for (const name of new Set(found.map(each => each.name)))
    console.log(`${name}: ${shareOf(found.filter(each => each.name === name))}`)
  console.log(`all: ${shareOf(found)}`)
  const reasons = found.flatMap(({ name, at, reason }) =>
    reason === null ? [] : [`  ${name} ${at}: ${reason}`],
  )
  for (const reason of new Set(reasons)) console.log(reason)
}

type Found = { readonly at: string; readonly reason: string | null }

function shareOf(values: readonly Found[]): string {
  const known = values.filter(({ reason }) => reason === null).length
  return `${known} of ${values.length} (${((100 * known) / values.length).toFixed(1)} %)`
}

function valuesIn(folder: string): readonly Found[] {
  const paths = globSync('**/*.{tf,tofu,tf.json,tfvars,tfvars.json}', { cwd: folder }).toSorted()
  const tree = moduleTree(paths.map(path => parsedFile({ path, text: textAt(join(folder, path)) })))
  const roots = rootsOf(tree, new Set()).filter(
    ({ providers, hasBackend }) => hasBackend || providers.length > 0,
  )
  return roots.flatMap(source => {
    const variables = variableValues(tree, source.folder, [])
    const budget = newBudget()
    return stackOf({ tree, source, variables, environment: null, isOpen: false, budget }).flatMap(decisive)
  })
}

const textAt = (path: string): string =>
  readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')

/** Type → paths of attributes that decide the price of it. */
const DECISIVE: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_appautoscaling_target', ['min_capacity', 'max_capacity']],
  ['aws_bedrock_provisioned_model_throughput', ['model_units']],
  ['aws_eks_node_group', ['instance_types', 'scaling_config.min_size', 'scaling_config.desired_size']],
  ['aws_instance', ['instance_type']],
  ['aws_sagemaker_notebook_instance', ['instance_type']],
  [
    'azurerm_cognitive_deployment',
    ['sku.name', 'sku.capacity', 'scale.type', 'scale.capacity', 'model.name'],
  ],
  ['azurerm_kubernetes_cluster_node_pool', ['vm_size', 'node_count', 'min_count', 'max_count']],
  ['azurerm_search_service', ['sku', 'replica_count', 'partition_count']],
  [
    'aws_sagemaker_endpoint_configuration',
    ['production_variants.instance_type', 'production_variants.initial_instance_count'],
  ],
  [
    'google_container_node_pool',
    [
      'node_count',
      'node_config.machine_type',
      'node_config.guest_accelerator.type',
      'autoscaling.max_node_count',
    ],
  ],
])

function decisive({ type, address, key, values, problem }: Resource): readonly Found[] {
  const paths = DECISIVE.get(type) ?? []
  const at = `${address}${key === null ? '' : `[${key}]`}`
  const stated = paths.flatMap(path =>
    along(values, path.split('.')).map(value => ({ at: `${at}.${path}`, reason: reasonOf(value) })),
  )
  return problem === null || stated.length === 0 ? stated : [...stated, { at, reason: problem }]
}

function along(
  values: ReadonlyMap<string, Value>,
  [name = '', ...rest]: readonly string[],
): readonly Value[] {
  const value = values.get(name)
  if (value === undefined) return []
  if (rest.length === 0 || value.kind === 'unknown') return [value]
  const items = value.kind === 'list' ? value.items : [value]
  return items.flatMap(item => (item.kind === 'map' ? along(item.entries, rest) : []))
}

function reasonOf(value: Value): string | null {
  if (value.kind === 'unknown') return value.reason
  return value.kind === 'list' ? (value.items.map(reasonOf).find(reason => reason !== null) ?? null) : null
}

if (import.meta.main) main(process.argv[2])
