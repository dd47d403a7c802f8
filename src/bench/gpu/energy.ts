import type { Reading } from './readings.ts'

/** Milliseconds since 1970. */
export type Span = { readonly startMs: number; readonly endMs: number }

export type Energy = {
  /** Of all accelerators together. */
  readonly joule: number
  readonly watt: number
  /** Why it is not to be trusted; none: it is. */
  readonly problems: readonly string[]
}

/**
 * Energy inside the measured span only, accelerator by accelerator: the area under straight lines between readings.
 * A gap of over 3 seconds hides what happened in it. Null: nothing was read.
 */
export function energyIn(span: Span, readings: readonly Reading[]): Energy | null {
  const devices = [...new Set(readings.map(({ device }) => device))]
  const parts = devices.flatMap(
    device =>
      ofDevice(
        span,
        readings.filter(reading => reading.device === device),
      ) ?? [],
  )
  if (parts.length === 0 || span.endMs <= span.startMs) return null
  const silent = devices.length - parts.length
  const watt = parts.reduce((sum, part) => sum + part.watt, 0)
  return {
    watt,
    joule: (watt * (span.endMs - span.startMs)) / 1000,
    problems: [
      ...new Set(parts.flatMap(({ problems }) => problems)),
      ...(silent > 0 ? [`${silent} of ${devices.length} accelerators do not say their power`] : []),
    ],
  }
}

type Known = { readonly atMs: number; readonly watt: number }

function ofDevice({ startMs, endMs }: Span, readings: readonly Reading[]) {
  const known = readings
    .flatMap(({ atMs, watt }) => (watt === null ? [] : [{ atMs, watt }]))
    .toSorted((a, b) => a.atMs - b.atMs)
  let joule = 0
  let covered = 0
  let widest = Math.max(0, (known[0]?.atMs ?? endMs) - startMs, endMs - (known.at(-1)?.atMs ?? startMs))
  for (const [index, next] of known.entries()) {
    const last = known[index - 1]
    const [from, to] = [Math.max(last?.atMs ?? next.atMs, startMs), Math.min(next.atMs, endMs)]
    if (last === undefined || to <= from) continue
    joule += (((wattAt(from, last, next) + wattAt(to, last, next)) / 2) * (to - from)) / 1000
    covered += to - from
    widest = Math.max(widest, next.atMs - last.atMs)
  }
  if (covered === 0) return null
  const problems =
    widest > MOST_GAP_MS ? [`${(widest / 1000).toFixed(1)} s without a reading (limit 3 s)`] : []
  return { watt: (joule / covered) * 1000, problems }
}

const MOST_GAP_MS = 3000

const wattAt = (at: number, last: Known, next: Known) =>
  last.watt + ((next.watt - last.watt) * (at - last.atMs)) / (next.atMs - last.atMs)
