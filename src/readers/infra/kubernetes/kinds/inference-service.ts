import { countOf } from '../../count.ts'
import type { Count } from '../../count.ts'
import type { Served } from '../../engine.ts'
import type { Setting } from '../../setting.ts'
import { askedBy } from '../asked.ts'
import type { Cluster } from '../cluster.ts'
import type { Kind } from '../kind.ts'
import { layered, withItems, withKeys } from '../layered.ts'
import type { Manifest } from '../manifest.ts'
import { factOf } from '../pods.ts'
import { between, limitsOf } from '../scaling.ts'
import { modelIn, servedFrom, servedIn } from '../started.ts'
import { groupOf } from './leader-worker-set.ts'

/** https://kserve.github.io/website/docs/reference/crd-api */
export const inferenceService: Kind = (manifest, cluster) =>
  PARTS.flatMap(part => {
    const component = manifest.value.get('spec', part)
    const spec = podSpec(component, manifest, cluster)
    const replicas = replicasOf(component)
    const name = part === 'predictor' ? null : part
    const workers = component.get('workerSpec')
    if (workers.shape === 'map') return multiNode(manifest, spec, { workers, replicas })
    const asked = askedBy(spec)
    if (asked === null) return []
    const labels = component.get('labels')
    return factOf(manifest, { part: name, replicas, asked, spec, labels, served: served(component, spec) })
  })

const PARTS = ['predictor', 'transformer', 'explainer'] as const

/** The component is a pod's spec itself, with the model's server as its first container. */
function podSpec(component: Setting, manifest: Manifest, cluster: Cluster): Setting {
  const server = serverOf(component)
  const runtime = cluster.find(
    manifest,
    ['ServingRuntime', 'ClusterServingRuntime'],
    server?.get('runtime').text() ?? null,
  )
  const below = runtime?.get('spec') ?? null
  const own = component.get('containers').items()
  const [first, ...others] = below?.get('containers').items() ?? []
  const container = server === null ? [] : [first === undefined ? server : layered(server, first)]
  const containers = withItems(component.get('containers'), [...container, ...others, ...own])
  const spec = below === null ? component : layered(component, below)
  return withKeys(spec, new Map([['containers', containers]]))
}

/** `model`, or a framework by its old name: the one map that has what a server has. */
function serverOf(component: Setting): Setting | null {
  const model = component.get('model')
  if (model.shape === 'map') return model
  const found = component.entries().find(({ key, value }) => FRAMEWORKS.has(key) && value.shape === 'map')
  return found?.value ?? null
}

const FRAMEWORKS: ReadonlySet<string> = new Set(
  'huggingface tensorflow pytorch triton onnx sklearn xgboost lightgbm pmml paddle mlflow'.split(' '),
)

/** One at least unless told otherwise. What no maximum means depends on how KServe is installed: here, none. */
function replicasOf(component: Setting): Count {
  const [min, max] = [component.get('minReplicas'), component.get('maxReplicas')]
  const floor = countOf(min, 'minReplicas', 1)
  if (max.shape !== 'nothing' && max.number() !== 0) return between(floor, [limitsOf(min, max, [1, 1])])
  return { ...floor, range: floor.range && { ...floor.range, high: Math.max(floor.range.low, 1) } }
}

function served(component: Setting, spec: Setting): Served {
  const server = serverOf(component)
  if (server === null) return servedIn(spec)
  const format = server.get('modelFormat', 'name').text()
  const isHuggingFace = format === 'huggingface' || component.get('huggingface').shape === 'map'
  const found = spec.get('containers').items().at(0) ?? server
  const started = servedFrom(found, isHuggingFace ? 'huggingfaceserver' : null)
  return { ...started, model: started.model ?? modelIn(server.get('storageUri').text()) }
}

type Workers = { readonly workers: Setting; readonly replicas: Count }

/** A head and `pipelineParallelSize` − 1 workers. */
function multiNode(manifest: Manifest, spec: Setting, { workers, replicas }: Workers) {
  const size = countOf(workers.get('pipelineParallelSize'), 'pipelineParallelSize', 1)
  const asPod = (each: Setting) => withKeys(each, new Map([['spec', each]]))
  const component = manifest.value.get('spec', 'predictor')
  const worker = workers.get('containers').items().length > 0 ? workers : spec
  return groupOf({ leader: asPod(spec), worker: asPod(worker), size }).flatMap(pods =>
    factOf(manifest, { ...pods, replicas, served: served(component, spec) }),
  )
}
