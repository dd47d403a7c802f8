import {
  condenseUsage,
  evalEvidenceOf,
  evidenceText,
  type EvalFile,
  type UsageFile,
} from '../../evidence/index.ts'
import type { EvalResult } from '../../model/fact.ts'
import type { PriceBook } from '../../prices/book.ts'
import { withName, type Opened } from './open-file.ts'
import type { ImportOptions } from './options.ts'
import { disagreements, evalLines, usageLines, type Claimed } from './words.ts'

export type Condensed = {
  /** The evidence file. */
  readonly text: string
  /** Name of the file, the first one of several, that it was made from. */
  readonly source: string
  /** What was understood, for people. */
  readonly lines: readonly string[]
}

type Around = { readonly options: ImportOptions; readonly book: PriceBook }

/** Files of one kind as one evidence. @throws UnitcostError `import` with the name of the file and the reason */
export async function condense(files: readonly Opened[], around: Around): Promise<Condensed> {
  const name = files[0]?.source.name ?? ''
  try {
    const runs = files.flatMap(({ source, kind }) => (kind.family === 'eval' ? [{ source, kind }] : []))
    const logs = files.flatMap(({ source, kind }) => (kind.family === 'usage' ? [{ source, kind }] : []))
    const made = runs[0] === undefined ? await condenseLogs(logs, around) : await condenseRun(runs[0], around)
    return { ...made, source: name }
  } catch (error) {
    throw withName(error, name)
  }
}

type Made = Omit<Condensed, 'source'>

async function condenseRun({ source, kind }: EvalFile, { options, book }: Around): Promise<Made> {
  const run = await kind.read(source)
  const evidence = evalEvidenceOf(run, options)
  return {
    text: evidenceText(evidence),
    lines: [
      `${source.name}: ${kind.title}`,
      ...evalLines(evidence),
      ...disagreements(claimsOf(run.results), book),
    ],
  }
}

/** `openai:chat:gpt-5 (label)` is sold as `openai/gpt-5`. */
function claimsOf(results: readonly EvalResult[]): readonly Claimed[] {
  return results.flatMap(({ provider, reported }) => {
    if (reported === null) return []
    const { requests, input, cacheRead, cacheWrite, output } = reported.usage
    const spent = {
      calls: requests,
      input_tokens: input,
      cache_read_tokens: cacheRead,
      cache_write_tokens: cacheWrite,
      output_tokens: output,
    }
    const model = provider.replace(/^([\w-]+):(?:[\w-]+:)?([^\s:]+).*$/, '$1/$2')
    return [{ model, usd: reported.usd, spent }]
  })
}

async function condenseLogs(files: readonly UsageFile[], { options, book }: Around): Promise<Made> {
  const format = files[0]?.kind.format ?? 'csv'
  const { evidence, others, reported } = await condenseUsage({
    calls: callsOf(files),
    format,
    workload: options.workload,
  })
  const claims = reported.map(({ model, usd, ...spent }) => ({ model, usd, spent }))
  return {
    text: evidenceText(evidence),
    lines: [
      ...files.map(({ source, kind }) => `${source.name}: ${kind.title}`),
      ...usageLines(evidence, book),
      ...disagreements(claims, book),
      ...(others === 0 ? [] : [`${others} rows are no model calls (tools, agents around their calls)`]),
    ],
  }
}

async function* callsOf(files: readonly UsageFile[]) {
  for (const { source, kind } of files)
    try {
      yield* kind.read(source)
    } catch (error) {
      throw withName(error, source.name)
    }
}
