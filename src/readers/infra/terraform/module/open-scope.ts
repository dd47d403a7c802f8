import type { Value } from '../../value.ts'
import { textOf } from '../../hcl/evaluate/convert.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { blockValues } from './block-values.ts'
import { lookup } from './lookup.ts'
import { contextOf, type Frame, type Scope } from './scope.ts'
import { attributeOf } from './source-file.ts'

/** A module as one of its callers uses it. */
export function openScope(frame: Frame): Scope {
  const scope: Scope = {
    ...frame,
    resolve: (root, steps, here) => lookup(scope, root, { steps, here }),
    open: openScope,
    provider: name => ownProvider(scope, name) ?? frame.provider(name),
    memo: new Map(),
    expansions: new Map(),
    children: new Map(),
  }
  return scope
}

const NO_SETTINGS = new Set(['alias', 'version'])

/** The settings of a provider block of the module itself. */
function ownProvider(scope: Scope, name: string): ReadonlyMap<string, Value> | null {
  const [local, alias = null] = name.split('.')
  const found = scope.source.providers.find(({ block, file }) => {
    const own = attributeOf(block.body, 'alias')?.value
    return block.labels[0] === local && (own ? textOf(evaluate(own, contextOf(scope, file))) : null) === alias
  })
  return found === undefined ? null : blockValues(found.block.body, contextOf(scope, found.file), NO_SETTINGS)
}
