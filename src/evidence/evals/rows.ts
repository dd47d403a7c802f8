import { addUsage, tallyTests, type EvalTest, type EvalUsage } from '../../model/eval.ts'
import type { EvalResult } from '../../model/fact.ts'
import { field, isRecord } from '../../readers/evals/json.ts'
import { millisecondsAt, nameAt, tokensAt, usdAt } from '../amounts.ts'
import { jsonValues, type Found } from '../formats/json-values.ts'
import { refused } from '../refused.ts'
import type { Source } from '../source.ts'
import type { EvalRun } from './run.ts'

/**
 * The row contract for every tool that has no reader of its own, one JSON object a line: README.md in the folder
 * above. Rows of one case, prompt, provider and model are attempts of one test.
 */
export async function contractRun({ text }: Source): Promise<EvalRun> {
  const groups = new Map<string, Group>()
  for await (const found of jsonValues(text(), [''])) {
    const row = rowOf(found)
    const key = JSON.stringify([row.prompt, row.provider])
    const group = groups.get(key) ?? { prompt: row.prompt, provider: row.provider, cases: new Map() }
    groups.set(key, group)
    const attempts = group.cases.get(row.id) ?? []
    group.cases.set(row.id, attempts)
    attempts.push(row)
    if (attempts.length > MOST_ATTEMPTS)
      throw refused(
        `the case ${row.id} has more than ${MOST_ATTEMPTS} rows for ${row.prompt} on ${row.provider}`,
        'Give every test its own case_id; only repeats of one test share it.',
      )
  }
  return {
    tool: 'rows',
    ranAt: null,
    commit: null,
    results: [...groups.values()].map(resultOf),
    prompts: new Map(),
  }
}

const MOST_ATTEMPTS = 1000

type Row = {
  readonly id: string
  readonly prompt: string
  readonly provider: string
  readonly outcome: 'passed' | 'failed' | 'error'
  readonly score: number | null
  readonly latencyMs: number | null
  readonly usage: EvalUsage | null
  readonly usd: number | null
}

type Group = { readonly prompt: string; readonly provider: string; readonly cases: Map<string, Row[]> }

function rowOf({ value, line }: Found): Row {
  const at = (name: string) => ({ line, name })
  const name = (key: string) => nameAt(field(value, key), at(key))
  const id = name('case_id')
  const model = name('model')
  if (!isRecord(value) || id === null || model === null)
    throw refused(
      `line ${line} has no ${id === null ? 'case_id' : 'model'}`,
      'Each line is one JSON object: `unitcost import --help` names its keys.',
    )
  const provider = name('provider')
  return {
    id,
    prompt: name('prompt') ?? 'prompt',
    provider: provider === null || model.startsWith(`${provider}/`) ? model : `${provider}/${model}`,
    outcome: outcomeOf(value, line),
    score: scoreOf(value['score'], line),
    latencyMs: millisecondsAt(value['duration_ms'], at('duration_ms')),
    usage: usageOf(value, line),
    usd: usdAt(value['cost_usd'], at('cost_usd')),
  }
}

function outcomeOf(row: Readonly<Record<string, unknown>>, line: number): Row['outcome'] {
  const { pass, error } = row
  if (error !== undefined && error !== null && error !== '' && error !== false) return 'error'
  if (typeof pass === 'boolean') return pass ? 'passed' : 'failed'
  throw refused(`pass in line ${line} is neither true nor false`, 'A row without a verdict needs an `error`.')
}

function scoreOf(score: unknown, line: number): number | null {
  if (score === undefined || score === null) return null
  if (typeof score === 'number' && score >= 0 && score <= 1) return score
  throw refused(`score in line ${line} is not between 0 and 1`, 'Scale scores to 0 … 1, or leave them out.')
}

/** Null where neither input nor output was reported. */
function usageOf(row: Readonly<Record<string, unknown>>, line: number): EvalUsage | null {
  const tokens = (name: string) => tokensAt(row[name], { line, name })
  const [input, output] = [tokens('input_tokens'), tokens('output_tokens')]
  if (input === null && output === null) return null
  const cacheRead = tokens('cache_read_tokens') ?? 0
  const cacheWrite = tokens('cache_write_tokens') ?? 0
  const reasoning = tokens('reasoning_tokens') ?? 0
  if (cacheRead + cacheWrite > (input ?? 0) || reasoning > (output ?? 0))
    throw refused(
      `line ${line} has more cached or reasoning tokens than tokens`,
      'input_tokens includes what a cache read or wrote, output_tokens includes reasoning.',
    )
  return { requests: 1, input: input ?? 0, cacheRead, cacheWrite, output: output ?? 0, reasoning }
}

function resultOf({ prompt, provider, cases }: Group): EvalResult {
  const tests = [...cases].map(([id, rows]) => testOf(id, rows))
  const usages = [...cases.values()].flat().flatMap(({ usage }) => usage ?? [])
  return {
    provider,
    prompt,
    ...tallyTests(tests),
    tests,
    outputTokens: usages.map(({ output }) => output).filter(tokens => tokens > 0),
    inputTokens: usages.map(({ input }) => input).filter(tokens => tokens > 0),
    reported: reportedOf([...cases.values()].flat()),
  }
}

function testOf(id: string, rows: readonly Row[]): EvalTest {
  const answered = rows.filter(({ outcome }) => outcome !== 'error')
  return {
    id,
    attempts: answered.length,
    passes: answered.filter(({ outcome }) => outcome === 'passed').length,
    errors: rows.length - answered.length,
    critical: false,
    score: mean(answered.flatMap(({ score }) => score ?? [])),
    latencyMs: mean(answered.flatMap(({ latencyMs }) => latencyMs ?? [])),
    scores: {},
    usage: addUsage(rows.flatMap(({ usage }) => usage ?? [])),
  }
}

function reportedOf(rows: readonly Row[]): EvalResult['reported'] {
  const priced = rows.filter(({ usd, usage }) => usd !== null && usage !== null)
  const usage = addUsage(priced.flatMap(row => row.usage ?? []))
  return usage === null ? null : { usd: priced.reduce((sum, { usd }) => sum + (usd ?? 0), 0), usage }
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
