import { posix } from 'node:path'
import type { YamlValue } from '../../yaml.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import type { BicepFile } from './bicep.ts'
import { evaluate } from './evaluate.ts'
import { newBudget } from './scope.ts'
import { scopeOf } from './template-scope.ts'

/** Parameters by name, as a file passes them. */
export type Given = ReadonlyMap<string, Value>

/**
 * A parameter file (JSON), with the placeholders of azd: `${NAME=value}` is a default that the environment
 * overrides, and `${NAME}` alone leaves it to the template.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files
 */
export function givenIn(path: string, document: YamlValue): Given {
  const entries = document.get('parameters').entries()
  return new Map(
    entries.flatMap(({ key, value }): readonly (readonly [string, Value])[] => {
      const written = value.get('value')
      if (written.shape === 'nothing') return []
      const origin: Origin = {
        at: { path, line: written.line },
        source: 'variables',
        name: `parameter ${key}`,
      }
      const given = valueOf(written, origin)
      return given === null ? [] : [[key, given]]
    }),
  )
}

/** Null: an environment variable that nobody set. */
function valueOf(node: YamlValue, origin: Origin): Value | null {
  if (node.shape === 'list')
    return { kind: 'list', items: node.items().flatMap(item => valueOf(item, origin) ?? []), origin }
  if (node.shape === 'map') {
    const entries = node.entries().flatMap(({ key, value }): readonly (readonly [string, Value])[] => {
      const item = valueOf(value, origin)
      return item === null ? [] : [[key, item]]
    })
    return { kind: 'map', entries: new Map(entries), origin }
  }
  const text = node.text() ?? ''
  const [, name, standard] = /^\$\{(\w+)(?:=([^}]*))?\}$/.exec(text) ?? []
  if (name === undefined)
    return text.includes('${')
      ? unknownValue(`${text.slice(0, 80)}, which the environment fills in`, origin)
      : known(node.boolean() ?? (typeof node.plain() === 'number' ? node.number() : text), origin)
  return standard === undefined
    ? null
    : known(standard, { ...origin, source: 'default', name: `\${${name}}` })
}

/** A `.bicepparam` file: its parameters are expressions. */
export function givenInBicep(file: BicepFile): Given {
  const scope = scopeOf(file, new Map(), { prefix: '', isRoot: false, budget: newBudget() })
  return new Map(
    [...file.parameters].flatMap(([name, { standard }]): readonly (readonly [string, Value])[] => {
      if (standard === null) return []
      const value = evaluate(standard, scope)
      const origin: Origin = { ...value.origin, source: 'variables', name: `parameter ${name}` }
      return [[name, { ...value, origin }]]
    }),
  )
}

/** Does a file of parameters belong to a template, by its name? `main.parameters.json`, `main.prod.bicepparam` */
export function belongs(parameters: string, template: string): boolean {
  const { dir, name } = posix.parse(template)
  return posix.dirname(parameters) === (dir || '.') && posix.basename(parameters).startsWith(`${name}.`)
}
