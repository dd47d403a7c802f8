import type { Place } from '../../../model/evidence.ts'
import type { Setting } from '../setting.ts'

export type Bounds = { readonly low: number; readonly high: number }

export type Gpu = {
  readonly at: Place
  /** As written, for messages. */
  readonly text: string
  /** `A100`, with its memory where the file asks for one of several sizes: `A100-80GB`; null: any. */
  readonly name: string | null
  /** In one machine; null: a range, or not told. */
  readonly count: number | null
}

/**
 * `H100`, `A100:80GB:8`, `nvidia:24GB`, `L4,A10:2..4`, `2`, or a map with name, memory, count. Null: none is asked
 * for. Parts are told apart by how they look, in any order.
 * https://dstack.ai/docs/concepts/services/#resources
 */
export function gpuOf(gpu: Setting): Gpu | null {
  if (gpu.shape === 'nothing') return null
  if (gpu.shape === 'map') return ofMap(gpu)
  const text = gpu.text() ?? ''
  const parts = text.split(':').map(part => part.trim())
  const count = parts.find(part => COUNT.test(part))
  const names = parts.find(part => !COUNT.test(part) && !MEMORY.test(part) && !VENDOR.test(part))
  const memory = parts.find(part => MEMORY.test(part) && !COUNT.test(part))
  return found(gpu, { text, names: names?.split(',') ?? [], memory: memory ?? null, count: count ?? null })
}

const COUNT = /^\d*(?:\.\.\d*)?$/
const MEMORY = /^[\d.][\d.GMTB]*B[\d.]*$/i
const VENDOR = /^(?:nvidia|amd|google|intel|tenstorrent)$/i

function ofMap(gpu: Setting): Gpu | null {
  const name = gpu.get('name')
  const names = [...name.items().map(item => item.text() ?? ''), ...(name.text()?.split(',') ?? [])]
  const [memory, count] = [gpu.get('memory').text(), gpu.get('count').text()]
  const text = [names.join(','), memory, count].filter(Boolean).join(':')
  return found(gpu, { text, names, memory, count })
}

type Parts = {
  readonly text: string
  readonly names: readonly string[]
  readonly memory: string | null
  readonly count: string | null
}

function found(gpu: Setting, { text, names, memory, count }: Parts): Gpu | null {
  const bounds = count === null || count === '' ? { low: 1, high: 1 } : boundsOf(count)
  if (bounds?.high === 0) return null
  const [name, ...others] = names.map(each => each.trim().toUpperCase())
  const size = memory !== null && /^\d+GB$/i.test(memory) ? `-${memory.toUpperCase()}` : ''
  const isNamed = name !== undefined && others.length === 0
  return { at: gpu.at, text, name: isNamed ? `${name}${size}` : null, count: exact(bounds) }
}

const exact = (bounds: Bounds | null): number | null =>
  bounds !== null && bounds.low === bounds.high ? bounds.low : null

/** `2`, `0..4`; null where it has no end, or is none. */
export const rangeOf = (setting: Setting): Bounds | null => boundsOf(setting.text() ?? '')

function boundsOf(text: string): Bounds | null {
  const [, from = '', dots, to = ''] = /^(\d{0,9})(\.\.)?(\d{0,9})$/.exec(text.trim()) ?? []
  if (dots === undefined) return from === '' ? null : { low: Number(from), high: Number(from) }
  return to === '' ? null : { low: Number(from), high: Number(to) }
}
