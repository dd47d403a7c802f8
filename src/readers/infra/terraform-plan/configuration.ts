import { valueOfJson } from '../json-value.ts'
import type { Origin, Value } from '../value.ts'
import { field, fields, list, textIn } from './json-field.ts'

/** How a block is written: which resources its attributes name, and the settings of its provider. */
export type Configuration = (address: string) => {
  readonly references: (attribute: string) => readonly string[]
  readonly provider: (origin: Origin) => ReadonlyMap<string, Value>
}

export function configurationOf(plan: unknown): Configuration {
  const root = field(plan, 'configuration')
  const blocks = new Map(blocksIn(field(root, 'root_module'), '', 0))
  return address => {
    const block = blocks.get(address)
    const module = address.split('.').slice(0, -2).join('.')
    const key = textIn(block, 'provider_config_key')
    const settings = field(field(field(root, 'provider_config'), key), 'expressions')
    return {
      references: attribute => referencesIn(field(field(block, 'expressions'), attribute), module),
      provider: origin =>
        new Map(
          ['region', 'zone', 'project'].flatMap((name): readonly (readonly [string, Value])[] => {
            const value = constantIn(field(settings, name), field(plan, 'variables'))
            return value === undefined ? [] : [[name, valueOfJson(value, origin)]]
          }),
        ),
    }
  }
}

/** Modules in modules do not go deeper than people can think. */
const DEEPEST = 32

function blocksIn(module: unknown, prefix: string, depth: number): readonly (readonly [string, unknown])[] {
  if (depth > DEEPEST) return []
  const own = list(field(module, 'resources')).map(
    block => [`${prefix}${textIn(block, 'address')}`, block] as const,
  )
  const called = fields(field(module, 'module_calls')).flatMap(([name, call]) =>
    blocksIn(field(call, 'module'), `${prefix}module.${name}.`, depth + 1),
  )
  return [...own, ...called]
}

/** Resources that an expression names, at any depth of its blocks, as addresses from the root. */
function referencesIn(expression: unknown, module: string): readonly string[] {
  const names = new Set<string>()
  const left: unknown[] = [expression]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    for (const name of list(field(next, 'references'))) if (typeof name === 'string') names.add(name)
    for (const item of Array.isArray(next) ? next : fields(next).map(([, value]) => value))
      if (typeof item === 'object' && item !== null) left.push(item)
  }
  const addresses = [...names].flatMap(name => RESOURCE.exec(name)?.[0] ?? [])
  return [...new Set(addresses)].map(address => (module === '' ? address : `${module}.${address}`))
}

/** `aws_launch_template.gpu.id`; a provider's types have an underscore. */
const RESOURCE = /^[a-z][a-z0-9]*_\w+\.[\w-]+/

function constantIn(expression: unknown, variables: unknown): unknown {
  const constant = field(expression, 'constant_value')
  if (constant !== undefined) return constant
  const [name] = list(field(expression, 'references'))
  return typeof name === 'string' && name.startsWith('var.')
    ? field(field(variables, name.slice('var.'.length)), 'value')
    : undefined
}
