import type { Origin, Value } from '../../value.ts'
import { unknownValue } from '../../value.ts'
import { spend, type Resolved } from '../../hcl/evaluate/context.ts'
import { textOf } from '../../hcl/evaluate/convert.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { failure, listOf } from '../../hcl/evaluate/outcome.ts'
import type { Instance } from './instances.ts'
import { calledFolder } from './module-tree.ts'
import { addressOf } from './module-source.ts'
import { expansionOf } from './resource-value.ts'
import { addressIn, contextOf, once, undeclared, type Access, type Child, type Scope } from './scope.ts'
import { attributeOf, type Declared } from './source-file.ts'

const MAX_DEPTH = 10
/** What a scope costs: so that modules that call modules twice do not double for ever. */
const STEPS_OF_SCOPE = 500

/** Every instance of a module call, with what is inside where the module is in the tree. */
export function childrenOf(scope: Scope, name: string, call: Declared): readonly Child[] {
  const found = scope.children.get(name)
  if (found !== undefined) return found
  const folder = calledFolder(scope.source.folder, call)
  const source = folder === null ? undefined : scope.tree.folders.get(folder)
  const isReached = scope.depth < MAX_DEPTH && spend(scope.budget, STEPS_OF_SCOPE)
  const children = expansionOf(scope, `module.${name}`, call).map(instance => ({
    instance,
    scope:
      source === undefined || !isReached
        ? null
        : scope.open({
            source,
            tree: scope.tree,
            address: `${addressIn(scope, `module.${name}`)}.`,
            depth: scope.depth + 1,
            isOpen: scope.isOpen,
            budget: scope.budget,
            input: input => inputOf(scope, call, { instance, input }),
            provider: provider => providerFor(scope, call, provider),
          }),
  }))
  scope.children.set(name, children)
  return children
}

type Input = { readonly instance: Instance; readonly input: string }

function inputOf(scope: Scope, { block, file }: Declared, { instance, input }: Input): Value | null {
  const attribute = attributeOf(block.body, input)
  const context = contextOf(scope, file, instance.names)
  if (attribute !== undefined) return evaluate(attribute.value, context)
  if (!block.body.damaged) return null
  const at = { path: file.path, line: block.span.line }
  const reason = `var.${input}, which ${at.path}:${at.line} may set, and that cannot be read`
  return unknownValue(reason, { at, source: 'literal', name: null })
}

/** `providers = { aws = aws.west }`; without it a module has the default provider of its caller. */
function providerFor(scope: Scope, { block }: Declared, name: string): ReadonlyMap<string, Value> {
  const handed = attributeOf(block.body, 'providers')?.value
  const entry =
    handed?.kind === 'object' ? handed.entries.find(({ key }) => addressOf(key) === name) : undefined
  const theirs = entry === undefined ? null : addressOf(entry.value)
  if (theirs !== null) return scope.provider(theirs)
  return name.includes('.') ? new Map() : scope.provider(name)
}

/** `module.gpu.type`, `module.gpu["eu"].type`. */
export function outputOf(scope: Scope, name: string, { steps, here }: Access): Resolved {
  const call = scope.source.calls.get(name)
  if (call === undefined) return { value: undeclared(scope, `module.${name}`, here), rest: [] }
  const children = childrenOf(scope, name, call)
  const later = unknownValue(`module.${name}, which is not in the tree`, here, [
    addressIn(scope, `module.${name}`),
  ])
  const isCounted = children[0]?.instance.key !== null
  const [index, ...inner] = steps
  const [output, ...rest] = isCounted ? inner : steps
  if (isCounted && index === undefined)
    return {
      value: listOf(
        children.map(() => later),
        here,
      ),
      rest: [],
    }
  const child = isCounted && index ? childAt(children, index.key) : children[0]
  if (child === undefined) return { value: failure(`module.${name}, which does not exist`, here), rest: [] }
  if (child.scope === null || output === undefined) return { value: later, rest: [] }
  return { value: outputIn(child.scope, textOf(output.key) ?? '', here), rest }
}

function childAt(children: readonly Child[], key: Value): Child | undefined {
  const text = textOf(key) ?? ''
  return children.find(
    ({ instance }) =>
      instance.key === '?' ||
      key.kind === 'unknown' ||
      instance.key === text ||
      instance.key === JSON.stringify(text),
  )
}

function outputIn(scope: Scope, name: string, here: Origin): Value {
  const output = scope.source.outputs.get(name)
  const value = output && attributeOf(output.block.body, 'value')?.value
  if (output === undefined || value === undefined) return undeclared(scope, `${scope.address}${name}`, here)
  return once(scope, { key: `output.${name}`, here }, () => evaluate(value, contextOf(scope, output.file)))
}
