import { groupBy } from '../../../model/group-by.ts'
import type { Setting } from '../setting.ts'
import type { Count } from '../count.ts'
import { folderOf, sameNamespace } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { between, scalersIn } from './scaling.ts'

/** What is declared together, and so may refer to each other. */
export type Cluster = {
  /** An object that another one names; the nearest where several folders declare it. */
  readonly find: (from: Manifest, kinds: readonly string[], name: string | null) => Setting | null
  /** Replicas, where an autoscaler may decide them. */
  readonly replicas: (manifest: Manifest, declared: Count) => Count
}

export function clusterOf(manifests: readonly Manifest[]): Cluster {
  const scalers = scalersIn(manifests)
  const byName = groupBy(manifests, ({ kind, ownName }) => `${kind} ${ownName}`)
  return {
    find(from, kinds, name) {
      const all = kinds.flatMap(kind => byName.get(`${kind} ${name}`) ?? [])
      const [nearest] = nearestTo(
        from,
        all.filter(({ namespace }) => sameNamespace(namespace, from.namespace)),
      )
      return nearest?.value ?? null
    },
    replicas(manifest, declared) {
      const all = scalers.get(`${manifest.kind} ${manifest.ownName}`) ?? []
      const here = all.filter(({ from }) => sameNamespace(from.namespace, manifest.namespace))
      const nearest = new Set(
        nearestTo(
          manifest,
          here.map(({ from }) => from),
        ),
      )
      return between(
        declared,
        here.filter(({ from }) => nearest.has(from)),
      )
    },
  }
}

/** Of the same file, else of the same folder, else all. */
function nearestTo({ at }: Manifest, all: readonly Manifest[]): readonly Manifest[] {
  const inFile = all.filter(each => each.at.path === at.path)
  if (inFile.length > 0) return inFile
  const beside = all.filter(each => folderOf(each.at.path) === folderOf(at.path))
  return beside.length > 0 ? beside : all
}
