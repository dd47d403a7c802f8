import { labelsOf } from './accelerator-name.ts'
import type { Setting } from './setting.ts'

/** Extended resources of device plugins; a slice of a GPU (`nvidia.com/mig-1g.10gb`) counts as one. */
export const ACCELERATOR =
  /^(?:nvidia\.com\/(?:gpu|mig-)|amd\.com\/gpu|google\.com\/tpu|aws\.amazon\.com\/neuron|gpu\.intel\.com\/|habana\.ai\/gaudi)/

/** Labels that pods ask of a node: `nodeSelector`, and required terms of `affinity` with one value. */
export function nodeLabels(values: Setting): Readonly<Record<string, string>> {
  const required = values.get('affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution')
  const terms = [...values.get('nodeSelectorTerms').items(), ...required.get('nodeSelectorTerms').items()]
  const [only, ...others] = terms
  const matched = others.length > 0 || only === undefined ? [] : only.get('matchExpressions').items()
  const pairs = matched.flatMap(expression => {
    const [value, ...more] = expression.get('values').items()
    const isOne = expression.get('operator').text() === 'In' && more.length === 0
    const [key, text] = [expression.get('key').text(), value?.text() ?? null]
    return isOne && key !== null && text !== null ? [[key, text] as const] : []
  })
  return labelsOf([
    ...values
      .get('nodeSelector')
      .entries()
      .map(({ key, value }) => [key, value.text()] as const),
    ...pairs,
  ])
}

/** `env`: a list of `{name, value}`, or a map. */
export const environmentOf = (env: Setting): ReadonlyMap<string, string> =>
  new Map([
    ...env.entries().map(({ key, value }) => [key, value.text() ?? ''] as const),
    ...env.items().map(item => [item.get('name').text() ?? '', item.get('value').text() ?? ''] as const),
  ])

export const wordsOf = (list: Setting): readonly string[] =>
  list.shape === 'scalar' ? [list.text() ?? ''] : list.items().map(item => item.text() ?? '')
