import type { Setting } from '../setting.ts'

export type Accelerators = { readonly name: string; readonly count: number }

/**
 * `A100:8`, `{A100: 8}`, or several of which SkyPilot takes one: a list, or a map or set with several keys.
 * https://docs.skypilot.co/en/latest/reference/yaml-spec.html
 */
export function acceleratorsOf(setting: Setting): readonly Accelerators[] {
  if (setting.shape === 'scalar') return parsed(setting.text() ?? '', null)
  const listed = setting.items().flatMap(item => parsed(item.text() ?? '', null))
  // A YAML set `{L4:1, A10G}` has keys without values, and `{A100: 8}` is a map.
  const keyed = setting.entries().flatMap(({ key, value }) => parsed(key, value.number()))
  return [...listed, ...keyed]
}

function parsed(text: string, stated: number | null): readonly Accelerators[] {
  const [name = '', count = '1'] = text.trim().split(':')
  if (name === '') return []
  const number = stated ?? Number(count)
  return Number.isFinite(number) && number > 0 ? [{ name, count: number }] : []
}
