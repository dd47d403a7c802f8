import { parseYaml } from '../../../yaml.ts'
import { settingOf } from '../../setting.ts'
import type { Layer, Setting } from '../../setting.ts'
import { layered } from '../layered.ts'
import type { Manifest } from '../manifest.ts'
import { operated, operationsIn } from './json-patch.ts'

/** A change of some objects. Null: it removes the object. */
export type Patch = (manifest: Manifest) => Manifest | null

type Read = (path: string) => readonly Layer[]

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/ */
export function patchesIn(kustomization: Setting, read: Read): readonly Patch[] {
  const bodies = (entry: Setting): readonly Setting[] => {
    const path = entry.get('path').text()
    return path === null ? written(entry.get('patch')) : read(path).map(layer => settingOf([layer]))
  }
  const merges = kustomization.get('patchesStrategicMerge').items()
  return [
    ...merges.flatMap(entry => {
      const text = entry.text() ?? ''
      const found = text.includes('\n') ? written(entry) : read(text).map(layer => settingOf([layer]))
      return found.map(body => patchOf(null, body))
    }),
    ...['patches', 'patchesJson6902'].flatMap(key =>
      kustomization
        .get(key)
        .items()
        .flatMap(entry => bodies(entry).map(body => patchOf(entry.get('target'), body))),
    ),
  ]
}

/** Files that are patches, and so no objects of their own. */
export const patchFilesIn = (kustomization: Setting): readonly string[] => [
  ...kustomization
    .get('patchesStrategicMerge')
    .items()
    .flatMap(entry => entry.text() ?? [])
    .filter(text => !text.includes('\n')),
  ...['patches', 'patchesJson6902'].flatMap(key =>
    kustomization
      .get(key)
      .items()
      .flatMap(entry => entry.get('path').text() ?? []),
  ),
]

/** A patch inside the kustomization: YAML in a text, whose lines are lines of the file where it is a block. */
function written(text: Setting): readonly Setting[] {
  const { at } = text
  const yaml = parseYaml({ path: at.path, text: text.text() ?? '' }, (at.line ?? 1) + 1)
  return yaml.documents.map(value => settingOf([{ path: at.path, value }]))
}

function patchOf(target: Setting | null, body: Setting): Patch {
  const isJson = body.shape === 'list'
  const operations = isJson ? operationsIn(body) : []
  const own = body.get('metadata', 'name').text()
  const isMeant = selector(
    target !== null && target.shape === 'map'
      ? target
      : { kind: body.get('kind').text(), name: own, isExact: true },
  )
  return manifest => {
    if (!isMeant(manifest) || manifest.patches === null) return manifest
    if (!isJson && body.get('$patch').text() === 'delete') return null
    const patches = manifest.patches + Math.max(1, operations.length)
    if (patches > MAX_PATCHES) return { ...manifest, patches: null }
    const value = isJson
      ? operated(manifest.value, operations)
      : layered(body, manifest.value, BUILT_IN.has(manifest.group))
    return { ...manifest, value, patches }
  }
}

/** Of one object. Each is asked whenever a value is, so that many of them take long, and a deep stack. */
const MAX_PATCHES = 200

/** Only of these groups kustomize knows which lists merge by name; of others they are replaced. */
const BUILT_IN: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'autoscaling'])

type Named = { readonly kind: string | null; readonly name: string | null; readonly isExact: true }

function selector(target: Setting | Named): (manifest: Manifest) => boolean {
  if ('isExact' in target)
    return ({ kind, name, ownName }) =>
      kind === target.kind && (ownName === target.name || name === target.name)
  const [kind, name, group] = ['kind', 'name', 'group'].map(key => target.get(key).text())
  const wanted = labelPairs(target.get('labelSelector').text())
  const fits = name === null || name === undefined ? () => true : nameTest(name)
  return manifest =>
    (kind === null || manifest.kind === kind) &&
    (group === null || manifest.group === group) &&
    (fits(manifest.ownName) || fits(manifest.name)) &&
    wanted.every(([key, value]) => manifest.value.get('metadata', 'labels', key).text() === value)
}

/** A name is an anchored regular expression; only plain text, `.*` and `|` are read as such. */
function nameTest(pattern: string): (name: string) => boolean {
  const alternatives = pattern
    .replace(/^\^?\(?|\)?\$?$/g, '')
    .split('|')
    .map(each => each.split('.*'))
  return name => alternatives.some(parts => matches(name, parts))
}

/** Text that must stand in this order, the first at the begin and the last at the end. */
function matches(name: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts
  const last = others.at(-1)
  if (last === undefined) return name === first
  if (!name.startsWith(first) || !name.endsWith(last)) return false
  let from = first.length
  for (const part of others) {
    const found = name.indexOf(part, from)
    if (found < 0) return false
    from = found + part.length
  }
  return true
}

const labelPairs = (text: string | null): readonly (readonly [string, string])[] =>
  (text ?? '').split(',').flatMap(pair => {
    const [key = '', value] = pair.split(/==?/)
    return value === undefined ? [] : [[key.trim(), value.trim()] as const]
  })
