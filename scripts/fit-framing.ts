import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { countRequest } from '../src/tokens/count-request.ts'
import { loadEncoder } from '../src/tokens/encodings.ts'
import { familyOf } from '../src/tokens/families.ts'
import { vocabularyFamily } from '../src/tokens/fitted.ts'
import type { Fitted } from '../src/tokens/fitted.ts'
import type { Count } from '../src/tokens/framing/lines.ts'
import { OPEN } from '../src/tokens/piece-kind.ts'
import { learn } from './fit/learn.ts'
import { readRecordings } from './fit/recordings.ts'
import type { Recording } from './fit/recordings.ts'
import { OPEN_FAMILIES, countWith, createProfiler, rowsOf } from './fit/rows.ts'
import { bandsOf, medianImage, medianMedia, quantile, ratiosOf } from './fit/surroundings.ts'

const USAGE = `usage: node scripts/fit-framing.ts RECORDINGS [--check]
RECORDINGS: JSON lines {id, group, provider, api, model, request, usage: {input}, source}
Fits what closed vocabularies and templates cost, writes src/tokens/framing.fitted.json, and prints how well a
fit on one half of the sources does on the other half. --check only compares.`

const OUTPUT = new URL('../src/tokens/framing.fitted.json', import.meta.url)

const [path, flag] = process.argv.slice(2)
if (path === undefined) {
  console.error(USAGE)
  process.exit(2)
}

const profileOf = createProfiler()
const [o200k, cl100k] = [await loadEncoder('o200k_base'), await loadEncoder('cl100k_base')]

const countsFor =
  (vocabularies: Fitted['vocabularies']) =>
  (model: string): Count => {
    const family = familyOf(model)
    if (OPEN_FAMILIES.has(family))
      return family === 'openai-cl100k' || family === 'openai-embedding' ? cl100k.count : o200k.count
    return countWith(profileOf, vocabularies[vocabularyFamily(family)] ?? OPEN)
  }

/** Everything but the bands. */
function fitAll(recordings: readonly Recording[]): Fitted {
  const { vocabularies, framings } = learn(rowsOf(recordings), { profileOf })
  const countOf = countsFor(vocabularies)
  const image = medianImage(recordings)
  const plain = { version: '', vocabularies: roundAll(vocabularies), framings, media: {}, image, bands: {} }
  return { ...plain, media: medianMedia(recordings, { fitted: plain, countOf }) }
}

const FOLDS = 10

/** Bands are as wide as the errors on recordings that a fit had not seen. */
function withBands(whole: Fitted, recordings: readonly Recording[]): Fitted {
  const ratios = Array.from({ length: FOLDS }, (_, fold) => {
    const fitted = fitAll(recordings.filter(recording => foldOf(recording, FOLDS) !== fold))
    const unseen = recordings.filter(recording => foldOf(recording, FOLDS) === fold)
    return ratiosOf(unseen, { fitted, countOf: countsFor(fitted.vocabularies) })
  }).flat()
  const banded = { ...whole, bands: bandsOf(ratios) }
  return { ...banded, version: createHash('sha256').update(JSON.stringify(banded)).digest('hex').slice(0, 8) }
}

const roundAll = (vocabularies: Fitted['vocabularies']): Fitted['vocabularies'] =>
  Object.fromEntries(
    Object.entries(vocabularies).map(([family, weights]) => [
      family,
      {
        ...OPEN,
        ...Object.fromEntries(
          Object.entries(weights).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
        ),
      },
    ]),
  )

/** How well a fit does on recordings: n, part within 3 tokens or 5 %, median error. */
function quality(recordings: readonly Recording[], fitted: Fitted): string {
  const countOf = countsFor(fitted.vocabularies)
  const closed = recordings.filter(({ model }) => !OPEN_FAMILIES.has(familyOf(model)))
  const errors = closed.flatMap(recording => {
    const counted = countRequest(recording, countOf(recording.model), fitted)
    return counted === null
      ? []
      : [{ off: Math.abs(counted.tokens - recording.usage.input), billed: recording.usage.input }]
  })
  const within = errors.filter(({ off, billed }) => off <= Math.max(3, 0.05 * billed)).length
  const median = quantile(
    errors.map(({ off, billed }) => off / billed),
    0.5,
  )
  return `n ${errors.length}, within ${percent(within / errors.length)}, median error ${percent(median)}`
}

const percent = (part: number) => `${(100 * part).toFixed(1)} %`

/** Recordings of one file are alike: they stay together. */
const foldOf = ({ source }: Recording, folds: number) =>
  createHash('sha256')
    .update(source.split('#')[0] ?? '')
    .digest()
    .readUInt16BE(0) % folds

const recordings = await readRecordings(path)
const fitted = withBands(fitAll(recordings), recordings)
/** Formatting is no difference. */
const isSame = (text: string) => JSON.stringify(JSON.parse(text)) === JSON.stringify(fitted)
console.log(`fitted on all, closed vocabularies: ${quality(recordings, fitted)}`)
for (const half of [0, 1]) {
  const one = recordings.filter(recording => foldOf(recording, 2) === half)
  const other = recordings.filter(recording => foldOf(recording, 2) !== half)
  console.log(
    `fitted on half ${half} (${quality(one, fitAll(one))}), on the other half: ${quality(other, fitAll(one))}`,
  )
}
if (flag === '--check') process.exitCode = isSame(readFileSync(OUTPUT, 'utf8')) ? 0 : 1
else writeFileSync(OUTPUT, `${JSON.stringify(fitted, null, 2)}\n`)
