import { collect } from '../model/group-by.ts'
import type { YamlField, YamlValue } from './yaml.ts'

/** Example values of variables by name, in the order of the file. */
export type Samples = Readonly<Record<string, readonly string[]>>

/**
 * Collects the values of `{variable: value}` maps; a list of values is several examples. A value that lives in
 * another file (`file://…`) says nothing about its size here and is left out.
 */
export const samplesOf = (rows: readonly YamlValue[]): Samples =>
  Object.fromEntries(collect(rows.flatMap(row => row.entries()).flatMap(valuesOf)))

function valuesOf({ key, value }: YamlField): readonly (readonly [string, string])[] {
  const values = value.shape === 'list' ? value.items() : [value]
  return values.flatMap(each => {
    const text = each.text()
    return text === null || text.startsWith('file://') ? [] : [[key, text]]
  })
}
