import { FEW, countRequest, kindOf } from '../../src/tokens/count-request.ts'
import { readRequest } from '../../src/tokens/apis/index.ts'
import { familyOf } from '../../src/tokens/families.ts'
import type { Fitted, RequestKind } from '../../src/tokens/fitted.ts'
import { ofKind, partsOf, sum } from '../../src/tokens/framing/lines.ts'
import type { Count } from '../../src/tokens/framing/lines.ts'
import type { Recording } from './recordings.ts'
import { groupBy } from './group.ts'

type Counting = { readonly fitted: Fitted; readonly countOf: (model: string) => Count }

/** The image in the middle of all, by pixels. */
export function medianImage(recordings: readonly Recording[]): Fitted['image'] {
  const sizes = recordings
    .flatMap(mediaIn)
    .flatMap(({ width, height }) => (width && height ? [{ width, height }] : []))
  const sorted = sizes.toSorted((a, b) => a.width * a.height - b.width * b.height)
  return sorted[Math.floor(sorted.length / 2)] ?? { width: 640, height: 480 }
}

const mediaIn = (recording: Recording) =>
  ofKind(partsOf(readRequest(recording.api, recording.request)?.turns ?? []), 'media')

/** What a page, a recording or a film was billed, where a request holds one of them: the median. */
export function medianMedia(
  recordings: readonly Recording[],
  { fitted, countOf }: Counting,
): Fitted['media'] {
  const bills = recordings.flatMap(recording => {
    const media = mediaIn(recording)
    const [one] = media
    const counted = countRequest(recording, countOf(recording.model), fitted)
    if (one === undefined || media.length > 1 || one.media === 'image' || counted === null) return []
    const rest =
      recording.usage.input - sum(counted.breakdown.map(line => (line.what === one.media ? 0 : line.tokens)))
    const family = familyOf(recording.model)
    const bill = Math.max(0, rest) / (one.pages ?? 1)
    return [family, `${family}@${recording.provider}`].map(key => ({ key, media: one.media, bill }))
  })
  return Object.fromEntries(
    groupBy(bills, ({ key }) => key).map(([key, own]) => {
      const kinds = groupBy(own, ({ media }) => media)
      return [
        key,
        Object.fromEntries(
          kinds.map(([media, few]) => [
            media,
            Math.round(
              quantile(
                few.map(({ bill }) => bill),
                0.5,
              ),
            ),
          ]),
        ),
      ]
    }),
  )
}

const ENOUGH = 20
const [LOW, HIGH] = [0.07, 0.93]

/** A bill with what was counted for it by a fit that had not seen it. */
export type Ratio = { readonly family: string; readonly kind: RequestKind; readonly ratio: number }

/** Billed per counted token, for each recording that is not exact. */
export const ratiosOf = (recordings: readonly Recording[], { fitted, countOf }: Counting): readonly Ratio[] =>
  recordings.flatMap(recording => {
    const read = readRequest(recording.api, recording.request)
    const counted = countRequest(recording, countOf(recording.model), fitted)
    if (read === null || counted === null || counted.exact || read.hidden.length > 0) return []
    const off = recording.usage.input - counted.tokens
    const ratio = 1 + (Math.sign(off) * Math.max(0, Math.abs(off) - FEW)) / Math.max(1, counted.tokens)
    return [{ family: familyOf(recording.model), kind: kindOf(read), ratio }]
  })

/** Between which parts of the count nearly all bills lie, by kind of request and, from 20 on, by family. */
export function bandsOf(ratios: readonly Ratio[]): Fitted['bands'] {
  const closed = ratios.filter(({ family }) => !family.startsWith('openai'))
  const families = groupBy(ratios, ({ family, kind }) => `${family} ${kind}`)
  const groups = [
    ...groupBy(closed, ({ kind }) => kind),
    ...families.filter(([, few]) => few.length >= ENOUGH),
  ]
  return Object.fromEntries(
    groups.map(([key, few]) => {
      const all = few.map(({ ratio }) => ratio)
      const [low, high] = [quantile(all, LOW), quantile(all, HIGH)]
      return [key, [round(Math.min(1, low)), round(Math.max(1, high))] as const]
    }),
  )
}

const round = (value: number) => Math.round(value * 1000) / 1000

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}
