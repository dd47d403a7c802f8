import type { YamlValue } from '../yaml.ts'

/**
 * What each deployment of a group is called: its declared id, else its model, and where several have the same
 * model also its address. Those that still look alike are counted in the order of their content, so that
 * entries that change places keep their names.
 */
export function idsOf(deployments: readonly YamlValue[]): readonly string[] {
  const models = countEach(deployments.map(modelOf))
  const ids = deployments.map(entry => {
    const address = (models.get(modelOf(entry)) ?? 0) > 1 ? addressOf(entry) : null
    return idOf(entry) ?? (address === null ? modelOf(entry) : `${modelOf(entry)}@${address}`)
  })
  return numbered(ids, deployments)
}

function numbered(ids: readonly string[], deployments: readonly YamlValue[]): readonly string[] {
  const total = countEach(ids)
  const contents = deployments.map(entry => contentOf(entry))
  const order = [...ids.keys()].toSorted((a, b) => ((contents[a] ?? '') < (contents[b] ?? '') ? -1 : 1))
  const given = new Map<string, number>()
  const names = [...ids]
  for (const index of order) {
    const id = ids[index] ?? ''
    const number = (given.get(id) ?? 0) + 1
    given.set(id, number)
    if ((total.get(id) ?? 0) > 1) names[index] = `${id}#${number}`
  }
  return names
}

function countEach(all: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1)
  return counts
}

const idOf = (entry: YamlValue): string | null => entry.get('model_info').get('id').text()

const modelOf = (entry: YamlValue): string => entry.get('litellm_params').get('model').text() ?? ''

const addressOf = (entry: YamlValue): string | null => entry.get('litellm_params').get('api_base').text()

const contentOf = (value: YamlValue): string => {
  if (value.shape === 'scalar') return JSON.stringify(value.text())
  if (value.shape === 'list') return `[${value.items().map(contentOf).join()}]`
  const fields = value.entries().map(field => `${JSON.stringify(field.key)}:${contentOf(field.value)}`)
  return `{${fields.toSorted().join()}}`
}
