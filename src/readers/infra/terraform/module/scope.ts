import type { Origin, Value } from '../../value.ts'
import { unknownValue } from '../../value.ts'
import type { Budget, Context, Resolve, Step } from '../../hcl/evaluate/context.ts'
import type { ModuleSource } from './module-source.ts'
import type { ModuleTree } from './module-tree.ts'
import type { Instance } from './instances.ts'
import { placeOf, type ParsedFile } from './source-file.ts'

/** One use of a module: by the root, or by a call with its inputs. */
export type Scope = {
  readonly source: ModuleSource
  readonly tree: ModuleTree
  /** What stands before the addresses inside: `module.gpu.`, '' in the root. */
  readonly address: string
  /** How many calls deep. */
  readonly depth: number
  /** Nobody in the tree runs or calls it: variables with a default may be set by whoever does. */
  readonly isOpen: boolean
  /** What the caller or the variable files set; null: nothing. */
  readonly input: (name: string) => Value | null
  /** Settings of a provider: `aws`, `aws.west`. */
  readonly provider: (name: string) => ReadonlyMap<string, Value>
  readonly resolve: Resolve
  /** The scope of a module that is called from here. */
  readonly open: (frame: Frame) => Scope
  readonly budget: Budget
  /** What was found out already. */
  readonly memo: Map<string, Value>
  readonly expansions: Map<string, readonly Instance[]>
  readonly children: Map<string, readonly Child[]>
}

/** What an expression asks of a name, and where. */
export type Access = { readonly steps: readonly Step[]; readonly here: Origin }

/** One instance of a module call; `scope` null: the module is not in the tree. */
export type Child = { readonly instance: Instance; readonly scope: Scope | null }

export type Frame = Pick<
  Scope,
  'source' | 'tree' | 'address' | 'depth' | 'isOpen' | 'input' | 'provider' | 'budget'
>

export const contextOf = (
  scope: Scope,
  file: ParsedFile,
  names: ReadonlyMap<string, Value> = NO_NAMES,
): Context => ({
  file,
  source: WRITTEN,
  names,
  item: null,
  resolve: scope.resolve,
  budget: scope.budget,
})

export const NO_NAMES: ReadonlyMap<string, Value> = new Map()
const WRITTEN = { source: 'literal', name: null } as const

/** Computed once; while it is being computed it is unknown, so that a circle ends. */
export function once(
  { memo }: Scope,
  { key, here }: { readonly key: string; readonly here: Origin },
  find: () => Value,
) {
  const found = memo.get(key)
  if (found !== undefined) return found
  memo.set(key, unknownValue(`${key}, which is made of itself`, here))
  const value = find()
  memo.set(key, value)
  return value
}

/** The address that a thing had first: a block that was only renamed stays the same thing. */
export function addressIn({ address, source }: Scope, local: string): string {
  let first = local
  for (let moves = 0; moves < 10; moves++) first = source.formerly.get(first) ?? first
  return `${address}${first}`
}

/** Something that the module does not declare, unless where it cannot be read. */
export function undeclared({ source }: Scope, what: string, here: Origin): Value {
  const { damage } = source
  const reason =
    damage === null
      ? `${what}, which is not declared`
      : `${what}, which may stand where ${placeOf(damage)} cannot be read`
  return unknownValue(reason, here)
}
