import { counted, countOf, times, uncounted } from '../../count.ts'
import type { Count } from '../../count.ts'
import { NOT_SERVED, servedBy } from '../../engine.ts'
import type { Served } from '../../engine.ts'
import type { Setting } from '../../setting.ts'
import { profileAccelerator } from '../../accelerator-name.ts'
import { profilesOf } from '../kubeai-profiles.ts'
import type { Profile } from '../kubeai-profiles.ts'
import { environmentOf, wordsOf } from '../../pod-spec.ts'
import { replicasOf } from '../pods.ts'
import type { Chart, Pods } from '../pods.ts'

/**
 * The catalog of the chart `kubeai/models`, also as a part of the values of a chart above it. Profiles are those
 * of the same file, else the ones that KubeAI brings.
 * https://www.kubeai.org/how-to/install-models/
 */
export const kubeai: Chart = {
  sniff: [/^(?:catalog|models|kubeai)[ \t]*:/m, /^[ \t]+resourceProfile[ \t]*:/m],
  pods(values, all) {
    const isAll = values.get('all', 'enabled').boolean() === true
    const profiles = new Map([all.get('kubeai'), all, values].flatMap(holder => [...profilesOf(holder)]))
    return values
      .get('catalog')
      .entries()
      .filter(({ value }) => isAll || value.get('enabled').boolean() === true)
      .flatMap(({ key, value }) => podsOf(key, value, profiles))
  },
}

function podsOf(name: string, model: Setting, profiles: ReadonlyMap<string, Profile>): readonly Pods[] {
  const wanted = model.get('resourceProfile')
  const [profile = '', multiple = '1'] = (wanted.text() ?? '').split(':')
  const known = profiles.get(profile)
  if (known === undefined && profile === 'cpu') return []
  return [
    {
      name,
      at: model,
      replicas: replicas(model),
      each: times(known?.each ?? brought(profile, wanted), multiplied(multiple, wanted)),
      labels: known?.labels ?? {},
      accelerator: known?.accelerator ?? profileAccelerator(profile),
      served: served(model),
    },
  ]
}

function multiplied(text: string, { at }: Setting): Count {
  const factor = /^\d{1,6}$/.test(text) ? Number(text) : null
  if (factor === null) return uncounted(`resourceProfile is multiplied by ${text}`, at)
  return counted({ low: factor, expected: factor, high: factor }, at)
}

/** The profiles that KubeAI brings itself hold one accelerator each. */
function brought(profile: string, { at }: Setting): Count {
  if (profileAccelerator(profile) === null)
    return uncounted(`resourceProfile ${profile} is in another file`, at)
  return counted({ low: 1, expected: 1, high: 1 }, at, [
    `one accelerator in profile ${profile}, as KubeAI brings it`,
  ])
}

/** KubeAI scales from 0 unless told otherwise; without `maxReplicas` nothing limits it. */
function replicas(model: Setting): Count {
  const [fixed, min, max] = [model.get('replicas'), model.get('minReplicas'), model.get('maxReplicas')]
  if (fixed.shape !== 'nothing') return countOf(fixed, 'replicas', 1)
  if (max.shape === 'nothing')
    return uncounted('maxReplicas is not stated, so nothing limits the replicas', model.at)
  return replicasOf(fixed, { name: 'replicas', isOn: true, floor: 0, min, max })
}

function served(model: Setting): Served {
  const server = ENGINES.get(model.get('engine').text() ?? '')
  const url = model.get('url').text()
  const bare = url?.replace(/^[a-z0-9+]{1,20}:\/\//i, '').replace(/\?.*$/s, '') ?? null
  if (server === undefined) return { ...NOT_SERVED, model: bare }
  const { engine } = servedBy({
    image: server,
    words: wordsOf(model.get('args')),
    environment: environmentOf(model.get('env')),
  })
  return { engine, model: bare }
}

/** Engine of KubeAI → an image that runs it. Other engines have no flags that we know. */
const ENGINES: ReadonlyMap<string, string> = new Map([
  ['VLLM', 'vllm'],
  ['OLlama', 'ollama'],
])
