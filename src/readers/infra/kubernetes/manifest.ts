import type { Place } from '../../../model/evidence.ts'
import { settingOf } from '../setting.ts'
import type { Layer, Setting } from '../setting.ts'

/** One object of a cluster, as a file or an overlay declares it. */
export type Manifest = {
  readonly kind: string
  /** The group of its API: `apps`; '' is the core. */
  readonly group: string
  readonly name: string
  /** The name by which objects declared beside it refer to it: without the prefix of an overlay. */
  readonly ownName: string
  /** Null: whoever applies it decides. */
  readonly namespace: string | null
  readonly value: Setting
  readonly at: Place
  /** The folder of the overlay that yields it; null: a plain file. */
  readonly overlay: string | null
  /** Labels that the overlay adds. */
  readonly labels: Readonly<Record<string, string>>
  /** How many patches lie over it; null: more than are read. */
  readonly patches: number | null
}

/**
 * The objects of one document: none where it is no manifest, several where it is a list.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#collections
 */
export function manifestsIn(document: Layer): readonly Manifest[] {
  const value = settingOf([document])
  const items = value.get('items').items()
  const isList = value.get('kind').text()?.endsWith('List') ?? false
  if (isList && items.length > 0) return items.flatMap(objectOf)
  return objectOf(value)
}

function objectOf(value: Setting): readonly Manifest[] {
  const [kind, version] = [value.get('kind').text(), value.get('apiVersion').text()]
  if (kind === null || version === null) return []
  const metadata = value.get('metadata')
  const name = metadata.get('name').text() ?? metadata.get('generateName').text() ?? ''
  const namespace = metadata.get('namespace').text()
  const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : ''
  return [
    {
      kind,
      group,
      name,
      ownName: name,
      namespace,
      value,
      at: value.at,
      overlay: null,
      labels: {},
      patches: 0,
    },
  ]
}

/** `Deployment/serving/vllm`: the same in whatever file it stands. */
export const addressOf = ({ kind, namespace, name }: Manifest): string =>
  `${kind}/${namespace ?? 'default'}/${name}`

/** Objects in no stated namespace may be applied to any. */
export const sameNamespace = (a: string | null, b: string | null): boolean =>
  a === null || b === null || a === b

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
