import { counted, countOf, times } from '../../count.ts'
import type { Count } from '../../count.ts'
import { servedBy } from '../../engine.ts'
import type { Setting } from '../../setting.ts'
import { environmentOf, nodeLabels, wordsOf } from '../../pod-spec.ts'
import { acceleratorsIn, standardReplicas } from '../pods.ts'
import type { Chart, Pods } from '../pods.ts'

/** https://github.com/llm-d-incubation/llm-d-modelservice */
export const modelService: Chart = {
  sniff: [/^modelArtifacts[ \t]*:/m],
  pods: values =>
    values.get('modelArtifacts').shape === 'map' ? ROLES.flatMap(role => podsOf(values, role)) : [],
}

const ROLES = ['decode', 'prefill'] as const

function podsOf(values: Setting, name: string): readonly Pods[] {
  const role = values.get(name)
  const isOff = [role.get('create'), role.get('enabled')].some(each => each.boolean() === false)
  if (role.shape !== 'map' || isOff) return []
  const [container] = role.get('containers').items()
  const served = servedBy({
    image: container?.get('image').text() ?? 'vllm',
    words: container === undefined ? [] : ['command', 'args'].flatMap(key => wordsOf(container.get(key))),
    environment: container === undefined ? new Map() : environmentOf(container.get('env')),
  })
  const tensor = role.get('parallelism', 'tensor').number()
  const model =
    values.get('modelArtifacts', 'name').text() ?? modelOf(values.get('modelArtifacts', 'uri').text())
  return [
    {
      name,
      at: role,
      replicas: times(standardReplicas(role, 'replicas'), groupSize(role)),
      each: accelerators(role, container),
      labels: { ...acceleratorTypes(role), ...nodeLabels(role) },
      served: {
        model: served.model ?? model,
        engine: served.engine && {
          ...served.engine,
          tensorParallel: served.engine.tensorParallel ?? tensor,
        },
      },
    },
  ]
}

/** A replica over several nodes is a group of pods: `workers`, or data parallelism over its local part. */
function groupSize(role: Setting): Count {
  const parallelism = role.get('parallelism')
  const [workers, data, local] = ['workers', 'data', 'dataLocal'].map(key => parallelism.get(key).number())
  const size = workers ?? Math.ceil((data ?? 1) / Math.max(1, local ?? data ?? 1))
  return counted({ low: size, expected: size, high: size }, parallelism.at)
}

/** As the container asks; else the chart asks for one for each rank of the pod. */
function accelerators(role: Setting, container: Setting | undefined): Count {
  const asked = container && acceleratorsIn(container.get('resources'))
  if (asked) return asked
  const parallelism = role.get('parallelism')
  const local = countOf(parallelism.get('dataLocal'), 'dataLocal', 1)
  return times(countOf(parallelism.get('tensor'), 'tensor', 1), local)
}

function acceleratorTypes(role: Setting): Readonly<Record<string, string>> {
  const types = role.get('acceleratorTypes')
  const [value, ...others] = types.get('labelValues').items()
  const [key, text] = [types.get('labelKey').text(), value?.text() ?? null]
  return key === null || text === null || others.length > 0 ? {} : { [key]: text }
}

/** `hf://org/model`, `pvc+hf://claim/path/org/model` → `org/model`. */
const modelOf = (uri: string | null): string | null => /([^/]+\/[^/]+)$/.exec(uri ?? '')?.[1] ?? null
