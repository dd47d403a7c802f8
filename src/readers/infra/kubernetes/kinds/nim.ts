import type { CapacityFact } from '../../../../model/fact.ts'
import { countOf, uncounted } from '../../count.ts'
import { servedBy } from '../../engine.ts'
import type { Served } from '../../engine.ts'
import { environmentOf } from '../../pod-spec.ts'
import type { Setting } from '../../setting.ts'
import { askedIn, multiplied } from '../asked.ts'
import type { Asked } from '../asked.ts'
import type { Kind } from '../kind.ts'
import type { Manifest } from '../manifest.ts'
import { factOf } from '../pods.ts'
import { between, limitsOf } from '../scaling.ts'

/** https://docs.nvidia.com/nim-operator/latest/service.html */
export const nimService: Kind = manifest => serviceOf(manifest, manifest.value.get('spec'), null)

/** https://docs.nvidia.com/nim-operator/latest/pipelines.html */
export const nimPipeline: Kind = manifest =>
  manifest.value
    .get('spec', 'services')
    .items()
    .filter(service => service.get('enabled').boolean() !== false)
    .flatMap(service => serviceOf(manifest, service.get('spec'), service.get('name').text()))

function serviceOf(manifest: Manifest, spec: Setting, part: string | null): readonly CapacityFact[] {
  const declared = countOf(spec.get('replicas'), 'replicas', 1)
  const hpa = spec.get('scale', 'hpa')
  const isScaled = spec.get('scale', 'enabled').boolean() === true
  const limits = limitsOf(hpa.get('minReplicas'), hpa.get('maxReplicas'), [1, 1])
  const replicas = isScaled ? between(declared, [limits]) : declared
  return factOf(manifest, {
    part,
    at: part === null ? manifest.at : spec.at,
    replicas,
    asked: askedOf(spec),
    spec,
    labels: spec.get('labels'),
    served: servedFrom(spec),
  })
}

/** Over several nodes a replica is as many pods as the pipeline has stages. */
function askedOf(spec: Setting): Asked {
  const nodes = spec.get('multiNode')
  const stages = nodes.get('parallelism', 'pipeline')
  const each = askedIn(spec.get('resources')) ?? untold(spec)
  if (nodes.shape !== 'map') return each
  const size = stages.shape === 'nothing' ? nodes.get('size') : stages
  return multiplied(each, countOf(size, 'multiNode', 1))
}

function untold(spec: Setting): Asked {
  const claims = spec.get('draResources')
  const isClaimed = claims.items().length > 0
  const why = isClaimed
    ? 'draResources are not analyzed'
    : 'resources state no GPU: the operator takes as many as the profile of the model'
  return { each: uncounted(why, isClaimed ? claims.at : spec.at), name: null, provider: null }
}

function servedFrom(spec: Setting): Served {
  const image = spec.get('image', 'repository').text()
  const served = servedBy({ image, words: [], environment: environmentOf(spec.get('env')) })
  const { tensor, pipeline } = {
    tensor: spec.get('multiNode', 'parallelism', 'tensor').number(),
    pipeline: spec.get('multiNode', 'parallelism', 'pipeline').number(),
  }
  const engine = served.engine && {
    ...served.engine,
    tensorParallel: served.engine.tensorParallel ?? tensor,
    pipelineParallel: served.engine.pipelineParallel ?? pipeline,
  }
  return { ...served, engine }
}
