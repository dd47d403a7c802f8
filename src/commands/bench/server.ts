import { ask, type Send } from '../../bench/ask.ts'
import { isRecord } from '../../bench/chunk.ts'
import { FAILURES, type Failure } from '../../bench/failure.ts'
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
  const rows: readonly unknown[] = isRecord(list) && Array.isArray(list['data']) ? list['data'] : []
  const served = rows.flatMap(row => {
    if (!isRecord(row) || typeof row['id'] !== 'string') return []
    return [{ id: row['id'], owner: row['owned_by'] }]
  })
  const model = named ?? (served.length === 1 ? served[0]?.id : undefined)
  if (model === undefined) throw unnamed(served.map(({ id }) => id))
  const owner = served.find(({ id }) => id === model)?.owner
  const engine = ENGINES.find(name => name === owner) ?? null
  const version = engine === null ? null : await json(new URL('/version', url), outside)
  const engineVersion = isRecord(version) ? version['version'] : null
  return { model, engine, engineVersion: typeof engineVersion === 'string' ? engineVersion : null }
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

/** Null: it does not answer, or not in JSON. */
async function json(url: URL, { fetch, headers, timeoutMs }: Outside): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(Math.min(timeoutMs, 10_000))
    const response = await fetch(url, { headers: { ...headers }, redirect: 'error', signal })
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
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
