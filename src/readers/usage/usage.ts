import type { Diagnostic } from '../../model/diagnostic.ts'
import type { UsageFact, UsedTokens } from '../../model/usage.ts'
import type { ModelUsage, UsageEvidence, WorkloadUsage } from '../../model/usage-evidence.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { compileValidator, type UsageValidator } from './usage-validator.ts'

/** `unitcost.usage/v1`: what `unitcost import` makes of a usage log. One fact for each workload of the file. */
export const usage: Reader = {
  id: 'usage',
  title: 'usage evidence',
  files: ['.unitcost/**/*.json', '**/.unitcost/usage/**/*.json'],
  sniff: ({ text }) => /^\s*\{\s*"schema"\s*:\s*"unitcost\.usage\//.test(text.slice(0, 200)),
  read,
}

function read({ path, text }: SourceFile): Reading {
  const value = parsed(text)
  const why = whyNoUsage(value)
  if (why !== null || !isUsage(value)) return { facts: [], diagnostics: [notUsed(path, why ?? '')] }
  return { facts: value.workloads.map(workload => factOf(workload, path)), diagnostics: [] }
}

/** Nothing is no evidence either. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

let compiled: UsageValidator | null = null

const isUsage = (value: unknown): value is UsageEvidence => (compiled ??= compileValidator())(value)

/** What is wrong with it, as a clause; null: nothing. */
export function whyNoUsage(value: unknown): string | null {
  if (value === undefined) return 'it is not valid JSON'
  if (!isUsage(value)) {
    const [error] = compiled?.errors ?? []
    const where = error === undefined || error.instancePath === '' ? 'the whole' : error.instancePath
    return `${where.slice(0, 200)} is not what the schema asks for (${error?.keyword})`
  }
  const ids = value.workloads.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) < index)
  if (twice !== undefined) return `the workload ${twice} is there twice`
  return value.workloads.map(whyNoWorkload).find(why => why !== null) ?? null
}

/** What no schema can say. */
function whyNoWorkload({ id, from, to, requests, calls, ...more }: WorkloadUsage): string | null {
  if (!(Date.parse(from) <= Date.parse(to))) return `${id} ends before it begins`
  if (requests > calls) return `${id} has more requests than calls`
  const caches = [more.cache, ...more.models.map(({ cache }) => cache)].filter(cache => cache !== null)
  if (caches.some(({ calls: all, hits }) => hits > all)) return `${id} has more cache hits than calls`
  const { retries } = more
  return retries !== null && retries.billed > retries.retried
    ? `${id} paid for more retries than it made`
    : null
}

const notUsed = (path: string, why: string): Diagnostic => ({
  code: 'usage-evidence',
  severity: 'error',
  message: `this evidence of usage is not used: ${why}`,
  hint: 'Write it with `unitcost import`; schema/usage.schema.json is its schema.',
  path,
  line: null,
})

const factOf = (workload: WorkloadUsage, path: string): UsageFact => ({
  kind: 'usage',
  id: `${path}#${workload.id}`,
  at: { path, line: null },
  workload: workload.id,
  from: workload.from,
  to: workload.to,
  requests: workload.requests,
  ...tokensOf(workload),
  steps: workload.steps,
  retryRate: retryRate(workload),
  latencyMs: workload.latency_ms,
  models: workload.models.map(model => ({ ...tokensOf(model), model: model.model })),
})

/** A share of 1 at most: an agent that fails more often than it answers is broken, and no retry. */
function retryRate({ retries }: WorkloadUsage): number | null {
  if (retries === null || retries.answered === 0) return null
  return Math.min(1, retries.billed / retries.answered)
}

const tokensOf = (used: WorkloadUsage | ModelUsage): UsedTokens => ({
  calls: used.calls,
  input: used.input_tokens,
  output: used.output_tokens,
  cache: used.cache,
})
