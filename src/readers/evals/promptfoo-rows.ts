import { addUsage, tallyTests } from '../../model/eval.ts'
import type { EvalResult } from '../../model/fact.ts'
import { field, textOf } from './json.ts'
import { isCached, outcomeOf, providerOf, testsOf } from './promptfoo-tests.ts'
import { usageOf } from './usage.ts'

export type Run = {
  /** The texts of the prompts under test, which are no names. */
  readonly templates: ReadonlySet<string>
  /** How often each test was asked; null: the file does not say. */
  readonly repeat: number | null
}

/** Adds up the rows of each prompt on each provider. */
export function resultsOf(rows: readonly unknown[], { templates, repeat }: Run): readonly EvalResult[] {
  const promptOf = promptNames(rows, templates)
  const nameOf = providerNames(rows)
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const prompt = promptOf(row)
    const provider = nameOf(row)
    const key = JSON.stringify([prompt, provider])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { prompt, provider, rows: [row] })
    else group.rows.push(row)
  }
  return [...groups.values()].map(group => tally(group, repeat))
}

type Group = { readonly prompt: string; readonly provider: string; readonly rows: unknown[] }
type Naming = (row: unknown) => string

function tally({ prompt, provider, rows }: Group, repeat: number | null): EvalResult {
  const tests = testsOf(rows, repeat)
  const spent = rows
    .filter(row => outcomeOf(row) !== 'error' && !isCached(row))
    .flatMap(row => {
      const usage = usageOf(row, providerOf(row))
      return usage === null || usage.output === 0 ? [] : [{ usage, usd: costOf(row) }]
    })
  return {
    provider,
    prompt,
    ...tallyTests(tests),
    tests,
    outputTokens: spent.map(({ usage }) => usage.output),
    inputTokens: spent.map(({ usage }) => usage.input).filter(input => input > 0),
    reported: reportedCost(spent),
  }
}

/** 0 stands for "no cost reported" too. */
function costOf(row: unknown): number | null {
  const cost = field(row, 'response', 'cost') ?? field(row, 'cost')
  return typeof cost === 'number' && Number.isFinite(cost) && cost > 0 ? cost : null
}

function reportedCost(
  spent: readonly { readonly usage: NonNullable<ReturnType<typeof usageOf>>; readonly usd: number | null }[],
): EvalResult['reported'] {
  const priced = spent.filter(({ usd }) => usd !== null)
  const usage = addUsage(priced.map(each => each.usage))
  return usage === null ? null : { usd: priced.reduce((sum, { usd }) => sum + (usd ?? 0), 0), usage }
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
    const id = providerOf(row)
    labels.set(id, (labels.get(id) ?? new Set()).add(providerLabel(row)))
  }
  return row => {
    const id = providerOf(row)
    return (labels.get(id)?.size ?? 0) > 1 ? `${id} (${providerLabel(row)})` : id
  }
}

const providerLabel = (row: unknown): string => textOf(field(row, 'provider', 'label')) ?? providerOf(row)
