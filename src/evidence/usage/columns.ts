import { millisecondsAt, nameAt, tokensAt, usdAt } from '../amounts.ts'
import { refused } from '../refused.ts'
import type { UsedCall } from './call.ts'
import { momentAt } from './moment.ts'

/** A row of a log by the names of its columns; undefined where there is none. */
export type Columns = (name: string) => unknown

/** @throws UnitcostError `import-refused` */
export function callOf(columns: Columns, line: number): UsedCall {
  const at = (name: string) => ({ line, name })
  const name = (key: string, longest?: number) => nameAt(columns(key), at(key), longest)
  const request = name('request_id', LONGEST_ID)
  const model = name('model_id')
  if (request === null || model === null)
    throw refused(
      `line ${line} has no ${request === null ? 'request_id' : 'model_id'}`,
      'Each call needs both: calls of one request are its steps.',
    )
  return {
    line,
    request,
    at: momentAt(columns('ts'), at('ts')),
    model: withProvider(model, name('provider')),
    apiVersion: name('api_version'),
    feature: name('feature_tag'),
    ...tokensOf(columns, line),
    durationMs: millisecondsAt(columns('duration_ms'), at('duration_ms')),
    failed: failedOf(columns),
    usd: usdAt(columns('total_cost_usd'), at('total_cost_usd')),
  }
}

const LONGEST_ID = 512

export const withProvider = (model: string, provider: string | null) =>
  provider === null || model.startsWith(`${provider}/`) ? model : `${provider}/${model}`

function tokensOf(columns: Columns, line: number) {
  const tokens = (name: string) => tokensAt(columns(name), { line, name })
  return checkedTokens(
    {
      input: tokens('input_tokens'),
      cacheRead: tokens('cache_read_tokens'),
      cacheWrite: tokens('cache_write_tokens'),
      output: tokens('output_tokens'),
    },
    line,
  )
}

export type CallTokens = Pick<UsedCall, 'input' | 'cacheRead' | 'cacheWrite' | 'output'>

/** @throws UnitcostError `import-refused` when more was cached than sent */
export function checkedTokens(tokens: CallTokens, line: number): CallTokens {
  const { input, cacheRead, cacheWrite } = tokens
  if (input === null || (cacheRead ?? 0) + (cacheWrite ?? 0) <= input) return tokens
  throw refused(
    `line ${line} has more cached tokens than input tokens`,
    'input_tokens includes what a cache read or wrote: add them in the export.',
  )
}

/** `error` holds a reason, `status` a word or an HTTP code. */
function failedOf(columns: Columns): boolean | null {
  const [error, status] = [columns('error'), columns('status')]
  if (error === undefined && status === undefined) return null
  if (error !== undefined && error !== null && error !== '' && error !== false && error !== 'false')
    return true
  return /^(?:error|failed|failure|timeout|[45]\d\d)$/i.test(String(status ?? ''))
}
