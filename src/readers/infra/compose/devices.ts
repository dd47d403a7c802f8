import type { Place } from '../../../model/evidence.ts'
import type { Setting } from '../setting.ts'
import { interpolate } from './interpolate.ts'
import type { Interpolated } from './interpolate.ts'

/** The GPUs of the machine that a service gets. */
export type Devices = {
  readonly at: Place
  /** Their ids; `all`: every GPU that the machine has; null: not told. */
  readonly ids: ReadonlySet<string> | 'all' | null
  readonly assumed: readonly string[]
  readonly why: string | null
}

/**
 * The reservation of a service, its `gpus`, or its runtime; null: it gets no GPU. Docker gives a service with
 * `count: 2` the GPUs 0 and 1, so services with a count share them.
 * https://docs.docker.com/compose/how-tos/gpu-support/
 */
export function devicesOf(service: Setting, dotenv: ReadonlyMap<string, string>): Devices | null {
  const reserved = service.get('deploy', 'resources', 'reservations', 'devices').items().filter(isGpu)
  const [first] = [...reserved, ...service.get('gpus').items()]
  if (first !== undefined) return reservation(first, dotenv)
  const gpus = service.get('gpus')
  if (gpus.shape === 'scalar') return byCount(gpus, dotenv)
  const runtime = service.get('runtime')
  return runtime.text() === 'nvidia' ? byRuntime(service, dotenv) : null
}

/** `capabilities: [gpu]`, or a driver of GPUs. */
const isGpu = (device: Setting): boolean =>
  device
    .get('capabilities')
    .items()
    .some(item => ['gpu', 'compute', 'nvidia'].includes(item.text() ?? '')) ||
  /^(?:nvidia|amd)/.test(device.get('driver').text() ?? '')

function reservation(device: Setting, dotenv: ReadonlyMap<string, string>): Devices {
  const ids = device.get('device_ids')
  if (ids.shape === 'list') return byIds(ids, dotenv)
  const count = device.get('count')
  return count.shape === 'nothing' ? all(device.at, []) : byCount(count, dotenv)
}

function byIds(list: Setting, dotenv: ReadonlyMap<string, string>): Devices {
  const values = list.items().map(item => interpolate(item.text() ?? '', dotenv))
  const ids = values.flatMap(({ text }) => text.split(',').map(id => id.trim()))
  return devices(list.at, values, ids.includes('all') ? 'all' : new Set(ids))
}

function byCount(count: Setting, dotenv: ReadonlyMap<string, string>): Devices {
  const value = interpolate(count.text() ?? '', dotenv)
  if (value.text === 'all' || value.text === '-1') return devices(count.at, [value], 'all')
  const number = Number(value.text)
  const isCount = value.text !== '' && Number.isInteger(number) && number >= 0 && number <= MOST
  const ids = isCount ? new Set(Array.from({ length: number }, (_, index) => String(index))) : null
  const found = devices(count.at, [value], ids)
  return isCount || found.why !== null ? found : { ...found, why: `count = ${count.text()}` }
}

/** More GPUs than any machine has. */
const MOST = 1024

/** `NVIDIA_VISIBLE_DEVICES` chooses what the runtime shows; without it, everything. */
function byRuntime(service: Setting, dotenv: ReadonlyMap<string, string>): Devices | null {
  const visible = variable(service, 'NVIDIA_VISIBLE_DEVICES') ?? variable(service, 'CUDA_VISIBLE_DEVICES')
  const at = service.get('runtime').at
  if (visible === null) return all(at, [])
  const value = interpolate(visible, dotenv)
  if (['none', 'void', ''].includes(value.text) && value.missing.length === 0) return null
  return devices(at, [value], value.text === 'all' ? 'all' : new Set(value.text.split(',')))
}

/** `environment` is a map or a list of `NAME=value`. */
export function variable(service: Setting, name: string): string | null {
  const environment = service.get('environment')
  if (environment.shape === 'map') return environment.get(name).text()
  const line = environment.items().find(item => item.text()?.startsWith(`${name}=`) === true)
  return line?.text()?.slice(name.length + 1) ?? null
}

const all = (at: Place, assumed: readonly string[]): Devices => ({ at, ids: 'all', assumed, why: null })

function devices(at: Place, values: readonly Interpolated[], ids: Devices['ids']): Devices {
  const assumed = values.flatMap(value => value.assumed)
  const missing = values.flatMap(value => value.missing)
  if (missing.length === 0) return { at, ids, assumed, why: null }
  const names = missing.map(name => `\${${name}}`).join(', ')
  return { at, ids: null, assumed, why: `which GPUs it gets depends on ${names}, which nothing sets` }
}
