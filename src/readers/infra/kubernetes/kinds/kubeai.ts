import { countOf, times, uncounted } from '../../count.ts'
import type { Count } from '../../count.ts'
import { NOT_SERVED, servedBy } from '../../engine.ts'
import type { Served } from '../../engine.ts'
import { environmentOf, wordsOf } from '../../pod-spec.ts'
import { profileAccelerator } from '../../accelerator-name.ts'
import type { Setting } from '../../setting.ts'
import { exactCount } from '../asked.ts'
import type { Kind } from '../kind.ts'
import { factOf } from '../pods.ts'
import { between, limitsOf } from '../scaling.ts'
import { modelIn } from '../started.ts'

/** https://www.kubeai.org/reference/kubernetes-api/#modelspec */
export const kubeaiModel: Kind = manifest => {
  const spec = manifest.value.get('spec')
  const profile = spec.get('resourceProfile')
  const [name = '', multiple = '1'] = (profile.text() ?? '').split(':')
  if (name === '' || /^cpu\b/.test(name)) return []
  const each = unitsOf(profile, name, multiple)
  return factOf(manifest, {
    part: null,
    replicas: replicasOf(spec, each),
    asked: { each, name: null, provider: null },
    accelerator: profileAccelerator(name),
    spec,
    labels: manifest.value.get('metadata', 'labels'),
    served: served(spec),
  })
}

/** The profiles that KubeAI brings itself hold one accelerator each; others stand in the values of its chart. */
function unitsOf(profile: Setting, name: string, multiple: string): Count {
  if (!/^\d{1,6}$/.test(multiple))
    return uncounted(`resourceProfile is multiplied by ${multiple}`, profile.at)
  if (profileAccelerator(name) === null)
    return uncounted(`resourceProfile ${name} is defined where KubeAI is installed`, profile.at)
  const assumed = [`one accelerator in profile ${name}, as KubeAI brings it`]
  return times(exactCount(Number(multiple), profile), { ...exactCount(1, profile), assumed })
}

/** KubeAI scales from zero unless told otherwise; without `maxReplicas` nothing limits it. */
function replicasOf(spec: Setting, each: Count): Count {
  const [fixed, max] = [spec.get('replicas'), spec.get('maxReplicas')]
  const isScaled = spec.get('autoscalingDisabled').boolean() !== true
  if (!isScaled) return countOf(fixed, 'replicas', 1)
  const limits = limitsOf(spec.get('minReplicas'), max, [0, 0])
  if (max.shape !== 'nothing')
    return between(fixed.shape === 'nothing' ? limits.floor : countOf(fixed, 'replicas', 0), [limits])
  const size = each.range === null ? '' : ` (accelerators of each: ${each.range.expected})`
  const floor = limits.floor.range?.low ?? 0
  return uncounted(
    `maxReplicas is not stated, so nothing limits the replicas: ${floor} at least${size}`,
    spec.at,
  )
}

function served(spec: Setting): Served {
  const server = ENGINES.get(spec.get('engine').text() ?? '')
  const model = modelIn(spec.get('url').text())
  if (server === undefined) return { ...NOT_SERVED, model }
  const { engine } = servedBy({
    image: server,
    words: wordsOf(spec.get('args')),
    environment: environmentOf(spec.get('env')),
  })
  return { engine, model }
}

/** Engine of KubeAI → an image that runs it. Other engines have no flags that are known. */
const ENGINES: ReadonlyMap<string, string> = new Map([
  ['VLLM', 'vllm'],
  ['OLlama', 'ollama'],
])
