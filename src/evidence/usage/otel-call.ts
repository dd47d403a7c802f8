import { nameAt, tokensAt } from '../amounts.ts'
import { refused } from '../refused.ts'
import { NO_CALL, type UsedCall } from './call.ts'
import { checkedTokens, withProvider, type Columns } from './columns.ts'
import { momentAt } from './moment.ts'

/** A span: what OpenTelemetry says about every span, and the attributes of this one. */
export type Span = {
  readonly line: number
  readonly trace: unknown
  readonly start: unknown
  readonly end: unknown
  readonly durationMs: number | null
  readonly failed: boolean
  readonly attributes: Columns
  /** Of the process that wrote it. */
  readonly service: unknown
}

/**
 * A GenAI span as a call; null for spans around calls, which add their tokens up again, and for tools.
 * https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/
 * @throws UnitcostError `import-refused`
 */
export function spanCall(span: Span): UsedCall | null {
  const { attributes, line } = span
  const name = (...keys: readonly string[]) =>
    keys.map(key => nameAt(attributes(key), { line, name: key })).find(isSaid) ?? null
  const operation = name('gen_ai.operation.name') ?? 'chat'
  const model = name('gen_ai.response.model', 'gen_ai.request.model')
  if (!CALLS.has(operation) || model === null) return NO_CALL
  const request = nameAt(span.trace, { line, name: 'trace id' }, 512)
  if (request === null)
    throw refused(`line ${line} has no trace id`, 'Spans of one trace are the calls of one request.')
  const at = momentAt(span.start, { line, name: 'start time' })
  return {
    line,
    request,
    at,
    model: withProvider(model, vendorOf(name('gen_ai.provider.name', 'gen_ai.system'))),
    apiVersion: name('openai.api.version', 'gen_ai.request.api_version'),
    feature: name('feature_tag', 'gen_ai.agent.name') ?? nameAt(span.service, { line, name: 'service.name' }),
    ...tokensOf(attributes, line),
    durationMs: durationOf(span, at),
    failed: span.failed || name('error.type') !== null,
    usd: null,
  }
}

const isSaid = (text: string | null) => text !== null

const CALLS = new Set(['chat', 'text_completion', 'generate_content'])

/** `aws.bedrock`, `gcp.gemini`, `azure.ai.openai`: the words of the convention → those of price lists. */
function vendorOf(provider: string | null): string | null {
  if (provider === null) return null
  return VENDORS[provider] ?? provider
}

const VENDORS: Readonly<Record<string, string>> = {
  'aws.bedrock': 'bedrock',
  'azure.ai.openai': 'azure',
  'azure.ai.inference': 'azure',
  'az.ai.openai': 'azure',
  'gcp.gemini': 'google',
  'gcp.gen_ai': 'google',
  'gcp.vertex_ai': 'google',
  mistral_ai: 'mistral',
  x_ai: 'xai',
}

/** The first name is today's, the others are older ones that libraries still write. */
function tokensOf(attributes: Columns, line: number) {
  const tokens = (...names: readonly string[]) =>
    names.map(name => tokensAt(attributes(name), { line, name })).find(amount => amount !== null) ?? null
  return checkedTokens(
    {
      input: tokens('gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'),
      cacheRead: tokens('gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens'),
      cacheWrite: tokens(
        'gen_ai.usage.cache_creation.input_tokens',
        'gen_ai.usage.cache_creation_input_tokens',
      ),
      output: tokens('gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'),
    },
    line,
  )
}

function durationOf({ durationMs, end, line }: Span, start: number): number | null {
  if (durationMs !== null || end === undefined || end === null) return durationMs
  return Math.max(0, momentAt(end, { line, name: 'end time' }) - start)
}
