import { assumedSizes } from '../config/assumptions.ts'
import type { CallConfig, Config, Size, WorkloadConfig } from '../config/config.ts'
import { requestsPerMonth, type Share } from '../units.ts'
import { dearerLoop, dearerSize, larger, largest } from './dearer.ts'

/** Whose assumptions hold where a side declares nothing: the policy's, and each side's own defaults. */
type Declarations = { readonly base: Config; readonly head: Config; readonly policy: Config }

/**
 * Head's workloads with the dearer of base's and head's declaration of every quantity (traffic, sizes, rates),
 * for those that both declare and where that is not head's own. A declaration that lowers the cost and is
 * neither measured nor approved does not help against a budget.
 */
export function strictDeclarations(declared: Declarations): Readonly<Record<string, WorkloadConfig>> {
  const assumed = assumedSides(declared)
  const both = Object.entries(declared.head.workloads ?? {}).flatMap(([id, own]) => {
    const old = declared.base.workloads?.[id]
    return old === undefined ? [] : [{ id, own, strict: dearerWorkload(own, old, assumed) }]
  })
  return Object.fromEntries(
    both.filter(({ own, strict }) => content(own) !== content(strict)).map(({ id, strict }) => [id, strict]),
  )
}

/** Sizes of what nobody declares, on each side. */
type Assumed = { readonly own: Size; readonly old: Size; readonly variable: Size }

function assumedSides({ base, head, policy }: Declarations): Assumed {
  const { output, variable } = assumedSizes(policy.assumptions)
  return {
    own: head.defaults?.output_tokens ?? output,
    old: base.defaults?.output_tokens ?? output,
    variable,
  }
}

/** Without the keys that are not there, whatever their order. */
const content = (value: WorkloadConfig) =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

function dearerWorkload(own: WorkloadConfig, old: WorkloadConfig, assumed: Assumed): WorkloadConfig {
  const calls = Object.entries(own.calls ?? {}).map(([name, call]) => {
    const before = old.calls?.[name]
    return [name, before === undefined ? call : dearerCall(call, before, assumed)] as const
  })
  const traffic = largest(own.traffic, old.traffic)
  return {
    ...own,
    ...(own.calls === undefined ? {} : { calls: Object.fromEntries(calls) }),
    ...(traffic === undefined ? {} : { traffic: requestsPerMonth(traffic) }),
  }
}

/** Every quantity with the rule by which it is dearer; the other keys are what the call is, and head's hold. */
function dearerCall(own: CallConfig, old: CallConfig, assumed: Assumed): CallConfig {
  const strict = {
    ...own,
    variables: dearerVariables(own.variables, old.variables, assumed),
    context: larger(own.context, old.context, ({ chunks, tokens_per_chunk: size }) => chunks * size),
    history_tokens: dearerSize(own.history_tokens, old.history_tokens),
    output_tokens: dearerOutput(own.output_tokens, old.output_tokens, assumed),
    per_request: largest(own.per_request, old.per_request),
    loop: dearerLoop(own.loop, old.loop),
    prompt_cache_hit_rate: smaller(own.prompt_cache_hit_rate, old.prompt_cache_hit_rate),
    response_cache: dearerCache(own.response_cache, old.response_cache),
    retry_rate: larger(own.retry_rate, old.retry_rate, rate => rate),
    fallback_rate: larger(own.fallback_rate, old.fallback_rate, rate => rate),
    escalation: dearerEscalation(own.escalation, old.escalation),
    retrieval: dearerRetrieval(own.retrieval, old.retrieval),
  }
  return withoutMissing(strict)
}

type Loose<Value> = { readonly [Key in keyof Value]?: Value[Key] | undefined }

const withoutMissing = (call: Loose<CallConfig>): CallConfig =>
  Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined))

/** Not declared is assumed, and the assumption may be the dearer one. */
function dearerOutput(own: Size | undefined, old: Size | undefined, assumed: Assumed): Size | undefined {
  const dearer = dearerSize(own ?? assumed.own, old ?? assumed.old)
  return dearer === assumed.own ? undefined : dearer
}

/** A variable that only one side declares was, or is again, assumed. */
function dearerVariables(
  own: CallConfig['variables'] = {},
  old: CallConfig['variables'] = {},
  { variable }: Assumed,
): CallConfig['variables'] {
  const sizes = Object.keys({ ...old, ...own }).flatMap(name => {
    const dearer = dearerSize(own[name] ?? variable, old[name] ?? variable)
    return dearer === variable ? [] : [[name, dearer] as const]
  })
  return sizes.length === 0 ? undefined : Object.fromEntries(sizes)
}

/** A rate of answers that cost less: only what both sides say counts. */
function smaller(a: Share | undefined, b: Share | undefined): Share | undefined {
  if (a === undefined || b === undefined) return undefined
  return b < a ? b : a
}

function dearerCache(
  own: CallConfig['response_cache'],
  old: CallConfig['response_cache'],
): CallConfig['response_cache'] {
  const rate = smaller(own?.hit_rate, old?.hit_rate)
  if (rate === undefined) return undefined
  return { ...own, ...stated('lookup_tokens', own?.lookup_tokens, old?.lookup_tokens), hit_rate: rate }
}

/** How many answers are found wanting is a quantity; who is asked then is head's word. */
function dearerEscalation(
  own: CallConfig['escalation'],
  old: CallConfig['escalation'],
): CallConfig['escalation'] {
  if (own === undefined || old === undefined) return own ?? old
  return { ...own, rate: own.rate > old.rate ? own.rate : old.rate }
}

/** What it searches with is head's word; how much, and for what fee, is a quantity. */
function dearerRetrieval(
  own: CallConfig['retrieval'],
  old: CallConfig['retrieval'],
): CallConfig['retrieval'] {
  if (own === undefined || old === undefined) return own ?? old
  return {
    ...own,
    ...stated('query_tokens', own.query_tokens, old.query_tokens),
    ...stated('usd_per_query', own.usd_per_query, old.usd_per_query),
  }
}

/** The larger number under its key; nothing where no side says one. */
const stated = <Key extends string>(key: Key, own: number | undefined, old: number | undefined) => {
  const value = largest(own, old)
  return value === undefined ? {} : { [key]: value }
}
