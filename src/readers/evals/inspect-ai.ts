import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import { tally } from './inspect-ai-samples.ts'
import { field, isRecord, listOf, parseJson, textOf, timeOf } from './json.ts'

/**
 * The JSON log of an Inspect AI run, version 2.
 * https://inspect.aisi.org.uk/eval-logs.html
 */
export const inspectAi: Reader = {
  id: 'inspect-ai',
  title: 'Inspect AI log',
  files: ['**/{logs,*_logs,*-logs}/**/*.json', '**/[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T*.json'],
  sniff: ({ text }) => {
    const start = text.slice(0, 4000)
    return (
      /^\s*\{/.test(start) && start.includes('"eval"') && start.includes('"task"') && text.includes('"model"')
    )
  },
  read,
}

function read({ path, text }: SourceFile): Reading {
  const parsed = parseJson(text)
  if (parsed === null) return { facts: [], diagnostics: [notJson(path)] }
  const log = parsed.value
  const model = textOf(field(log, 'eval', 'model'))
  const task = textOf(field(log, 'eval', 'task'))
  if (model === null || task === null || !isRecord(field(log, 'stats'))) return NOTHING
  const samples = listOf(field(log, 'samples')).filter(isRecord)
  if (samples.length === 0) return { facts: [], diagnostics: [noSamples(path)] }
  const fact = {
    kind: 'eval',
    id: path,
    at: { path, line: null },
    tool: 'inspect-ai',
    ranAt: timeOf(field(log, 'stats', 'started_at')),
    commit: commitOf(log),
    results: [{ provider: model, prompt: task, ...tally(samples, model) }],
  } as const
  return { facts: [fact], diagnostics: [] }
}

function commitOf(log: unknown): string | null {
  const commit = textOf(field(log, 'eval', 'revision', 'commit'))
  return commit !== null && /^[0-9a-f]{7,64}$/.test(commit) ? commit : null
}

const notJson = (path: string): Diagnostic => ({
  code: 'json-syntax',
  severity: 'error',
  message: 'This Inspect AI log is not valid JSON.',
  hint: 'Write it again from the run: inspect log convert --to json',
  path,
  line: null,
})

const noSamples = (path: string): Diagnostic => ({
  code: 'inspect-no-samples',
  severity: 'note',
  message: 'This Inspect AI log holds no samples: neither answers nor their sizes can be compared.',
  hint: 'Log the samples (they are logged unless --no-log-samples is given), or name another run in unitcost.yml.',
  path,
  line: null,
})
