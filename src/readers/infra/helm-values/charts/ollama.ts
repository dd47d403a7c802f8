import { plainEngine } from '../../engine.ts'
import { countOf } from '../../count.ts'
import { nodeLabels } from '../../pod-spec.ts'
import { standardReplicas } from '../pods.ts'
import type { Chart } from '../pods.ts'

/** https://github.com/otwld/ollama-helm */
export const ollama: Chart = {
  sniff: [/^ollama[ \t]*:/m, /^[ \t]+gpu[ \t]*:/m],
  pods(values) {
    const gpu = values.get('ollama', 'gpu')
    if (gpu.get('enabled').boolean() !== true) return []
    const models = values.get('ollama', 'models')
    const [model, ...others] = [
      ...models.get('run').items(),
      ...models.get('pull').items(),
      ...models.items(),
    ]
    const engine = plainEngine('ollama')
    return [
      {
        name: 'ollama',
        at: gpu,
        replicas: standardReplicas(values),
        each: countOf(gpu.get('number'), 'ollama.gpu.number', 1),
        labels: nodeLabels(values),
        // Several models take turns on the same GPU: none of them is the one that it serves.
        served: { engine, model: others.length === 0 ? (model?.text() ?? null) : null },
      },
    ]
  },
}
