import type { Resource } from '../../resource.ts'
import type { Value } from '../../value.ts'
import { newBudget } from '../../hcl/evaluate/context.ts'
import { moduleTree } from './module-tree.ts'
import { parsedFile } from './source-file.ts'
import { stackOf } from './stack.ts'
import { variableValues } from './variable-files.ts'

export type Sources = Readonly<Record<string, string>>

type Options = { readonly root?: string; readonly passed?: readonly string[]; readonly isOpen?: boolean }

/** The stack of one root of a tree that is written out in a test. */
export function stackIn(sources: Sources, { root = '', passed = [], isOpen = false }: Options = {}) {
  const files = Object.entries(sources).map(([path, text]) => parsedFile({ path, text }))
  const tree = moduleTree(files)
  const source = tree.folders.get(root)
  if (source === undefined) throw new Error(`no Terraform files in ${root}`)
  const variables = variableValues(tree, root, passed)
  return stackOf({ tree, source, variables, environment: null, isOpen, budget: newBudget() })
}

/** Resources on one line each: `aws_instance.gpu["eu"] instance_type="g5.xlarge"`, and why they are in doubt. */
export const shownStack = (sources: Sources, options?: Options): readonly string[] =>
  stackIn(sources, options).map(shownResource)

function shownResource({ address, key, values, problem }: Resource): string {
  const attributes = [...values]
    .filter(([name]) => name !== 'count' && name !== 'for_each')
    .map(([name, value]) => ` ${name}=${shown(value)}`)
  const doubt = problem === null ? '' : ` !! ${problem}`
  return `${address}${key === null ? '' : `[${key}]`}${attributes.join('')}${doubt}`
}

export function shown(value: Value): string {
  if (value.kind === 'scalar') return JSON.stringify(value.value)
  if (value.kind === 'unknown') return `<${value.reason}>`
  if (value.kind === 'list') return `[${value.items.map(shown).join(', ')}]`
  return `{${[...value.entries].map(([key, item]) => `${key}: ${shown(item)}`).join(', ')}}`
}
