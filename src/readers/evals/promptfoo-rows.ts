import type { EvalResult } from '../../model/fact.ts'
import { countOf, field, textOf } from '../json.ts'

/**
 * Adds up the rows of each prompt on each provider. Repeats of a test stay rows of their own, because a row does
 * not say which repeat it is. `templates`: the texts of the prompts under test, which are no names.
 */
export function resultsOf(rows: readonly unknown[], templates: ReadonlySet<string>): readonly EvalResult[] {
  const promptOf = promptNames(rows, templates)
  const providerOf = providerNames(rows)
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const prompt = promptOf(row)
    const provider = providerOf(row)
    const key = JSON.stringify([prompt, provider])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { prompt, provider, rows: [row] })
    else group.rows.push(row)
  }
  return [...groups.values()].map(tally)
}

type Group = { readonly prompt: string; readonly provider: string; readonly rows: unknown[] }
type Naming = (row: unknown) => string

function tally({ prompt, provider, rows }: Group): EvalResult {
  const outcomes = rows.map(outcomeOf)
  const spent = rows.filter(
    (row, index) => outcomes[index] !== 'error' && field(row, 'response', 'cached') !== true,
  )
  const usages = spent.map(usageOf).filter(usage => usage.completion > 0)
  return {
    provider,
    prompt,
    passed: outcomes.filter(outcome => outcome === 'passed').length,
    failed: outcomes.filter(outcome => outcome === 'failed').length,
    errors: outcomes.filter(outcome => outcome === 'error').length,
    outputTokens: usages.map(usage => usage.completion),
    inputTokens: usages.map(usage => usage.prompt).filter(prompt => prompt > 0),
  }
}

/** `error` of a row is set for failed assertions too, so only the reason tells them apart. */
function outcomeOf(row: unknown): 'passed' | 'failed' | 'error' {
  if (field(row, 'success') === true) return 'passed'
  const reason = field(row, 'failureReason')
  const neverAnswered = reason === undefined && field(row, 'response', 'output') === undefined
  return reason === 2 || neverAnswered ? 'error' : 'failed'
}

function usageOf(row: unknown): { readonly prompt: number; readonly completion: number } {
  const usage = field(row, 'response', 'tokenUsage') ?? field(row, 'tokenUsage')
  return {
    prompt: countOf(field(usage, 'prompt')) ?? 0,
    completion: countOf(field(usage, 'completion')) ?? 0,
  }
}

/**
 * The path that promptfoo puts in front of the template (`triage: prompts/triage.txt: You are …`), else a label
 * that is not the template itself, else `prompt 1` in order of appearance.
 */
function promptNames(rows: readonly unknown[], templates: ReadonlySet<string>): Naming {
  const labels = [...new Set(rows.map(labelOf))]
  const names = new Map(
    labels.map((label, index) => {
      const path = /^(?:[^\n]{0,200}?: )?([^\s:]{1,300}\.\w{1,10})(?::\w+)?: /.exec(label)?.[1]
      return [label, path ?? (isName(label, templates) ? label : `prompt ${index + 1}`)]
    }),
  )
  return row => names.get(labelOf(row)) ?? ''
}

const labelOf = (row: unknown): string => textOf(field(row, 'prompt', 'label')) ?? ''

const isName = (label: string, templates: ReadonlySet<string>): boolean =>
  label !== '' &&
  label.length <= 80 &&
  !label.includes('\n') &&
  !label.includes('{{') &&
  !templates.has(label)

/** The id (`openai:gpt-5-mini`); with the label where several providers of a run share one id. */
function providerNames(rows: readonly unknown[]): Naming {
  const labels = new Map<string, Set<string>>()
  for (const row of rows) {
    const id = providerId(row)
    labels.set(id, (labels.get(id) ?? new Set()).add(providerLabel(row)))
  }
  return row => {
    const id = providerId(row)
    return (labels.get(id)?.size ?? 0) > 1 ? `${id} (${providerLabel(row)})` : id
  }
}

const providerId = (row: unknown): string =>
  textOf(field(row, 'provider', 'id')) ?? textOf(field(row, 'provider')) ?? 'unknown'

const providerLabel = (row: unknown): string => textOf(field(row, 'provider', 'label')) ?? providerId(row)
