import type { Setting } from '../../setting.ts'
import { withKeys, withText } from '../layered.ts'
import type { Manifest } from '../manifest.ts'
import { textsOf } from '../pods.ts'

/** What a kustomization says of all of its objects: namespace, names, labels, replicas, images. */
export function transformed(kustomization: Setting, manifests: readonly Manifest[]): readonly Manifest[] {
  const namespace = kustomization.get('namespace').text()
  const [prefix, suffix] = ['namePrefix', 'nameSuffix'].map(key => kustomization.get(key).text() ?? '')
  const replicas = kustomization.get('replicas').items()
  const images = kustomization.get('images').items()
  const labels = labelsIn(kustomization)
  return manifests.map(manifest => ({
    ...manifest,
    namespace: manifest.kind === 'Namespace' ? null : (namespace ?? manifest.namespace),
    name: manifest.kind === 'Namespace' ? manifest.name : `${prefix}${manifest.name}${suffix}`,
    labels: { ...manifest.labels, ...labels },
    value: withImages(withReplicas(manifest, replicas), images),
  }))
}

const labelsIn = (kustomization: Setting): Readonly<Record<string, string>> => ({
  ...textsOf(kustomization.get('commonLabels')),
  ...Object.fromEntries(
    kustomization
      .get('labels')
      .items()
      .flatMap(item => Object.entries(textsOf(item.get('pairs')))),
  ),
})

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replicas/ */
function withReplicas({ kind, name, ownName, value }: Manifest, replicas: readonly Setting[]): Setting {
  const found = replicas.findLast(item => [name, ownName].includes(item.get('name').text() ?? ''))
  if (found === undefined || !REPLICATED.has(kind)) return value
  const spec = withKeys(value.get('spec'), new Map([['replicas', found.get('count')]]))
  return withKeys(value, new Map([['spec', spec]]))
}

const REPLICATED: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
])

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/ */
function withImages(value: Setting, images: readonly Setting[]): Setting {
  if (images.length === 0) return value
  const changed = (key: string, found: Setting): Setting =>
    key === 'image' && found.shape === 'scalar' ? imageOf(found, images) : withImages(found, images)
  return {
    ...value,
    get: (key, ...more) => more.reduce((found, next) => found.get(next), changed(key, value.get(key))),
    items: () => value.items().map(item => withImages(item, images)),
    entries: () => value.entries().map(entry => ({ key: entry.key, value: changed(entry.key, entry.value) })),
  }
}

function imageOf(image: Setting, images: readonly Setting[]): Setting {
  const text = image.text() ?? ''
  const name = text.replace(/(?::[^:/@]*)?(?:@.*)?$/, '')
  const found = images.find(item => item.get('name').text() === name)
  const renamed = found?.get('newName').text() ?? null
  return renamed === null ? image : withText(image, `${renamed}${text.slice(name.length)}`)
}
