import { declared, identify, type ServingHardware } from '../../bench/gpu/serving-hardware.ts'
import type { Host } from '../host.ts'
import { usage } from '../options.ts'
import { findGpus, type Gpus } from './gpus.ts'
import type { BenchOptions } from './options.ts'

export type Found = {
  readonly hardware: ServingHardware | null
  /** `2 × NVIDIA L4 (nvidia-smi)`, or why it is not known. */
  readonly words: string
  /** Whose power is read: all of the machine serve. */
  readonly gpus: Gpus | null
  readonly notes: readonly string[]
}

type Asked = Pick<BenchOptions, 'endpoint' | 'gpu' | 'gpus' | 'hardware'>

/**
 * What serves: as declared, else the GPUs of this machine where the server is on it. Never assumed to be one GPU.
 * @throws UnitcostError `usage`: what was declared is not enough
 */
export async function servingHardware(
  { endpoint, gpu, gpus: count, hardware }: Asked,
  { env }: Pick<Host, 'env'>,
): Promise<Found> {
  // The GPUs of another machine cannot be seen; with `nvidia` or `amd` the user says that they are these.
  const isHere = gpu === 'nvidia' || gpu === 'amd' || (gpu === 'auto' && endpoint.isLocal)
  const gpus = isHere ? await findGpus(gpu, env) : null
  if (gpus === null && (gpu === 'nvidia' || gpu === 'amd'))
    throw usage(
      `--gpu ${gpu}: its tool is not there, or names no GPU`,
      'Use --gpu none --hardware NAME --gpus N.',
    )
  if (hardware !== null) return asDeclared(hardware, count, gpus)
  if (gpus === null)
    return unknown(
      'the server is not on a machine whose GPUs can be seen',
      'Say what serves: --hardware NAME --gpus N.',
    )
  const found = identify(gpus.devices, gpus.tool, count)
  if (found.kind === 'unknown') return unknown(found.why, found.remedy)
  return known(found.hardware, gpus)
}

function asDeclared(name: string, count: number | null, gpus: Gpus | null): Found {
  if (count === null) throw usage('--hardware needs the number of GPUs that serve together', 'Add --gpus N.')
  const hardware = declared(name, count)
  if (hardware === null)
    throw usage(
      `there are several kinds of ${name}`,
      'For example: --hardware "H100 SXM", "H100 PCIe", "A100 SXM".',
    )
  return known(hardware, gpus)
}

function known(hardware: ServingHardware, gpus: Gpus | null): Found {
  const { count, sku, source } = hardware
  const words = `${count} × ${sku} (${source})`
  if (gpus === null || gpus.devices.length === count) return { hardware, words, gpus, notes: [] }
  const notes = [
    `Power was not measured: this machine has ${gpus.devices.length} GPUs, and which ${count} of them serve is not known.`,
  ]
  return { hardware, words, gpus: null, notes }
}

const unknown = (why: string, remedy: string): Found => ({
  hardware: null,
  words: 'unknown hardware',
  gpus: null,
  notes: [`The hardware is not known: ${why}. Without it the record has no price. ${remedy}`],
})
