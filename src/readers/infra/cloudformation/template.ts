import type { YamlValue } from '../../yaml.ts'
import type { Resource, Stack } from '../resource.ts'
import type { Value } from '../value.ts'
import { attributesOf } from './attributes.ts'
import { conditionsOf } from './conditions.ts'
import { evaluate } from './evaluate.ts'
import { declaredIn } from './loops.ts'
import type { Declared } from './loops.ts'
import { parametersOf } from './parameters.ts'
import type { Given } from './parameters.ts'
import type { Scope } from './scope.ts'
import { typeOf } from './types.ts'
import type { ResourceType } from './types.ts'

export type Template = { readonly path: string; readonly document: YamlValue }

/** The resources that a template creates with these parameters, as far as the catalogue knows their type. */
export function stackOf({ path, document }: Template, given: Given, environment: string | null): Stack {
  const fields = document.get('Resources').entries()
  const outside = {
    path,
    parameters: parametersOf(document.get('Parameters'), path, given),
    resources: new Set(fields.map(({ key }) => key)),
    mappings: document.get('Mappings'),
    names: new Map<string, Value>(),
  }
  const condition = conditionsOf(document.get('Conditions'), condition => ({ ...outside, condition }))
  const declared = declaredIn(fields, { ...outside, condition })
  return declared.flatMap(one => {
    const type = typeOf(one.value.get('Type').text() ?? '')
    return type === null ? [] : resourceOf(one, type, environment)
  })
}

function resourceOf(declared: Declared, type: ResourceType, environment: string | null): readonly Resource[] {
  const { key: id, value, scope } = declared
  const presence = presenceOf(value, scope)
  if (presence?.kind === 'scalar' && presence.value !== true) return []
  const properties = evaluate(value.get('Properties'), scope)
  const attributes = attributesOf(type, properties?.kind === 'map' ? properties.entries : new Map())
  const resource = {
    address: id,
    key: declared.problem === null ? null : '?',
    root: scope.path,
    environment,
    type: type.type,
    name: id,
    at: { path: scope.path, line: value.line },
    // What decides that it exists is said where Terraform says it.
    values: presence === null ? attributes : new Map([...attributes, ['count', presence] as const]),
    provider: new Map<string, Value>(),
    problem: problemsOf([
      declared.problem,
      reasonOf('whether it exists is', presence),
      reasonOf('its properties are', properties),
    ]),
  }
  return [resource]
}

const problemsOf = (problems: readonly (string | null)[]): string | null =>
  problems.filter(problem => problem !== null).join('; ') || null

const reasonOf = (what: string, value: Value | null): string | null =>
  value?.kind === 'unknown' ? `${what} ${value.reason}` : null

/** What its `Condition` says; null without one. */
function presenceOf(declaration: YamlValue, scope: Scope): Value | null {
  const name = declaration.get('Condition')
  const text = name.text()
  if (text === null) return null
  const decision = scope.condition(text)
  if (decision.kind !== 'unknown') return decision
  return { ...decision, reason: `decided by the condition ${text}: ${decision.reason}` }
}
