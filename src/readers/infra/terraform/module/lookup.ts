import type { Origin, Value } from '../../value.ts'
import { known, unknownValue } from '../../value.ts'
import type { Resolved } from '../../hcl/evaluate/context.ts'
import { textOf } from '../../hcl/evaluate/convert.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { outputOf } from './calls.ts'
import { addressOf } from './module-source.ts'
import { resourceValue } from './resource-value.ts'
import { contextOf, once, undeclared, type Access, type Scope } from './scope.ts'
import { attributeOf } from './source-file.ts'
import { variable } from './variables.ts'

/** What a name in an expression of a module stands for. */
export function lookup(scope: Scope, root: string, { steps, here }: Access): Resolved {
  const [first, ...rest] = steps
  const name = first === undefined ? null : textOf(first.key)
  if (name === null) return { value: unknownValue(`${root}, which is not declared`, here), rest: [] }
  const find = BY_ROOT.get(root)
  if (find !== undefined) return find(scope, name, { steps: rest, here })
  return resourceValue(scope, `${root}.${name}`, { steps: rest, here })
}

type Find = (scope: Scope, name: string, access: Access) => Resolved

const atRunTime =
  (what: string): Find =>
  (_, name, { here }) => ({
    value: unknownValue(`${what}.${name}, which is decided when it runs`, here),
    rest: [],
  })

const BY_ROOT: ReadonlyMap<string, Find> = new Map<string, Find>([
  ['var', (scope, name, { steps, here }) => ({ value: variable(scope, name, here), rest: steps })],
  ['local', (scope, name, { steps, here }) => ({ value: local(scope, name, here), rest: steps })],
  ['module', outputOf],
  ['data', dataSource],
  ['path', (scope, _, { here }) => ({ value: known(scope.source.folder || '.', here), rest: [] })],
  ['terraform', atRunTime('terraform')],
  ['tofu', atRunTime('tofu')],
  ['self', atRunTime('self')],
  ['each', atRunTime('each')],
  ['count', atRunTime('count')],
])

function local(scope: Scope, name: string, here: Origin): Value {
  const setting = scope.source.locals.get(name)
  if (setting === undefined) return undeclared(scope, `local.${name}`, here)
  return once(scope, { key: `local.${name}`, here }, () =>
    evaluate(setting.attribute.value, contextOf(scope, setting.file)),
  )
}

/** Read from the cloud when it runs; the region is the provider's. */
function dataSource(scope: Scope, type: string, { steps, here }: Access): Resolved {
  const names = [`data.${type}`, ...steps.map(({ key }) => textOf(key) ?? '…')]
  const [address = '', attribute = ''] = [names.slice(0, 2).join('.'), names[2]]
  const region = type === 'aws_region' && REGION.has(attribute) ? regionOf(scope, address) : null
  if (region !== null) return { value: region, rest: steps.slice(2) }
  const reason = `${names.join('.')}, which is read when it runs`
  return { value: unknownValue(reason, here, [`${scope.address}${address}`]), rest: [] }
}

const REGION = new Set(['name', 'id', 'region'])

function regionOf(scope: Scope, address: string): Value | null {
  const body = scope.source.data.get(address.replace('data.', ''))?.block.body
  if (body === undefined || attributeOf(body, 'name') || attributeOf(body, 'region')) return null
  const provider = addressOf(attributeOf(body, 'provider')?.value) ?? 'aws'
  return scope.provider(provider).get('region') ?? null
}
