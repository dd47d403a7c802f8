import type { Samples } from '../../samples.ts'
import type { YamlValue } from '../../yaml.ts'
import type { FrontMatter } from '../front-matter.ts'
import type { Kind } from '../parts.ts'

export type Inputs = { readonly samples: Samples; readonly kinds: ReadonlyMap<string, Kind> }

/** v1: `inputs: {name: {type, sample}}`; v2: `inputs: [{name, kind, default}]` or `inputSchema.properties`. */
export function inputsOf(front: FrontMatter): Inputs {
  const inputs = [...named(front.get('inputs')), ...named(front.get('inputSchema').get('properties'))]
  return {
    samples: Object.fromEntries(
      inputs.flatMap(({ name, value }) => {
        const example = exampleOf(value)
        return example === null ? [] : [[name, [example]]]
      }),
    ),
    kinds: new Map(
      inputs.flatMap(({ name, value }) => {
        const kind = KINDS.get(value.get('kind').text() ?? value.get('type').text() ?? '')
        return kind === undefined ? [] : [[name, kind] as const]
      }),
    ),
  }
}

export type Named = { readonly name: string; readonly value: YamlValue }

/** `{name: {…}}` or `[{name, …}]`. */
export const named = (fields: YamlValue): readonly Named[] => [
  ...fields.entries().map(({ key, value }) => ({ name: key, value })),
  ...fields.items().flatMap(value => {
    const name = value.get('name').text()
    return name === null ? [] : [{ name, value }]
  }),
]

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['thread', 'history'],
  ['image', 'image'],
  ['audio', 'audio'],
  ['file', 'file'],
])

/** A default is what is sent when the caller gives nothing, so it is an example too. */
function exampleOf(value: YamlValue): string | null {
  const written = EXAMPLES.map(key => value.get(key)).find(each => each.shape !== 'nothing')
  const example = written === undefined && value.shape === 'scalar' ? value : written
  if (example === undefined || isEmpty(example)) return null
  const text = example.text() ?? JSON.stringify(example.plain())
  return text.startsWith('${') ? null : text
}

const EXAMPLES = ['sample', 'example', 'default']

const isEmpty = (value: YamlValue): boolean =>
  value.text() === '' ||
  (value.shape === 'map' && value.entries().length === 0) ||
  (value.shape === 'list' && value.items().length === 0)
