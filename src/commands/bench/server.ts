import { ask, type Send } from '../../bench/ask.ts'
import { isRecord } from '../../bench/chunk.ts'
import { FAILURES, failureOfError, type Failure } from '../../bench/failure.ts'
import { requestBody, withoutRefused, type Asked, type Dialect } from '../../bench/request-body.ts'
import { UnitcostError } from '../../model/diagnostic.ts'
import type { Endpoint } from './endpoint.ts'

export type Serving = {
  readonly model: string
  /** `vllm`, `sglang`; null: it does not say. */
  readonly engine: string | null
  readonly engineVersion: string | null
}

type Outside = {
  readonly fetch: typeof fetch
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

/**
 * Which model is served and by what, as the server itself says it.
 * @param named the model to measure; null: the only one that is served
 * @throws UnitcostError `bench-model`
 */
export async function servedModel(
  { url, models }: Endpoint,
  named: string | null,
  outside: Outside,
): Promise<Serving> {
  const list = await json(models, outside)
  // A server that cannot be reached says more than one that lists nothing.
  if (list.kind === 'unreachable') throw failedProbe(list.failure)
  const served = rowsOf(list.value)
  const model = named ?? (served.length === 1 ? served[0]?.id : undefined)
  if (model === undefined) throw unnamed(served.map(({ id }) => id))
  const owner = served.find(({ id }) => id === model)?.owner
  const engine = ENGINES.find(name => name === owner) ?? null
  return { model, engine, engineVersion: engine === null ? null : await versionOf(url, outside) }
}

/** Who name themselves as the owner of what they serve. */
const ENGINES: readonly string[] = ['vllm', 'sglang', 'llamacpp', 'tgi', 'lmdeploy']

function unnamed(ids: readonly string[]): UnitcostError {
  const shown = ids.slice(0, 10).map(id => `\`${id.slice(0, 100)}\``)
  const why = ids.length === 0 ? 'the server does not list its models' : `the server has ${shown.join(', ')}`
  return new UnitcostError(
    'bench-model',
    `which model to measure is not known: ${why}`,
    'Name it with --model.',
  )
}

async function versionOf(url: URL, outside: Outside): Promise<string | null> {
  const about = await json(new URL('/version', url), outside)
  const version = about.kind === 'said' && isRecord(about.value) ? about.value['version'] : null
  return typeof version === 'string' ? version : null
}

/** https://platform.openai.com/docs/api-reference/models/list */
function rowsOf(list: unknown) {
  const rows: readonly unknown[] = isRecord(list) && Array.isArray(list['data']) ? list['data'] : []
  return rows.flatMap(row =>
    isRecord(row) && typeof row['id'] === 'string' ? [{ id: row['id'], owner: row['owned_by'] }] : [],
  )
}

type Said =
  /** Null: not in JSON, or not for us. */
  | { readonly kind: 'said'; readonly value: unknown }
  | { readonly kind: 'unreachable'; readonly failure: Failure }

async function json(url: URL, { fetch, headers, timeoutMs }: Outside): Promise<Said> {
  try {
    const signal = AbortSignal.timeout(Math.min(timeoutMs, 10_000))
    const response = await fetch(url, { headers: { ...headers }, redirect: 'manual', signal })
    return { kind: 'said', value: response.ok ? await response.json() : null }
  } catch (error) {
    const code = codeOf(error)
    if (code === '') return { kind: 'said', value: null }
    return { kind: 'unreachable', failure: failureOfError(code, code) }
  }
}

/** Of the error below `fetch failed`; empty: it answered, but not in JSON, or not in time. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null
  return isRecord(cause) && typeof cause['code'] === 'string' ? cause['code'] : ''
}

type Probing = { readonly send: Send; readonly now: () => number; readonly stop: AbortSignal }

/**
 * Asks once, and again without what the server refuses.
 * @throws UnitcostError `bench-KIND`: the first answer tells whether there can be others
 */
export async function dialectOf(wanted: Dialect, asked: Asked, probing: Probing): Promise<Dialect> {
  const body = requestBody(asked, wanted)
  const sample = await ask({ body, dueMs: probing.now(), outputTokens: asked.outputTokens }, probing)
  if (sample.kind === 'answered') return wanted
  const { failure } = sample
  const less = failure.kind === 'rejected' ? withoutRefused(wanted, failure.detail) : null
  if (less === null) throw failedProbe(failure)
  return dialectOf(less, asked, probing)
}

function failedProbe({ kind, detail }: Failure): UnitcostError {
  const { what, remedy } = FAILURES[kind]
  return new UnitcostError(`bench-${kind}`, `the first request failed: ${what} (${detail})`, remedy)
}
