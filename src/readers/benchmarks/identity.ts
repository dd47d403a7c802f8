import { acceleratorFamily } from '../../model/accelerator.ts'
import type { Hardware } from '../../model/benchmark.ts'
import { field, textOf } from '../json.ts'
import { quotedAmount } from './amounts.ts'

/** The name of a model, an engine, a GPU; null for everything else, also for what is no name. */
export function nameOf(value: unknown, ...path: readonly string[]): string | null {
  const text = textOf(field(value, ...path))?.trim() ?? ''
  return text === '' || text.length > 200 || /[\n\r]/.test(text) ? null : text
}

/**
 * Hardware under the keys by which people record it: `gpu: 4xNVIDIA_L40S`, or `gpu: L40S` with `num_gpus: 4`.
 * A type without a count is no hardware: never assumed to be one.
 */
export function recordedHardware(value: unknown): Hardware | null {
  const type = TYPES.flatMap(key => nameOf(value, key) ?? [])[0]
  const count = COUNTS.flatMap(key => quotedAmount(field(value, key)) ?? [])[0]
  return type === undefined ? null : hardwareNamed(type, count ?? null)
}

const TYPES: readonly string[] = [
  'gpu',
  'gpus',
  'gpu_type',
  'gpu_name',
  'accelerator',
  'hardware',
  'hw',
  'device',
]
const COUNTS: readonly string[] = ['gpu_count', 'num_gpus', 'n_gpus', 'gpus', 'accelerator_count']

/** `4xNVIDIA_L40S`, `H200x8`, `A100:2`, or a name and a count; null without either. */
export function hardwareNamed(written: string, stated: number | null): Hardware | null {
  const [, before] = /^(\d{1,4})\s*[x×*]/i.exec(written) ?? []
  const [, after] = /[x×*:](\d{1,3})$/i.exec(written) ?? []
  const name = written
    .replace(/^\d{1,4}\s*[x×*]\s*/i, '')
    .replace(/[x×*:]\d{1,3}$/i, '')
    .replaceAll('_', ' ')
    .trim()
  const count = stated ?? Number(before ?? after ?? Number.NaN)
  if (acceleratorFamily(name) === null || !Number.isSafeInteger(count) || count < 1) return null
  return { name, count, basis: 'declared' }
}

/** `results/8xMI300X/mlperf_log_summary.txt`: a folder that says what the run in it was on. */
export function hardwareOfFolder(path: string): Hardware | null {
  const folders = path.split('/').slice(0, -1).toReversed()
  return (
    folders.flatMap(folder => folder.split('_').flatMap(word => hardwareNamed(word, null) ?? []))[0] ?? null
  )
}

/** ISO 8601 in UTC, from seconds or text. `20260213-075258` and times without a zone are taken as UTC. */
export function timeOf(value: unknown): string | null {
  const time = typeof value === 'number' ? value * 1000 : Date.parse(isoText(textOf(value) ?? ''))
  return time > EARLIEST && time < LATEST ? new Date(time).toISOString() : null
}

function isoText(text: string): string {
  const written = text.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6')
  const [, time, zone = 'Z'] = ISO.exec(written) ?? []
  return time === undefined ? '' : `${time}${zone}`
}

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:?\d\d)?$/
const EARLIEST = Date.UTC(2000)
const LATEST = Date.UTC(2200)
