import type { Place } from '../../model/evidence.ts'
import type { YamlValue } from '../yaml.ts'

/** One file of several that are laid over each other. */
export type Layer = { readonly path: string; readonly value: YamlValue }

/**
 * A value of YAML files that are laid over each other, as Helm and Compose do it: maps merge, everything else
 * is replaced. It knows the file and line that decide it. As forgiving as `YamlValue`.
 */
export type Setting = {
  readonly shape: YamlValue['shape']
  readonly at: Place
  readonly get: (key: string, ...below: readonly string[]) => Setting
  readonly items: () => readonly Setting[]
  readonly entries: () => readonly { readonly key: string; readonly value: Setting }[]
  readonly text: () => string | null
  readonly number: () => number | null
  readonly boolean: () => boolean | null
}

/** @param layers at least one, the uppermost first */
export function settingOf(layers: readonly [Layer, ...(readonly Layer[])]): Setting {
  const stated = layers.filter(({ value }) => value.shape !== 'nothing')
  const top = stated[0] ?? layers[0]
  const covered = stated.findIndex(({ value }) => value.shape !== 'map')
  const maps = covered < 0 ? stated : stated.slice(0, covered)
  const child = (key: string): Setting => {
    const [first = top, ...more] = maps
    return settingOf([inside(first, key), ...more.map(layer => inside(layer, key))])
  }
  return {
    shape: top.value.shape,
    at: { path: top.path, line: top.value.line },
    get: (key, ...below) => below.reduce((found, name) => found.get(name), child(key)),
    items: () => top.value.items().map(value => settingOf([{ path: top.path, value }])),
    entries: () => {
      const keys = new Set(maps.flatMap(({ value }) => value.entries().map(({ key }) => key)))
      return [...keys].map(key => ({ key, value: child(key) }))
    },
    text: () => top.value.text(),
    number: () => top.value.number(),
    boolean: () => top.value.boolean(),
  }
}

const inside = ({ path, value }: Layer, key: string): Layer => ({ path, value: value.get(key) })

/** The text of a list with one entry; null where it has several, or none. */
export function onlyText(list: Setting): string | null {
  const [first, ...others] = list.items()
  return first === undefined || others.length > 0 ? null : first.text()
}
