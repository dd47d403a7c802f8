import { countLine } from '../src/tokens/count-lines.ts'
import { vocabularyOf } from '../src/tokens/vocabulary.ts'
import { readRecordings } from './fit/recordings.ts'
import type { Recording } from './fit/recordings.ts'
import { quantile } from './fit/surroundings.ts'
import { groupBy } from './fit/group.ts'

const USAGE = `usage: node scripts/score-tokens.ts RECORDINGS [--counted] [--worst N]
RECORDINGS: JSON lines {id, group, provider, api, model, request, usage: {input}}
--counted prints the counts as JSON lines instead of the scores; --worst N adds the N largest errors.`

type Scored = {
  readonly recording: Recording
  readonly counted: number
  readonly low: number
  readonly high: number
}

async function score(recording: Recording): Promise<Scored> {
  const line = await countLine(JSON.stringify(recording))
  if (line.input_tokens === null) return { recording, counted: 0, low: 0, high: 0 }
  return { recording, counted: line.input_tokens, low: line.low, high: line.high }
}

const errorOf = ({ counted, recording }: Scored) => Math.abs(counted - recording.usage.input)

const isWithin = (one: Scored) => errorOf(one) <= Math.max(3, 0.05 * one.recording.usage.input)

const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/claude/u, 'claude'],
  [/gemini|gemma/u, 'gemini'],
  [/oss/u, 'other'],
  [/gpt|davinci|o1|o3|o4|text-embedding/u, 'openai'],
  [/llama/u, 'llama'],
  [/mistral|mixtral|magistral|codestral/u, 'mistral'],
  [/command|cohere|embed-/u, 'cohere'],
  [/deepseek/u, 'deepseek'],
  [/nova|titan/u, 'amazon'],
]

const groupOf = ({ recording: { model, group } }: Scored) =>
  `${FAMILIES.find(([pattern]) => pattern.test(model.toLowerCase()))?.[1] ?? 'other'} ${group}`

function row(name: string, all: readonly Scored[]): string {
  const errors = all.map(one => errorOf(one) / one.recording.usage.input)
  const [billed, counted] = [total(all, one => one.recording.usage.input), total(all, one => one.counted)]
  const cells = [
    quantile(errors, 0.5),
    quantile(errors, 0.9),
    all.filter(isWithin).length / all.length,
    counted / billed - 1,
  ]
  return `${name.padEnd(22)}${String(all.length).padStart(5)}  ${cells.map(cell => percent(cell).padStart(8)).join('')}`
}

const total = (all: readonly Scored[], of: (one: Scored) => number) =>
  all.reduce((sum, one) => sum + of(one), 0)

const percent = (part: number) => `${(100 * part).toFixed(1)}%`

/** How honest low … high is where the vocabulary is closed. */
function bands(scores: readonly Scored[]): string {
  const closed = scores.filter(({ recording }) => !vocabularyOf(recording.model).exact)
  const held = closed.filter(
    ({ recording: { usage }, low, high }) => low <= usage.input && usage.input <= high,
  )
  const width = quantile(
    closed.map(({ low, high }) => high / Math.max(1, low)),
    0.5,
  )
  return `closed vocabularies: low … high holds ${percent(held.length / closed.length)} of ${closed.length}, median width ${width.toFixed(2)}×`
}

const [path, ...flags] = process.argv.slice(2)
if (path === undefined) {
  console.error(USAGE)
  process.exit(2)
}
const scores: Scored[] = []
for (const recording of await readRecordings(path)) scores.push(await score(recording))
if (flags.includes('--counted')) {
  for (const { recording, counted } of scores)
    console.log(JSON.stringify({ id: recording.id, input_tokens: counted }))
} else {
  console.log('group                     n    median     p90  within    bias')
  const groups = groupBy(scores, groupOf).toSorted(([, a], [, b]) => b.length - a.length)
  for (const [name, few] of groups) console.log(row(name, few))
  console.log(
    row(
      'all without media',
      scores.filter(({ recording }) => recording.group !== 'media'),
    ),
  )
  console.log(row('all', scores))
  console.log(bands(scores))
  const worst = flags.indexOf('--worst')
  const most = worst === -1 ? 0 : Number(flags[worst + 1] ?? 20)
  for (const one of scores
    .filter(each => !isWithin(each))
    .toSorted((a, b) => errorOf(b) - errorOf(a))
    .slice(0, most))
    console.log(
      `${one.recording.id} ${one.recording.provider} ${one.recording.api} ${one.recording.model} ${one.recording.group}: ${one.counted} (${one.low} … ${one.high}), billed ${one.recording.usage.input}`,
    )
}
