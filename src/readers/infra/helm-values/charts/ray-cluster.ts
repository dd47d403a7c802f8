import { counted, countOf, times } from '../../count.ts'
import type { Setting } from '../../setting.ts'
import { nodeLabels } from '../../pod-spec.ts'
import { acceleratorsIn, replicasOf } from '../pods.ts'
import type { Chart, Pods } from '../pods.ts'

/** https://github.com/ray-project/kuberay/tree/master/helm-chart/ray-cluster */
export const rayCluster: Chart = {
  sniff: [/^(?:worker|additionalWorkerGroups)[ \t]*:/m, /^head[ \t]*:/m],
  pods(values) {
    const head = values.get('head')
    if (head.shape !== 'map') return []
    const groups = [
      { key: 'worker', value: values.get('worker') },
      ...values.get('additionalWorkerGroups').entries(),
    ]
    const isScaled = head.get('enableInTreeAutoscaling').boolean() === true
    const workers = groups
      .filter(({ value }) => value.get('disabled').boolean() !== true)
      .flatMap(({ key, value }) => workersOf(key, value, isScaled))
    return [...headOf(head), ...workers]
  },
}

function headOf(head: Setting): readonly Pods[] {
  const each = acceleratorsIn(head.get('resources'))
  const one = counted({ low: 1, expected: 1, high: 1 }, head.at)
  return each === null ? [] : [{ name: 'head', at: head, replicas: one, each, labels: nodeLabels(head) }]
}

/** A replica of several hosts (`numOfHosts`) is so many pods. */
function workersOf(name: string, group: Setting, isScaled: boolean): readonly Pods[] {
  const each = acceleratorsIn(group.get('resources'))
  if (each === null) return []
  const replicas = replicasOf(group.get('replicas'), {
    name: 'replicas',
    isOn: isScaled,
    floor: 0,
    min: group.get('minReplicas'),
    max: group.get('maxReplicas'),
  })
  const pods = times(replicas, countOf(group.get('numOfHosts'), 'numOfHosts', 1))
  return [{ name, at: group, replicas: pods, each, labels: nodeLabels(group) }]
}
