import { counted, countOf, times, uncounted } from '../count.ts'
import type { Count } from '../count.ts'
import { ACCELERATOR } from '../pod-spec.ts'
import type { Setting } from '../setting.ts'

/** Accelerators of one replica. */
export type Asked = {
  readonly each: Count
  /** What they are and who has them, as far as the name of the resource tells. */
  readonly name: string | null
  readonly provider: string | null
}

/**
 * What a pod asks for: its containers and sidecars together; other init containers run before them, on the same
 * accelerators. Null: it asks for none.
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function askedBy(spec: Setting): Asked | null {
  const sidecars = spec
    .get('initContainers')
    .items()
    .filter(container => container.get('restartPolicy').text() === 'Always')
  const containers = [...spec.get('containers').items(), ...sidecars]
  return sumOf(containers.flatMap(each => askedIn(each.get('resources')) ?? [])) ?? claimed(spec)
}

/** Accelerators of `resources`, limits before requests; null: it asks for none. */
export function askedIn(resources: Setting): Asked | null {
  const entries = ['limits', 'requests'].flatMap(kind => resources.get(kind).entries())
  const found = entries.find(({ key, value }) => ACCELERATOR.test(key) && value.shape !== 'nothing')
  if (found === undefined) return null
  const kind = RESOURCES.find(({ is }) => is.test(found.key))
  return {
    each: found.key.endsWith('.shared')
      ? uncounted(`${found.key} is a part of a GPU that the cluster decides`, found.value.at)
      : countOf(found.value, found.key, 0),
    name: kind === undefined ? null : (kind.name ?? found.key.slice(found.key.indexOf('/') + 1)),
    provider: kind?.provider ?? null,
  }
}

/** `name` null: the part of the key behind the slash, `mig-1g.10gb`. */
const RESOURCES = [
  { is: /^nvidia\.com\/mig-/, name: null, provider: null },
  { is: /^google\.com\/tpu$/, name: 'TPU', provider: 'gcp' },
  { is: /^aws\.amazon\.com\/neuroncore$/, name: 'NEURONCORE', provider: 'aws' },
  { is: /^aws\.amazon\.com\/neuron/, name: 'NEURON', provider: 'aws' },
  { is: /^habana\.ai\/gaudi$/, name: 'GAUDI', provider: null },
] as const

export function sumOf(all: readonly Asked[]): Asked | null {
  const [first] = all
  if (first === undefined) return null
  return { ...first, each: all.slice(1).reduce((sum, { each }) => plus(sum, each), first.each) }
}

const plus = (a: Count, b: Count): Count => {
  const { at, why, assumed } = times(a, b)
  const range = a.range &&
    b.range && {
      low: a.range.low + b.range.low,
      expected: a.range.expected + b.range.expected,
      high: a.range.high + b.range.high,
    }
  return { at, why, assumed, range }
}

/** Dynamic resource allocation is not analyzed: which devices a claim takes is decided by expressions. */
function claimed(spec: Setting): Asked | null {
  const claims = spec.get('resourceClaims')
  if (claims.items().length === 0) return null
  return { each: uncounted('resourceClaims are not analyzed', claims.at), name: null, provider: null }
}

/** So many of it: a group of pods, a multiple of a profile. */
export const multiplied = (asked: Asked, factor: Count): Asked => ({
  ...asked,
  each: times(asked.each, factor),
})

export const exactCount = (count: number, { at }: Setting): Count =>
  counted({ low: count, expected: count, high: count }, at)
