import type { Resource, Stack } from '../../resource.ts'
import type { Value } from '../../value.ts'
import { isSpent, spend, type Budget } from '../../hcl/evaluate/context.ts'
import { blockValues } from './block-values.ts'
import { childrenOf } from './calls.ts'
import type { Instance } from './instances.ts'
import { addressOf, type ModuleSource } from './module-source.ts'
import { sourceOf, type ModuleTree } from './module-tree.ts'
import { openScope } from './open-scope.ts'
import { expansionOf } from './resource-value.ts'
import { addressIn, contextOf, type Scope } from './scope.ts'
import { attributeOf, type Declared, isDamaged, placeOf } from './source-file.ts'
import { inputFrom, type VariableValues } from './variable-files.ts'

export type Root = {
  readonly tree: ModuleTree
  readonly source: ModuleSource
  readonly variables: VariableValues
  readonly environment: string | null
  readonly isOpen: boolean
  readonly budget: Budget
}

/** Everything that a root declares, with the modules that it calls. */
export function stackOf({ tree, source, variables, environment, isOpen, budget }: Root): Stack {
  const scope = openScope({
    source,
    tree,
    address: '',
    depth: 0,
    isOpen,
    budget,
    input: name => inputFrom(variables, name, budget),
    provider: () => new Map(),
  })
  return resourcesIn({ scope, keys: [], problem: null }).map(resource => ({
    ...resource,
    root: source.folder,
    environment,
  }))
}

/** What a resource costs beside the evaluation of its attributes. */
const STEPS_OF_RESOURCE = 50

type Place = { readonly scope: Scope; readonly keys: readonly string[]; readonly problem: string | null }
type Unrooted = Omit<Resource, 'root' | 'environment'>

function resourcesIn(place: Place): readonly Unrooted[] {
  const { scope } = place
  const own = [...scope.source.resources].flatMap(([local, declared]) =>
    expansionOf(scope, local, declared).flatMap(instance =>
      spend(scope.budget, STEPS_OF_RESOURCE) ? [resourceOf(place, local, { declared, instance })] : [],
    ),
  )
  const called = [...scope.source.calls].flatMap(([name, call]) =>
    childrenOf(scope, name, call).flatMap(({ instance, scope: inside }) => {
      if (isSpent(scope.budget)) return []
      const inner = within(place, instance)
      if (inside !== null) return resourcesIn({ ...inner, scope: inside })
      return [remoteModule(place, name, { declared: call, instance })]
    }),
  )
  return [...own, ...called]
}

const within = ({ scope, keys, problem }: Place, instance: Instance): Place => ({
  scope,
  keys: instance.key === null ? keys : [...keys, instance.key],
  problem: problem ?? instance.problem,
})

type One = { readonly declared: Declared; readonly instance: Instance }

/** Settings of Terraform itself. `count` and `for_each` stay: they say who can change how many there are. */
const META = new Set(['provider', 'depends_on', 'lifecycle', 'provisioner', 'connection'])

function resourceOf(place: Place, local: string, one: One): Unrooted {
  const [type = '', name = ''] = one.declared.block.labels
  const stated = attributeOf(one.declared.block.body, 'provider')?.value
  const provider = addressOf(stated) ?? type.slice(0, Math.max(0, type.indexOf('_')))
  return { ...instanceOf(place, local, one), type, name, provider: place.scope.provider(provider) }
}

/** A module that is not in the tree: what it is called with is all that is known of it. */
function remoteModule(place: Place, name: string, one: One): Unrooted {
  const source = (sourceOf(one.declared) ?? '').replace(/\?.*$/, '')
  const cloud = /^(?:[\w.-]+\/)?[\w-]+\/[\w-]+\/(\w+)(?:\/\/|$)/.exec(source)?.[1] ?? ''
  const { values, ...found } = instanceOf(place, `module.${name}`, one)
  const inputs = [...values].filter(([input]) => !['source', 'version', 'providers'].includes(input))
  const provider = place.scope.provider(cloud === 'azure' ? 'azurerm' : cloud)
  return { ...found, type: `module:${source}`, name, values: new Map(inputs), provider }
}

function instanceOf(place: Place, local: string, { declared, instance }: One) {
  const { block, file, again } = declared
  const { keys, problem } = within(place, instance)
  const overridden = again === null ? null : `${placeOf(again)} declares it again`
  const values: ReadonlyMap<string, Value> = blockValues(
    block.body,
    contextOf(place.scope, file, instance.names),
    META,
  )
  return {
    address: addressIn(place.scope, local),
    key: keys.length === 0 ? null : keys.join(', '),
    at: { path: file.path, line: block.span.line },
    values,
    problem: isDamaged(block.body) ? 'the block has a syntax error' : (overridden ?? problem),
  }
}
