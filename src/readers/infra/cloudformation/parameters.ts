import type { YamlValue } from '../../yaml.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'

/** A parameter file, by name of the parameter. Later files win. */
export type Given = ReadonlyMap<string, Origin & { readonly text: string }>

/**
 * What a template's parameters are: from the file that is passed, else their defaults.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parametersOf(declared: YamlValue, path: string, given: Given): ReadonlyMap<string, Value> {
  return new Map(
    declared.entries().map(({ key, value }): readonly [string, Value] => {
      const passed = given.get(key)
      if (passed !== undefined) return [key, valueOf(value, passed.text, passed)]
      const standard = value.get('Default')
      const text = standard.text()
      const label = `parameter ${key}`
      if (text === null) {
        const origin: Origin = { at: { path, line: value.line }, source: 'literal', name: null }
        return [key, unknownValue(`${label}, which has no default`, origin)]
      }
      return [
        key,
        valueOf(value, text, { at: { path, line: standard.line }, source: 'default', name: label }),
      ]
    }),
  )
}

function valueOf(declaration: YamlValue, text: string, origin: Origin): Value {
  const type = declaration.get('Type').text() ?? 'String'
  if (type.startsWith('AWS::SSM::Parameter::Value'))
    return unknownValue(`${text.slice(0, 100)} in the SSM parameter store`, origin)
  if (!type.startsWith('List<') && type !== 'CommaDelimitedList') return known(text, origin)
  const items = text.split(',').map(item => known(item.trim(), origin))
  return { kind: 'list', items, origin }
}

/**
 * A file of parameters, as CodePipeline (`{ "Parameters": { … } }`) or the AWS CLI
 * (`[{ "ParameterKey": …, "ParameterValue": … }]`) takes it; null: it is none.
 */
export function givenIn(path: string, document: YamlValue): Given | null {
  const pairs =
    document.shape === 'list'
      ? document.items().map(item => ({
          key: item.get('ParameterKey').text() ?? '',
          value: item.get('ParameterValue'),
        }))
      : document.get('Parameters').entries()
  const given = pairs.flatMap(({ key, value }) => {
    const text = value.text()
    if (key === '' || text === null) return []
    const origin: Origin = { at: { path, line: value.line }, source: 'variables', name: `parameter ${key}` }
    return [[key, { ...origin, text }] as const]
  })
  return given.length === 0 ? null : new Map(given)
}
