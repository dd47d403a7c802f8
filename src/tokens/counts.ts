import { createHash } from 'node:crypto'
import type { CountCache } from './count-cache.ts'
import type { Encoder } from './encoder.ts'
import { loadEncoder } from './encodings.ts'
import type { Encoding } from './encodings.ts'
import { fitted } from './fitted.ts'
import { sampleOf } from './sample.ts'

export type Counted = { readonly text: string; readonly encoding: Encoding }

export type Counts = {
  /** Tokens of a text. @throws Error for a text that was not prepared: a bug of the caller */
  readonly tokensOf: (text: string, encoding: Encoding) => number
  /** Texts whose count is extrapolated from a sample, because they are too long or too many. */
  readonly sampled: ReadonlySet<string>
}

/** To be raised when an encoder or the sampling counts differently: older cached counts are then not found. */
export const ENCODER_VERSION = 1

/**
 * Counts every text once. What the cache knows is not counted again, and when it knows everything no
 * vocabulary is loaded. A text of more than 2 MB, and whatever comes after the first 20 MB (characters, in the
 * order given), is counted from a sample; which ones depends on the texts alone, never on the cache.
 */
export async function prepareCounts(
  texts: Iterable<Counted>,
  cache: CountCache,
  load: (encoding: Encoding) => Promise<Encoder> = loadEncoder,
): Promise<Counts> {
  const known = new Map<Encoding, Map<string, number>>()
  const jobs = jobsOf(texts)
  for (const job of jobs) {
    const key = keyOf(job)
    const cached = cache.get(key)
    const count = cached ?? countJob(job, await load(job.encoding))
    if (cached === undefined) cache.set(key, count)
    const counted = known.get(job.encoding) ?? new Map<string, number>()
    known.set(job.encoding, counted.set(job.text, count))
  }
  return {
    tokensOf: (text, encoding) => {
      const count = text === '' ? 0 : known.get(encoding)?.get(text)
      if (count === undefined) throw new Error(`a text of ${text.length} characters was not prepared`)
      return count
    },
    sampled: new Set(jobs.filter(job => job.sample !== null).map(job => job.text)),
  }
}

/** `sample`: characters to look at, null for all. */
type Job = Counted & { readonly sample: number | null }

const LARGE = 2_000_000
const LARGE_SAMPLE = 500_000
const MOST_IN_TOTAL = 20_000_000
const PART_BEYOND = 1 / 16

function jobsOf(texts: Iterable<Counted>): readonly Job[] {
  const seen = new Map<Encoding, Set<string>>()
  const jobs: Job[] = []
  let total = 0
  for (const { text, encoding } of texts) {
    const texts = seen.get(encoding) ?? new Set([''])
    if (texts.has(text)) continue
    seen.set(encoding, texts.add(text))
    const sample = sampleSize(text, total)
    total += sample ?? text.length
    jobs.push({ text, encoding, sample })
  }
  return jobs
}

function sampleSize(text: string, before: number): number | null {
  const whole = text.length > LARGE ? LARGE_SAMPLE : null
  if (before + (whole ?? text.length) <= MOST_IN_TOTAL) return whole
  return Math.ceil((whole ?? text.length) * PART_BEYOND)
}

function keyOf({ text, encoding, sample }: Job): string {
  const hash = createHash('sha256')
    .update(`${ENCODER_VERSION} ${fitted.version} ${encoding} ${sample ?? 'all'}\n`)
    .update(text)
  return hash.digest('hex').slice(0, 24)
}

function countJob({ text, sample }: Job, encoder: Encoder): number {
  if (sample === null) return Math.round(encoder.count(text))
  const { windows, scale } = sampleOf(text, sample)
  return Math.round(windows.reduce((total, window) => total + encoder.count(window), 0) * scale)
}
