import { NOT_SERVED, servedBy } from '../../engine.ts'
import type { Served } from '../../engine.ts'
import type { Setting } from '../../setting.ts'
import { environmentOf, nodeLabels, wordsOf } from '../../pod-spec.ts'
import { acceleratorsIn, standardReplicas } from '../pods.ts'
import type { Chart } from '../pods.ts'

/**
 * Charts of one server that have the layout of `helm create`: NVIDIA NIM for LLMs, vLLM's own chart, TGI and TEI.
 * The image says which.
 * https://docs.nvidia.com/nim/large-language-models/latest/deploy-helm.html
 * https://docs.vllm.ai/en/stable/deployment/frameworks/helm/
 */
export const oneServer: Chart = {
  sniff: [/^image[ \t]*:/m, /^replicaCount[ \t]*:/m, /^[ \t]+["']?(?:nvidia|amd)\.com\/gpu/m],
  pods(values) {
    const each = acceleratorsIn(values.get('resources'))
    const served = serverOf(values)
    const isOther = values.get('ollama', 'gpu', 'enabled').boolean() === true
    if (each === null || served.engine === null || isOther) return []
    return [
      {
        name: 'server',
        at: values.get('image'),
        replicas: standardReplicas(values),
        each,
        labels: nodeLabels(values),
        served,
      },
    ]
  },
}

function serverOf(values: Setting): Served {
  const image = values.get('image')
  const repository = image.get('repository').text() ?? image.text()
  if (repository === null) return NOT_SERVED
  const [model, holders] = [values.get('model'), [image, values]]
  const served = servedBy({
    image: repository,
    words: holders.flatMap(holder =>
      ['command', 'args', 'extraArgs', 'customArgs'].flatMap(key => wordsOf(holder.get(key))),
    ),
    environment: new Map(holders.flatMap(holder => [...environmentOf(holder.get('env'))])),
  })
  const stated = model.shape === 'scalar' ? model.text() : model.get('name').text()
  return served.engine === null ? NOT_SERVED : { ...served, model: stated ?? served.model }
}
