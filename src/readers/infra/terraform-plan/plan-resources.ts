import { isKnownType } from '../catalogue/catalogue.ts'
import type { Resource, Stack } from '../resource.ts'
import type { Origin, Value } from '../value.ts'
import { configurationOf } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { field, list, textIn } from './json-field.ts'
import { plannedValue } from './planned-value.ts'

/**
 * The planned resources of the catalogue's types. A plan holds secrets: everything else, and what is marked
 * as sensitive, is dropped here. Its root is the folder of the file.
 */
export function resourcesOf(plan: unknown, path: string): Stack {
  const configuration = configurationOf(plan)
  const changes = new Map(
    list(field(plan, 'resource_changes')).map(change => [textIn(change, 'address'), field(change, 'change')]),
  )
  const origin: Origin = { at: { path, line: null }, source: 'plan', name: null }
  return resourcesIn(field(field(plan, 'planned_values'), 'root_module'), 0)
    .filter(planned => textIn(planned, 'mode') !== 'data' && isKnownType(textIn(planned, 'type')))
    .map(planned =>
      resourceOf(planned, { origin, configuration, change: changes.get(textIn(planned, 'address')) }),
    )
}

/** Modules in modules do not go deeper than people can think. */
const DEEPEST = 32

function resourcesIn(module: unknown, depth: number): readonly unknown[] {
  if (depth > DEEPEST) return []
  const children = list(field(module, 'child_modules'))
  return [...list(field(module, 'resources')), ...children.flatMap(child => resourcesIn(child, depth + 1))]
}

type Known = { readonly origin: Origin; readonly configuration: Configuration; readonly change: unknown }

function resourceOf(planned: unknown, { origin, configuration, change }: Known): Resource {
  const address = textIn(planned, 'address')
  const block = address.replaceAll(KEY, '')
  const { references, provider } = configuration(block)
  const keys = [...address.matchAll(KEY)].map(([, key = '']) => key)
  const values = plannedValue(
    {
      value: field(planned, 'values'),
      unknown: field(change, 'after_unknown'),
      sensitive: field(planned, 'sensitive_values'),
    },
    { origin, references },
  )
  return {
    address: block,
    key: keys.length === 0 ? null : keys.join(', '),
    root: origin.at.path.slice(0, Math.max(0, origin.at.path.lastIndexOf('/'))),
    environment: null,
    type: textIn(planned, 'type'),
    name: textIn(planned, 'name'),
    at: origin.at,
    values: values.kind === 'map' ? values.entries : new Map<string, Value>(),
    provider: provider(origin),
    problem: null,
  }
}

/** `[0]` or `["eu"]`, also with brackets in the name. */
const KEY = /\[("(?:[^"\\]|\\.)*"|\d+)\]/g
