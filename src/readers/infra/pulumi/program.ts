import type { YamlValue } from '../../yaml.ts'
import type { Stack } from '../resource.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import { evaluate } from './interpolate.ts'
import type { Scope } from './interpolate.ts'
import { stackOf } from './resources.ts'
import type { Declared } from './resources.ts'

/** A YAML file of a project: the program, or `Pulumi.<stack>.yaml`. */
export type ProjectFile = { readonly path: string; readonly document: YamlValue }

/** A stack that a program is deployed as; null: as its defaults say. */
export type Target = { readonly name: string; readonly file: ProjectFile } | null

/** Only YAML programs can be read; the others are code. */
export const isProgram = (project: YamlValue): boolean => {
  const runtime = project.get('runtime')
  return (runtime.text() ?? runtime.get('name').text()) === 'yaml'
}

/**
 * The resources of a program, as one of its stacks.
 * https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/
 */
export function programStack({ path, document }: ProjectFile, target: Target): Stack {
  const project = document.get('name').text() ?? ''
  const settings = settingsOf({ path, document }, { target, project })
  const resources = document.get('resources').entries()
  const variables = new Map(
    document
      .get('variables')
      .entries()
      .map(({ key, value }) => [key, value]),
  )
  const ready = new Map<string, Value>()
  const scope: Scope = {
    path,
    resources: new Set(resources.map(({ key }) => key)),
    named(name) {
      const written = variables.get(name)
      const known = ready.get(name) ?? settings.get(name) ?? null
      if (known !== null || written === undefined) return known
      const origin: Origin = { at: { path, line: written.line }, source: 'literal', name: null }
      ready.set(name, unknownValue(`${name}, which depends on itself`, origin))
      const value = evaluate(written, scope)
      ready.set(name, value)
      return value
    },
  }
  const declared = resources.map(({ key, value }): Declared => {
    const inputs = evaluate(value.get('properties'), scope)
    const problem = inputs.kind === 'unknown' ? `its properties are ${inputs.reason}` : null
    const entries = inputs.kind === 'map' ? inputs.entries : new Map<string, Value>()
    const type = value.get('type')
    return { name: key, type: type.text() ?? '', at: { path, line: value.line }, inputs: entries, problem }
  })
  return stackOf(declared, { root: path, environment: target?.name ?? null, settings })
}

type Deployed = { readonly target: Target; readonly project: string }

/** Configuration: what the stack says, else the defaults of the program. `project:name` is `name` inside it. */
function settingsOf(
  { path, document }: ProjectFile,
  { target, project }: Deployed,
): ReadonlyMap<string, Value> {
  const own = `${project}:`
  const settings = new Map<string, Value>()
  const declared = [document.get('config'), document.get('configuration')].flatMap(each => each.entries())
  for (const { key, value } of declared)
    settings.set(key.startsWith(own) ? key.slice(own.length) : key, standardOf(key, value, path))
  for (const { key, value } of target?.file.document.get('config').entries() ?? []) {
    const at = { path: target?.file.path ?? path, line: value.line }
    const name = key.startsWith(own) ? key.slice(own.length) : key
    settings.set(name, given(value, { at, source: 'variables', name: `config ${key}` }))
  }
  return settings
}

/** A declaration with a default, or the value itself. */
function standardOf(key: string, declared: YamlValue, path: string): Value {
  const stated = ['default', 'value'].map(name => declared.get(name))
  const standard = stated.find(({ shape }) => shape !== 'nothing') ?? declared
  const isMissing = standard === declared && declared.get('type').shape !== 'nothing'
  const at = { path, line: standard.line }
  if (isMissing)
    return unknownValue(`config ${key}, which has no default`, { at, source: 'literal', name: null })
  return given(standard, { at, source: 'default', name: `config ${key}` })
}

/** Nothing in a configuration is an expression. */
function given(node: YamlValue, origin: Origin): Value {
  if (node.shape === 'list')
    return { kind: 'list', items: node.items().map(item => given(item, origin)), origin }
  if (node.shape !== 'map') return known(node.boolean() ?? node.text(), origin)
  if (node.get('secure').shape !== 'nothing') return unknownValue('a secret', origin)
  const entries = node.entries().map(({ key, value }) => [key, given(value, origin)] as const)
  return { kind: 'map', entries: new Map(entries), origin }
}
