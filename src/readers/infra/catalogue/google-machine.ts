import type { CapacityFact } from '../../../model/fact.ts'
import { child, isTrue, number, plain, says, text, valueIn } from './section.ts'
import type { Section, Stated } from './section.ts'

/** Machine types that contain GPUs or TPUs, or a machine with GPUs attached as `googleSku` writes it. */
export const GOOGLE_ACCELERATED = /^(?:a2|a3|a4|a4x|g2|g4|ct\w+)-| \+ /

/** How accelerators are written: in a block or beside the machine type, under names that differ by resource. */
export type Spelling = { readonly block: string | null; readonly type: string; readonly count: string }

const GUEST: Spelling = { block: 'guest_accelerator', type: 'type', count: 'count' }

/** `n1-standard-2 + 1 nvidia-tesla-t4` where GPUs are attached to a machine type that has none itself. */
export function googleSku(section: Section, { block, type, count }: Spelling = GUEST): Stated<string> {
  const machine = text(section, 'machine_type')
  const accelerator = holderOf(section, block)
  const gpu = text(accelerator, type)
  if (machine.kind !== 'known' || GOOGLE_ACCELERATED.test(machine.value) || gpu.kind === 'absent')
    return machine
  const attached = number(accelerator, count)
  if (gpu.kind === 'unknown') return gpu
  if (attached.kind === 'unknown') return attached
  const gpus = valueIn(attached) ?? 1
  if (gpus === 0) return machine
  const assumed = [machine, gpu, attached].flatMap(each => (each.kind === 'known' ? each.assumed : []))
  return { ...machine, value: `${machine.value} + ${gpus} ${gpu.value}`, assumed: [...new Set(assumed)] }
}

/** What computes: stated, or what the machine type contains. */
export function googleAccelerator(
  section: Section,
  { block, type, count }: Spelling = GUEST,
): CapacityFact['accelerator'] {
  const machine = plain(section, 'machine_type') ?? ''
  const accelerator = holderOf(section, block)
  const family = CONTAINED.find(([prefix]) => machine.startsWith(prefix))
  const name = plain(accelerator, type) ?? family?.[1] ?? null
  if (name === null) return null
  const inName = /-(\d+)g$/.exec(machine)?.[1]
  return {
    name,
    perUnit: valueIn(number(accelerator, count)) ?? (inName === undefined ? null : Number(inName)),
  }
}

const holderOf = (section: Section, block: string | null): Section =>
  block === null ? section : child(section, block)

/** https://cloud.google.com/compute/docs/gpus */
const CONTAINED: readonly (readonly [family: string, accelerator: string])[] = [
  ['a2-highgpu-', 'nvidia-tesla-a100'],
  ['a2-megagpu-', 'nvidia-tesla-a100'],
  ['a2-ultragpu-', 'nvidia-a100-80gb'],
  ['a3-highgpu-', 'nvidia-h100-80gb'],
  ['a3-edgegpu-', 'nvidia-h100-80gb'],
  ['a3-megagpu-', 'nvidia-h100-mega-80gb'],
  ['a3-ultragpu-', 'nvidia-h200-141gb'],
  ['a4-highgpu-', 'nvidia-b200'],
  ['a4x-highgpu-', 'nvidia-gb200'],
  ['g2-', 'nvidia-l4'],
  ['g4-', 'nvidia-rtx-pro-6000'],
]

export const googleSpot = (section: Section): boolean =>
  isTrue(section, 'spot') || isTrue(section, 'preemptible') || says(section, 'provisioning_model', 'SPOT')
