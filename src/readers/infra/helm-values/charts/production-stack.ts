import type { Engine } from '../../../../model/fact.ts'
import { counted, countOf, uncounted } from '../../count.ts'
import type { Count } from '../../count.ts'
import { servedBy } from '../../engine.ts'
import type { Served } from '../../engine.ts'
import type { Setting } from '../../setting.ts'
import { environmentOf, nodeLabels, wordsOf } from '../../pod-spec.ts'
import { acceleratorsIn, replicasOf } from '../pods.ts'
import type { Chart, Pods } from '../pods.ts'

/** https://github.com/vllm-project/production-stack/blob/main/helm/README.md */
export const productionStack: Chart = {
  sniff: [/^[ \t]*servingEngineSpec[ \t]*:/m],
  pods(values) {
    const engines = values.get('servingEngineSpec')
    if (engines.get('enableEngine').boolean() === false) return []
    return engines
      .get('modelSpec')
      .items()
      .filter(model => model.get('enabled').boolean() !== false)
      .flatMap(podsOf)
  },
}

function podsOf(model: Setting, index: number): readonly Pods[] {
  const keda = model.get('keda')
  const isRay = model.get('raySpec', 'enabled').boolean() === true
  const replicas = replicasOf(model.get('replicaCount'), {
    name: 'replicaCount',
    // The chart scales Deployments, not Ray clusters.
    isOn: keda.get('enabled').boolean() === true && !isRay,
    floor: 1,
    min: keda.get('minReplicaCount'),
    max: keda.get('maxReplicaCount'),
  })
  const name = model.get('name').text() ?? `${index}`
  const workers: Pods = {
    name,
    at: model,
    replicas: idle(replicas, keda),
    each: accelerators(model),
    labels: nodeLabels(model),
    accelerator: slice(model.get('requestGPUType').text()),
    served: served(model),
  }
  const head = model.get('raySpec', 'headNode')
  const ownGpus = acceleratorsIn(head.get('resources')) ?? countOf(head.get('requestGPU'), 'requestGPU', 0)
  const one = counted({ low: 1, expected: 1, high: 1 }, head.at)
  return isRay
    ? [workers, { ...workers, name: `${name}-head`, at: head, replicas: one, each: ownGpus }]
    : [workers]
}

/** `nvidia.com/mig-4g.71gb`: a part of a GPU, which is not counted as a whole one. */
const slice = (type: string | null): string | null => /mig-[\w.]+$/.exec(type ?? '')?.[0] ?? null

/** KEDA goes below its minimum to `idleReplicaCount` when nothing triggers. */
function idle(replicas: Count, keda: Setting): Count {
  const low = keda.get('enabled').boolean() === true ? keda.get('idleReplicaCount').number() : null
  if (replicas.range === null || low === null) return replicas
  return { ...replicas, range: { ...replicas.range, low: Math.min(low, replicas.range.low) } }
}

function accelerators(model: Setting): Count {
  const raw = acceleratorsIn(model.get('resources'))
  if (raw !== null) return raw
  const asked = model.get('requestGPU')
  if (asked.shape !== 'nothing') return countOf(asked, 'requestGPU', 1)
  // Prefill and decode on one node take the GPUs that they are shown, without asking the scheduler for them.
  const visible = model.get('lmcacheConfig', 'cudaVisibleDevices')
  if (visible.text() === null)
    return uncounted('requestGPU is not stated, so the file does not tell how many GPUs it uses', model.at)
  const count = new Set(visible.text()?.split(',')).size
  return counted({ low: count, expected: count, high: count }, visible.at, [
    `${count} GPU a replica, from cudaVisibleDevices: the pod asks for none`,
  ])
}

function served(model: Setting): Served {
  const config = model.get('vllmConfig')
  const { engine } = servedBy({
    image: 'vllm',
    words: wordsOf(config.get('extraArgs')),
    environment: environmentOf(model.get('env')),
  })
  const stated: Partial<Engine> = {
    ...whole('tensorParallel', config.get('tensorParallelSize')),
    ...whole('pipelineParallel', config.get('pipelineParallelSize')),
    ...whole('maxModelLength', config.get('maxModelLen')),
    ...whole('maxSequences', config.get('maxNumSeqs')),
  }
  return { model: model.get('modelURL').text(), engine: engine && { ...engine, ...stated } }
}

const whole = (key: keyof Engine, setting: Setting) => {
  const number = setting.number()
  return number === null ? {} : { [key]: number }
}
