import { isRecord } from '../readers/evals/json.ts'
import { contractRun } from './evals/rows.ts'
import { inspectRun } from './evals/inspect-ai.ts'
import { junitRun } from './evals/junit.ts'
import { promptfooLines, promptfooRun } from './evals/promptfoo.ts'
import type { EvalRun } from './evals/run.ts'
import { refused } from './refused.ts'
import type { Source } from './source.ts'
import type { UsedCall } from './usage/call.ts'
import { csvCalls, jsonLineCalls, otlpCalls } from './usage/read-calls.ts'

/** What a file can be. A format is one row of `KINDS`. */
export type Kind = EvalKind | UsageKind

type Named = { readonly title: string; readonly recognizes: (head: Head) => boolean }

type EvalKind = Named & {
  readonly family: 'eval'
  readonly read: (source: Source) => Promise<EvalRun>
}

type UsageKind = Named & {
  readonly family: 'usage'
  readonly format: 'csv' | 'jsonl' | 'opentelemetry'
  readonly read: (source: Source) => AsyncIterable<UsedCall | null>
}

export type EvalFile = { readonly source: Source; readonly kind: EvalKind }
export type UsageFile = { readonly source: Source; readonly kind: UsageKind }

type Head = {
  readonly text: string
  /** Keys of the first line where that is a JSON object of its own; else empty. */
  readonly keys: ReadonlySet<string>
  /** Names of the columns where the first line could be a header. */
  readonly columns: ReadonlySet<string>
}

const KINDS: readonly Kind[] = [
  {
    title: 'OpenTelemetry spans',
    family: 'usage',
    format: 'opentelemetry',
    recognizes: ({ text }) => /^\s*\{\s*"resourceSpans"/.test(text),
    read: otlpCalls,
  },
  {
    title: 'rows of evals',
    family: 'eval',
    recognizes: ({ keys }) => keys.has('case_id'),
    read: contractRun,
  },
  {
    title: 'promptfoo rows',
    family: 'eval',
    recognizes: ({ keys, text }) => keys.has('promptIdx') || isRow(text),
    read: promptfooLines,
  },
  {
    title: 'promptfoo results',
    family: 'eval',
    recognizes: ({ text }) =>
      text.startsWith('{') && text.includes('"results"') && /"evalId"|"prompts"/.test(text),
    read: promptfooRun,
  },
  {
    title: 'Inspect AI log',
    family: 'eval',
    recognizes: ({ text }) => /^\{\s*"(?:version|status|eval)"/.test(text) && text.includes('"task"'),
    read: inspectRun,
  },
  {
    title: 'JUnit report',
    family: 'eval',
    recognizes: ({ text }) => /<testsuites?[\s>]/.test(text),
    read: junitRun,
  },
  {
    title: 'usage log',
    family: 'usage',
    format: 'jsonl',
    recognizes: ({ keys, text }) => keys.has('model_id') || (keys.size > 0 && text.includes('"gen_ai.')),
    read: jsonLineCalls,
  },
  {
    title: 'usage log',
    family: 'usage',
    format: 'csv',
    recognizes: ({ columns }) => columns.has('request_id') && columns.has('model_id'),
    read: csvCalls,
  },
]

/** By content, never by name. @throws UnitcostError `import-refused` for everything else, with what it looks like */
export function kindOf({ head: whole }: Source): Kind {
  const text = whole.trimStart()
  const firstLine = text.slice(0, lineEnd(text))
  const head = { text, keys: keysOf(firstLine), columns: columnsOf(firstLine) }
  const kind = KINDS.find(({ recognizes }) => recognizes(head))
  if (kind !== undefined) return kind
  throw refused(whatElse(text), 'What can be imported is in `unitcost import --help`.')
}

const lineEnd = (text: string) => (text.includes('\n') ? text.indexOf('\n') : text.length)

/** A promptfoo row may be longer than the head. */
const isRow = (text: string) => {
  const line = text.slice(0, lineEnd(text))
  return line.startsWith('{') && line.includes('"promptIdx"') && !line.includes('"evalId"')
}

function keysOf(line: string): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(line)
    return new Set(isRecord(value) ? Object.keys(value) : [])
  } catch {
    return new Set()
  }
}

const columnsOf = (line: string): ReadonlySet<string> =>
  new Set(
    line.split(',').map(cell =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .toLowerCase(),
    ),
  )

function whatElse(text: string): string {
  if (text === '') return 'it is empty'
  if (/^(?:PK\u0003\u0004|\u001f)/.test(text))
    return 'it is packed (zip or gzip), and packed files are not opened: unpack it first'
  if (text.includes('"unitcost.')) return 'it is evidence already: commit it under .unitcost/'
  if (text.includes('\0')) return 'it is not text'
  return 'it is none of the formats that are known'
}
