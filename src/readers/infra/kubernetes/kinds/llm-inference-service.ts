import type { CapacityFact } from '../../../../model/fact.ts'
import { countOf, uncounted } from '../../count.ts'
import type { Count } from '../../count.ts'
import type { Engine } from '../../../../model/fact.ts'
import type { Served } from '../../engine.ts'
import type { Setting } from '../../setting.ts'
import { exactCount } from '../asked.ts'
import type { Cluster } from '../cluster.ts'
import type { Kind } from '../kind.ts'
import { layered, withKeys } from '../layered.ts'
import type { Manifest } from '../manifest.ts'
import { factOf } from '../pods.ts'
import { between, limitsOf } from '../scaling.ts'
import { modelIn, servedFrom } from '../started.ts'
import { groupOf } from './leader-worker-set.ts'

/**
 * Decode (the object itself) and prefill, each a replica of one or more nodes.
 * https://kserve.github.io/website/docs/reference/crd-api
 */
export const llmInferenceService: Kind = (manifest, cluster) => {
  const spec = withBases(manifest, cluster)
  const prefill = spec.get('prefill')
  const parts = [
    { part: null, value: spec },
    ...(prefill.shape === 'map' ? [{ part: 'prefill', value: prefill }] : []),
  ]
  return parts.flatMap(({ part, value }) => factsOf(manifest, { part, value, spec }))
}

type Part = { readonly part: string | null; readonly value: Setting; readonly spec: Setting }

function factsOf(manifest: Manifest, { part, value, spec }: Part): readonly CapacityFact[] {
  const size = value.get('worker').shape === 'map' ? nodesOf(value.get('parallelism')) : null
  const asPod = (each: Setting) => withKeys(each, new Map([['spec', each]]))
  const template = value.get('template')
  const groups = groupOf({
    leader: asPod(template),
    worker: asPod(value.get('worker')),
    size: size ?? exactCount(1, value),
  })
  const scaling = value.get('scaling')
  const declared = countOf(value.get('replicas'), 'replicas', 1)
  const limits = limitsOf(scaling.get('minReplicas'), scaling.get('maxReplicas'), [1, 1])
  const replicas = scaling.shape === 'map' ? between(declared, [limits]) : declared
  if (groups.length === 0 && part === null) return untold(manifest, { spec, replicas })
  return groups.flatMap(pods =>
    factOf(manifest, {
      ...pods,
      part: pods.part === null ? part : [part, pods.part].filter(each => each !== null).join('-'),
      replicas,
      served: served(spec, value, template),
    }),
  )
}

/** Configurations that it names lie below it, the first lowest. */
function withBases(manifest: Manifest, cluster: Cluster): Setting {
  const own = manifest.value.get('spec')
  const bases = own.get('baseRefs').items()
  const found = bases.flatMap(
    base => cluster.find(manifest, ['LLMInferenceServiceConfig'], base.get('name').text())?.get('spec') ?? [],
  )
  const [lowest, ...others] = [...found, own]
  return others.reduce((below, top) => layered(top, below), lowest ?? own)
}

/** Nodes of a replica: ranks that compute in parallel, divided by those of one node. */
function nodesOf(parallelism: Setting): Count {
  const [data, local] = [parallelism.get('data').number(), parallelism.get('dataLocal').number()]
  if (data !== null && local !== null && local > 0)
    return { ...exactCount(Math.ceil(data / local), parallelism), at: parallelism.get('data').at }
  return countOf(parallelism.get('pipeline'), 'parallelism.pipeline', 1)
}

/** It states no resources, and what it takes them from is somewhere else. */
function untold(manifest: Manifest, { spec, replicas }: { spec: Setting; replicas: Count }) {
  const stated = [...spec.get('template', 'containers').items(), ...spec.get('worker', 'containers').items()]
  const bases = spec
    .get('baseRefs')
    .items()
    .flatMap(base => base.get('name').text() ?? [])
  if (bases.length === 0 || stated.some(container => container.get('resources').shape === 'map')) return []
  const each = uncounted(`its resources come from ${bases.join(', ')}, which is not in the tree`, manifest.at)
  const asked = { each, name: null, provider: null }
  const template = spec.get('template')
  return factOf(manifest, { part: null, replicas, asked, spec: template, labels: template.get('labels') })
}

function served(spec: Setting, part: Setting, template: Setting): Served {
  const containers = template.get('containers').items()
  const main = containers.find(each => each.get('name').text() === 'main') ?? containers.at(0) ?? template
  const started = servedFrom(main, 'vllm')
  const parallelism = part.get('parallelism')
  const model = spec.get('model')
  const engine: Engine | null = started.engine && {
    ...started.engine,
    tensorParallel: started.engine.tensorParallel ?? parallelism.get('tensor').number(),
    pipelineParallel: started.engine.pipelineParallel ?? parallelism.get('pipeline').number(),
  }
  return { engine, model: model.get('name').text() ?? modelIn(model.get('uri').text()) ?? started.model }
}
