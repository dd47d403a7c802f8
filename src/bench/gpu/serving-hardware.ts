import { acceleratorFamily } from '../../model/accelerator.ts'
import type { Device, GpuTool } from './readings.ts'

/** What served during the measurement. */
export type ServingHardware = {
  readonly vendor: 'nvidia' | 'amd' | 'other'
  readonly sku: string
  readonly count: number
  readonly source: GpuTool['program'] | 'declared'
  /** Watt of one accelerator; null: not known. */
  readonly powerLimit: number | null
}

export type Identified =
  | { readonly kind: 'known'; readonly hardware: ServingHardware }
  /** `why` is a clause: `this machine has 8 GPUs`. */
  | { readonly kind: 'unknown'; readonly why: string; readonly remedy: string }

/** @param count how many of them serve, as declared; null: all, where there is one */
export function identify(
  devices: readonly Device[],
  { vendor, program }: Pick<GpuTool, 'vendor' | 'program'>,
  count: number | null,
): Identified {
  const names = [...new Set(devices.map(({ name }) => name))]
  const [sku] = names
  if (sku === undefined) return unknown(`${program} names no GPU`, DECLARE)
  if (names.length > 1)
    return unknown(`this machine has GPUs of several kinds (${names.join(', ')})`, DECLARE)
  if (devices.some(({ isSliced }) => isSliced))
    return unknown('the GPU is cut into slices, and the price of a whole one does not hold', DECLARE)
  if (/^GRID |vGPU/i.test(sku)) return unknown(`${sku} is a part of a GPU`, DECLARE)
  if (count === null && devices.length > 1)
    return unknown(`this machine has ${devices.length} GPUs`, 'Say with --gpus how many of them serve.')
  if (count !== null && count > devices.length)
    return unknown(`this machine has ${devices.length} of ${count} GPUs`, 'Correct --gpus.')
  const limits = new Set(devices.map(({ limitWatt }) => limitWatt))
  const [powerLimit = null] = limits.size === 1 ? limits : []
  return {
    kind: 'known',
    hardware: { vendor, sku, count: count ?? devices.length, source: program, powerLimit },
  }
}

const DECLARE = 'Say what serves: --hardware NAME --gpus N.'

const unknown = (why: string, remedy: string): Identified => ({ kind: 'unknown', why, remedy })

/** What the user says that serves. Null: the name fits several that differ by half, `H100`. */
export function declared(name: string, count: number): ServingHardware | null {
  const family = acceleratorFamily(name)
  if (/^(?:nvidia[ -])?[ah]100$/i.test(name.trim())) return null
  const isAmd = family?.startsWith('MI') === true || /^amd/i.test(name)
  const isOther = family === null || /^(?:GAUDI|INFERENTIA|TRAINIUM)/.test(family)
  const vendor = isAmd ? 'amd' : isOther ? 'other' : 'nvidia'
  return { vendor, sku: name, count, source: 'declared', powerLimit: null }
}
