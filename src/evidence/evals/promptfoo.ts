import { createHash } from 'node:crypto'
import { countOf, field, isRecord, textOf, timeOf } from '../../readers/evals/json.ts'
import { resultsOf } from '../../readers/evals/promptfoo-rows.ts'
import { jsonValues } from '../formats/json-values.ts'
import { refused } from '../refused.ts'
import type { Source } from '../source.ts'
import { bareRow } from './bare-row.ts'
import type { EvalRun } from './run.ts'

const WANTED = {
  row: 'results.results.*',
  prompt: 'results.prompts.*',
  version: 'results.version',
  timestamp: 'results.timestamp',
  created: 'metadata.evaluationCreatedAt',
  repeat: 'runtimeOptions.repeat',
}

/**
 * The JSON of `promptfoo eval -o results.json`, version 3, or 2 where it has rows.
 * https://www.promptfoo.dev/docs/configuration/outputs/
 */
export async function promptfooRun({ text }: Source): Promise<EvalRun> {
  const rows: unknown[] = []
  const prompts: unknown[] = []
  const single = new Map<string, unknown>()
  const bare = bareRow()
  for await (const { path, value } of jsonValues(text(), Object.values(WANTED))) {
    if (path === WANTED.row) rows.push(bare(value))
    else if (path === WANTED.prompt) prompts.push(value)
    else single.set(path, value)
  }
  const version = single.get(WANTED.version)
  if (version !== undefined && version !== 2 && version !== 3)
    throw refused(
      `its results have version ${JSON.stringify(version)}; versions 3 and 2 are read`,
      'Write them with a promptfoo that is known: promptfoo eval -o results.json',
    )
  const ranAt = timeOf(single.get(WANTED.timestamp)) ?? timeOf(single.get(WANTED.created))
  return runOf(rows, { prompts, ranAt, repeat: countOf(single.get(WANTED.repeat)) || null })
}

/** One row a line: no times, no prompts, no settings. */
export async function promptfooLines({ text }: Source): Promise<EvalRun> {
  const rows: unknown[] = []
  const bare = bareRow()
  for await (const { value } of jsonValues(text(), [''])) rows.push(bare(value))
  return runOf(rows, { prompts: [], ranAt: null, repeat: null })
}

type Around = {
  readonly prompts: readonly unknown[]
  readonly ranAt: string | null
  readonly repeat: number | null
}

function runOf(rows: readonly unknown[], { prompts, ranAt, repeat }: Around): EvalRun {
  const templates = new Set(prompts.flatMap(prompt => textOf(field(prompt, 'raw')) ?? []))
  const results = resultsOf(rows.filter(isRecord), { templates, repeat })
  return { tool: 'promptfoo', ranAt, commit: null, results, prompts: hashesOf(results, prompts) }
}

/** A label ends with the path (`triage: prompts/triage.txt: You are …`) or is the name itself. */
function hashesOf(results: EvalRun['results'], prompts: readonly unknown[]): ReadonlyMap<string, string> {
  const named = [...new Set(results.map(({ prompt }) => prompt))].flatMap(name => {
    const texts = prompts.flatMap(prompt => {
      const label = textOf(field(prompt, 'label')) ?? ''
      const isIt = label === name || label.startsWith(`${name}:`) || label.includes(`: ${name}:`)
      return isIt ? (textOf(field(prompt, 'raw')) ?? []) : []
    })
    const [only, ...others] = new Set(texts)
    return only === undefined || others.length > 0 ? [] : [[name, sha256(only)] as const]
  })
  return new Map(named)
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
