import type { Value } from '../../value.ts'
import { unknownValue } from '../../value.ts'
import type { Resolved } from '../../hcl/evaluate/context.ts'
import { textOf } from '../../hcl/evaluate/convert.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { failure, listOf, mapOf } from '../../hcl/evaluate/outcome.ts'
import { nestedBlocks } from './block-values.ts'
import type { Instance } from './instances.ts'
import { instancesOf } from './instances.ts'
import { addressIn, contextOf, once, undeclared, type Access, type Scope } from './scope.ts'
import { attributeOf, type Declared } from './source-file.ts'

/** An attribute of another resource, as far as its own block states it; else unknown, with its address. */
export function resourceValue(scope: Scope, local: string, { steps, here }: Access): Resolved {
  const declared = scope.source.resources.get(local)
  const address = addressIn(scope, local)
  if (declared === undefined) {
    const value = undeclared(scope, local, here)
    return { value: value.kind === 'unknown' ? { ...value, references: [address] } : value, rest: [] }
  }
  const later = (name: string | null): Value =>
    unknownValue(`${local}${name === null ? '' : `.${name}`}, which is known once it exists`, here, [address])
  const instances = expansionOf(scope, local, declared)
  if (instances[0]?.key === null)
    return attributeOfOne(scope, { declared, local, instance: instances[0] }, { steps, here, later })
  const [index, ...rest] = steps
  if (index === undefined) return { value: all(instances, later(null)), rest: [] }
  const instance = instanceAt(instances, index.key)
  if (instance !== null)
    return attributeOfOne(scope, { declared, local, instance }, { steps: rest, here, later })
  return { value: failure(`${local}[${textOf(index.key)}], which does not exist`, here), rest: [] }
}

/** Every instance of a resource or module call of a module. */
export function expansionOf(scope: Scope, local: string, declared: Declared): readonly Instance[] {
  const found = scope.expansions.get(local)
  if (found !== undefined) return found
  scope.expansions.set(local, CIRCLE)
  const instances = instancesOf(declared, contextOf(scope, declared.file), scope.isOpen)
  scope.expansions.set(local, instances)
  return instances
}

const CIRCLE: readonly Instance[] = [
  { key: '?', names: new Map(), problem: 'how many there are depends on itself' },
]

/** What a counted resource is as a whole: as many unknown things as there are of it. */
function all(instances: readonly Instance[], each: Value): Value {
  const [first] = instances
  if (first?.key === '?') return each
  if (first?.key?.startsWith('"') === true)
    return mapOf(new Map(instances.map(({ key }) => [String(JSON.parse(key ?? '""')), each])), each.origin)
  return listOf(
    instances.map(() => each),
    each.origin,
  )
}

/** Where the key or the number of instances is unknown, any of them stands for all. */
function instanceAt(instances: readonly Instance[], key: Value): Instance | null {
  const [first] = instances
  if (first === undefined) return null
  if (first.key === '?' || key.kind === 'unknown') return first
  const text = textOf(key) ?? ''
  return instances.find(instance => instance.key === text || instance.key === JSON.stringify(text)) ?? null
}

type One = { readonly declared: Declared; readonly local: string; readonly instance: Instance }
type Asked = Access & { readonly later: (name: string | null) => Value }

function attributeOfOne(
  scope: Scope,
  { declared, local, instance }: One,
  { steps, here, later }: Asked,
): Resolved {
  const [first, ...rest] = steps
  const name = first === undefined ? null : textOf(first.key)
  if (name === null) return { value: later(null), rest: [] }
  const key = `${local}[${instance.key}].${name}`
  const value = once(scope, { key, here }, () => stated(scope, name, { declared, instance }) ?? later(name))
  return { value: madeFrom(value, addressIn(scope, local)), rest }
}

/** What is not known there is asked of that resource, not only of what it rests on itself. */
const madeFrom = (value: Value, address: string): Value =>
  value.kind !== 'unknown' || value.references.includes(address)
    ? value
    : { ...value, references: [address, ...value.references] }

function stated(scope: Scope, name: string, { declared, instance }: Omit<One, 'local'>): Value | null {
  const context = contextOf(scope, declared.file, instance.names)
  const attribute = attributeOf(declared.block.body, name)
  if (attribute !== undefined) return evaluate(attribute.value, context)
  return nestedBlocks(declared.block.body, name, context)
}
