import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { explain } from './score-prices/explain.ts'
import type { Explanation, Recording } from './score-prices/explain.ts'
import { openSheets } from '../src/prices/sheets.ts'

/**
 * Recomputes what recorded requests were charged from their recorded usage, with the built-in price book.
 * Recordings are JSON lines of `{id, provider, model, usage: {input, cached, cache_write, output, cost_usd}}`,
 * with `date` (YYYY-MM-DD) where it is known; without one every dated price of the model may be the right one.
 * `node scripts/score-prices.ts RECORDINGS.jsonl`
 */
async function main(path: string | undefined) {
  if (path === undefined) throw new Error('usage: node scripts/score-prices.ts RECORDINGS.jsonl')
  const sheets = await openSheets({ contract: null, fetched: null })
  const explained: { recording: Recording; explanation: Explanation }[] = []
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const recording = priced(line)
    if (recording !== null) explained.push({ recording, explanation: explain(recording, sheets) })
  }
  console.log(report(explained).join('\n'))
}

function priced(line: string): Recording | null {
  if (line.trim() === '') return null
  const recording: Recording = JSON.parse(line)
  return typeof recording.usage?.cost_usd === 'number' && recording.usage.cost_usd > 0 ? recording : null
}

type Scored = { readonly recording: Recording; readonly explanation: Explanation }

function report(all: readonly Scored[]): readonly string[] {
  const of = (...kinds: readonly Explanation['kind'][]) =>
    all.filter(one => kinds.includes(one.explanation.kind))
  const [within, off] = [of('within'), of('off')]
  const judged = within.length + off.length
  const share = judged === 0 ? 'none' : `${((100 * within.length) / judged).toFixed(1)} %`
  return [
    `rows with a charge: ${all.length}; model in the book: ${all.length - of('unknown').length}`,
    `charge explained by the recorded usage: ${judged}; within 1 %: ${within.length} (${share})`,
    hostLine(of('host').length, { within: within.length, judged }),
    ...section('charged for what the usage does not show', of('hidden')),
    ...section('answered by a host that the usage does not name, at its own price', of('host')),
    ...section('off by more than 1 %', off),
    ...section('not in the book', of('unknown')),
  ]
}

const hostLine = (hosts: number, { within, judged }: { readonly within: number; readonly judged: number }) =>
  `with rows of routers counted as off: ${within} of ${judged + hosts} (${((100 * within) / Math.max(1, judged + hosts)).toFixed(1)} %)`

function section(title: string, rows: readonly Scored[]): readonly string[] {
  if (rows.length === 0) return []
  return ['', `${title}: ${rows.length}`, ...rows.map(rowText)]
}

function rowText({ recording: { id, provider, model, usage }, explanation }: Scored): string {
  const { kind, words } = explanation
  const charged = `charged ${usage.cost_usd?.toFixed(8)}`
  if (kind === 'unknown') return `  ${id}  ${provider}/${model}  ${charged}  ${words}`
  const apart = (usage.cost_usd ?? 0) - explanation.usd
  return `  ${id}  ${provider}/${model}  ${charged}  computed ${explanation.usd.toFixed(8)}  unexplained ${apart.toFixed(8)}  ${words}`
}

if (import.meta.main) await main(process.argv[2])
