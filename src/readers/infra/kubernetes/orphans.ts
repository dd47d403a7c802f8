import type { CapacityFact } from '../../../model/fact.ts'
import { capacity } from '../capacity-fact.ts'
import type { Setting } from '../setting.ts'
import { addressOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { labelsIn } from './pods.ts'
import { speaksOfInference } from './recognize.ts'
import { scalersIn } from './scaling.ts'

/** Autoscalers of inference servers that this tree does not hold: how many is known, of what is not. */
export function orphansIn(manifests: readonly Manifest[]): readonly (readonly [Manifest, CapacityFact])[] {
  const known = new Set(
    manifests.flatMap(({ kind, name, ownName }) => [`${kind} ${name}`, `${kind} ${ownName}`]),
  )
  return [...scalersIn(manifests)].flatMap(([target, scalers]) => {
    if (known.has(target)) return []
    return scalers
      .filter(({ from }) => speaksOfInference(textIn(from.value.get('spec'), 0)))
      .map(({ from, floor, ceiling }) => {
        const [low, high] = [floor.range?.low ?? '?', ceiling.range?.high ?? '?']
        const fact = capacity({
          id: addressOf(from),
          at: from.at,
          resource: 'accelerators',
          provider: 'kubernetes',
          units: null,
          unitsAt: ceiling.at,
          tags: { ...labelsIn(from.value), ...from.labels },
          unresolved: `it keeps ${low} to ${high} replicas of ${target.replace(' ', '/')}, which is not in the tree`,
        })
        return [from, fact] as const
      })
  })
}

function textIn(value: Setting, depth: number): string {
  if (depth > 10) return ''
  const below = [...value.items(), ...value.entries().map(entry => entry.value)]
  return [value.text() ?? '', ...below.map(each => textIn(each, depth + 1))].join('\n')
}
