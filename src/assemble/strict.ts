import type { CallConfig, Config, LoopConfig, Size, WorkloadConfig } from '../config/config.ts'
import { ASSUMPTIONS } from '../model/assumptions.ts'
import { requestsPerMonth } from '../units.ts'

/**
 * Head's workloads with the dearer of base's and head's declaration of every quantity (traffic, sizes, rates),
 * for those that both declare and where that is not head's own. A declaration that lowers the cost and is
 * neither measured nor approved does not help against a budget.
 */
export function strictDeclarations(base: Config, head: Config): Readonly<Record<string, WorkloadConfig>> {
  const both = Object.entries(head.workloads ?? {}).flatMap(([id, own]) => {
    const old = base.workloads?.[id]
    return old === undefined ? [] : [{ id, own, strict: dearerWorkload(own, old) }]
  })
  return Object.fromEntries(
    both.filter(({ own, strict }) => content(own) !== content(strict)).map(({ id, strict }) => [id, strict]),
  )
}

/** Without the keys that are not there, whatever their order. */
const content = (value: WorkloadConfig) =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

function dearerWorkload(own: WorkloadConfig, old: WorkloadConfig): WorkloadConfig {
  const calls = Object.entries(own.calls ?? {}).map(([name, call]) => {
    const before = old.calls?.[name]
    return [name, before === undefined ? call : dearerCall(call, before)] as const
  })
  const traffic = largest(own.traffic, old.traffic)
  return {
    ...own,
    ...(own.calls === undefined ? {} : { calls: Object.fromEntries(calls) }),
    ...(traffic === undefined ? {} : { traffic: requestsPerMonth(traffic) }),
  }
}

/** Every quantity with the rule by which it is dearer; the other keys are what the call is, and head's hold. */
function dearerCall(own: CallConfig, old: CallConfig): CallConfig {
  const strict = {
    ...own,
    variables: dearerVariables(own.variables, old.variables),
    context: larger(own.context, old.context, ({ chunks, tokens_per_chunk: size }) => chunks * size),
    history_tokens: larger(own.history_tokens, old.history_tokens, expectedOf),
    output_tokens: dearerOutput(own.output_tokens, old.output_tokens),
    per_request: larger(own.per_request, old.per_request, n => n),
    loop: dearerLoop(own.loop, old.loop),
    prompt_cache_hit_rate: smaller(own.prompt_cache_hit_rate, old.prompt_cache_hit_rate, rate => rate),
    response_cache: smaller(own.response_cache, old.response_cache, cache => cache.hit_rate),
    retry_rate: larger(own.retry_rate, old.retry_rate, rate => rate),
    fallback_rate: larger(own.fallback_rate, old.fallback_rate, rate => rate),
    retrieval: own.retrieval ?? old.retrieval,
  }
  return withoutMissing(strict)
}

type Loose<Value> = { readonly [Key in keyof Value]?: Value[Key] | undefined }

const withoutMissing = (call: Loose<CallConfig>): CallConfig =>
  Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined))

/** What one side does not say is nothing: the other side's holds. */
function larger<Value>(a: Value | undefined, b: Value | undefined, size: (value: Value) => number) {
  if (a === undefined || b === undefined) return a ?? b
  return size(b) > size(a) ? b : a
}

/** A rate of answers that cost less: only what both sides say counts. */
function smaller<Value>(a: Value | undefined, b: Value | undefined, size: (value: Value) => number) {
  if (a === undefined || b === undefined) return undefined
  return size(b) < size(a) ? b : a
}

const expectedOf = (size: Size) => (typeof size === 'number' ? size : size.expected)

const largest = (a: number | undefined, b: number | undefined) => larger<number>(a, b, n => n)

/** Not declared is assumed, and the assumption may be the dearer one. */
function dearerOutput(own: Size | undefined, old: Size | undefined): Size | undefined {
  if (own === undefined || old === undefined) {
    const stated = own ?? old
    return stated !== undefined && expectedOf(stated) > ASSUMPTIONS.output.expected ? stated : undefined
  }
  return larger(own, old, expectedOf)
}

function dearerVariables(
  own: CallConfig['variables'],
  old: CallConfig['variables'],
): CallConfig['variables'] {
  if (own === undefined || old === undefined) return own ?? old
  const both = Object.entries(own).map(
    ([name, size]) => [name, larger(size, old[name], expectedOf) ?? size] as const,
  )
  return { ...old, ...Object.fromEntries(both) }
}

function dearerLoop(own: LoopConfig | undefined, old: LoopConfig | undefined): LoopConfig | undefined {
  if (own === undefined || old === undefined) return own ?? old
  const keys = ['mean', 'p95', 'max', 'growth_tokens'] as const
  return Object.fromEntries(
    keys.flatMap(key => {
      const value = largest(own[key], old[key])
      return value === undefined ? [] : [[key, value] as const]
    }),
  )
}
