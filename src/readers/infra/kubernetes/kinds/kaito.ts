import { countOf, times } from '../../count.ts'
import type { Count } from '../../count.ts'
import { plainEngine } from '../../engine.ts'
import type { Setting } from '../../setting.ts'
import type { Kind } from '../kind.ts'
import { machinesFact } from '../machines.ts'
import type { Manifest } from '../manifest.ts'
import { providerOfSku } from '../node-labels.ts'
import { nodeOf } from '../node.ts'

/** A workspace orders its own machines. https://kaito-project.github.io/kaito/docs/quick-start */
export const kaitoWorkspace: Kind = manifest => {
  const { value } = manifest
  const count = countOf(value.get('resource', 'count'), 'resource.count', 1)
  return ordered(manifest, value, count)
}

/** So many workspaces of one template. https://kaito-project.github.io/kaito/docs/inference-set */
export const kaitoInferenceSet: Kind = manifest => {
  const spec = manifest.value.get('spec')
  const template = spec.get('template')
  const count = countOf(template.get('resource', 'count'), 'resource.count', 1)
  return ordered(manifest, template, times(countOf(spec.get('replicas'), 'replicas', 1), count))
}

function ordered(manifest: Manifest, order: Setting, units: Count) {
  const resource = order.get('resource')
  const type = resource.get('instanceType')
  const sku = type.text()
  const node = nodeOf(resource)
  const inference = order.get('inference', 'preset')
  const isTuning = order.get('tuning').shape === 'map' && inference.shape === 'nothing'
  const model = (isTuning ? order.get('tuning', 'preset') : inference).get('name').text()
  return machinesFact(manifest, {
    part: null,
    units,
    sku,
    skuAt: type.at,
    provider: (sku === null ? null : providerOfSku(sku)) ?? 'azure',
    region: node.region,
    pricing: node.pricing,
    model,
    engine: model === null || isTuning ? null : ENGINE,
    lifetime: isTuning ? 'job' : 'always',
    labels: null,
    why: sku === null ? 'resource.instanceType is not stated' : null,
  })
}

/** What serves its presets. */
const ENGINE = plainEngine('vllm')
