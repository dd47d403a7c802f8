import type { CallConfig, Config, Size } from '../config/config.ts'
import type { Place } from '../model/evidence.ts'
import type { PromptFact } from '../model/fact.ts'
import { declared, exactly, type Quantity } from '../model/quantity.ts'
import type {
  Caching,
  Call,
  Context,
  Output,
  Repetition,
  Retrieval,
  Route,
  RunLimits,
} from '../model/workload.ts'
import { share, tokens, usdPerRequest, type Share, type Tokens } from '../units.ts'
import type { Surroundings } from './assemble.ts'
import { withDeclaredChunks } from './chunks.ts'
import type { Measured } from './measured.ts'
import { profile, promptOf } from './prompt.ts'
import { fixedRoute, fixedTarget, resolveRoute } from './route.ts'
import { NO_USAGE, type CallUsage } from './call-usage.ts'

export type CallParts = {
  readonly id: string
  readonly config: CallConfig
  readonly at: (...keys: readonly string[]) => Place
  readonly route: Route
  readonly prompt: PromptFact | null
  readonly measured: Measured
  /** Of production: it wins over what evals measured. */
  readonly usage?: CallUsage
  /** `About.labels` */
  readonly labels: readonly string[] | null
}

/** The call as declared, filled from its prompt file, its route, recorded runs, and at last assumptions. */
export function assembleCall(parts: CallParts, around: Surroundings): Call {
  const { id, config, at, route, usage = NO_USAGE } = parts
  const prompt = promptOfCall(parts, around)
  return {
    id,
    at: at(),
    prompt,
    context: contextOf(config, at),
    retrieval: retrievalOf(config, at),
    output: outputOf(parts, around),
    repetition: repetitionOf(config, at, usage),
    caching: { ...cachingOf(config, at, usage), prefix: prompt },
    retries: {
      retryRate: usage.retryRate ?? statedRate(config.retry_rate, at('retry_rate')),
      fallbackRate: statedRate(config.fallback_rate, at('fallback_rate')),
    },
    route: withEscalation(route, parts, around),
    about: { task: config.task ?? null, limits: limitsOf(config, at), labels: parts.labels },
  }
}

function limitsOf({ limits }: CallConfig, at: CallParts['at']): RunLimits | null {
  if (limits === undefined) return null
  const { tool_calls, tokens_per_task, usd_per_task, timeout_s } = limits
  return {
    toolCalls: tool_calls ?? null,
    tokens: tokens_per_task ?? null,
    usd: usd_per_task ?? null,
    seconds: timeout_s ?? null,
    at: at('limits'),
  }
}

function withEscalation(route: Route, { config, at }: CallParts, { library }: Surroundings): Route {
  const { escalation } = config
  if (escalation === undefined) return route
  const place = at('escalation')
  const { route: to } = resolveRoute(escalation.to, place, library)
  return { ...route, escalation: { rate: declared(escalation.rate, place), to } }
}

/** The model of a call: what unitcost.yml says, else the prompt file, else the default of unitcost.yml. */
export function routeOfCall(
  parts: Pick<CallParts, 'config' | 'at' | 'prompt'>,
  { library, config }: Surroundings,
) {
  const { prompt } = parts
  if (parts.config.model !== undefined) return resolveRoute(parts.config.model, parts.at('model'), library)
  if (prompt?.model != null) return resolveRoute(prompt.model, prompt.modelAt ?? prompt.at, library)
  if (config.defaults?.model !== undefined) return resolveRoute(config.defaults.model, parts.at(), library)
  const problem = `no model is known for ${prompt?.id ?? 'this call'}: state one as \`model\` in unitcost.yml`
  return { route: fixedRoute('unknown', parts.at(), problem), used: [] }
}

function promptOfCall({ config, at, prompt, measured }: CallParts, around: Surroundings) {
  const sizes = Object.fromEntries(
    Object.entries(config.variables ?? {}).map(([name, size]) => [
      name,
      quantity(size, at('variables', name)),
    ]),
  )
  if (prompt !== null) {
    const sent = promptOf(prompt, around.library, { sizes, samples: measured.samples })
    return config.context === undefined ? sent : withDeclaredChunks(sent, at('context'))
  }
  const { profileInput } = around.assumptions
  return profile({ ...exactly(tokens(profileInput)), basis: 'assumed', at: null }, at())
}

function contextOf(config: CallConfig, at: CallParts['at']): Context {
  const { context, history_tokens: history, loop } = config
  const growth = loop?.growth_tokens
  return {
    chunks: context === undefined ? null : declared(context.chunks, at('context', 'chunks')),
    tokensPerChunk:
      context === undefined
        ? null
        : declared(tokens(context.tokens_per_chunk), at('context', 'tokens_per_chunk')),
    history: history === undefined ? null : quantity(history, at('history_tokens')),
    growth: growth === undefined ? null : declared(tokens(growth), at('loop', 'growth_tokens')),
  }
}

function retrievalOf({ retrieval }: CallConfig, at: CallParts['at']): Retrieval | null {
  if (retrieval === undefined) return null
  const { embedding_model: embedding, query_tokens, rerank_model, usd_per_query } = retrieval
  return {
    at: at('retrieval'),
    embedding:
      embedding === undefined ? null : fixedTarget(embedding, at('retrieval', 'embedding_model'), null),
    queryTokens: tokens(query_tokens ?? 0),
    rerankModel: rerank_model ?? null,
    storeUsd: usdPerRequest(usd_per_query ?? 0),
  }
}

/** Measured, then declared, then assumed. A configured maximum caps every word about it and is never one itself. */
function outputOf(parts: CallParts, { config: settings, assumptions, maxOutputOf }: Surroundings): Output {
  const { prompt, measured, route, usage = NO_USAGE } = parts
  const maximum = prompt?.maxOutput ?? maxOutputOf(route)
  if (usage.output === null && measured.outputTokens !== null)
    return { tokens: measured.outputTokens, maximum }
  const cap = (n: number) => tokens(maximum === null ? n : Math.min(n, maximum))
  const said = usage.output ?? declaredOutput(parts, settings)
  if (said !== null) {
    const { low, expected, high } = said
    return { maximum, tokens: { ...said, low: cap(low), expected: cap(expected), high: cap(high) } }
  }
  const { low, expected, high } = assumptions.output
  return {
    maximum,
    tokens: {
      low: cap(low),
      expected: cap(expected),
      high: maximum === null ? tokens(high) : tokens(maximum),
      basis: 'assumed',
      at: prompt?.maxOutputAt ?? null,
    },
  }
}

function declaredOutput({ config, at }: CallParts, { defaults }: Config): Quantity<Tokens> | null {
  if (config.output_tokens !== undefined) return quantity(config.output_tokens, at('output_tokens'))
  return defaults?.output_tokens === undefined ? null : quantity(defaults.output_tokens, at())
}

const statedRate = (rate: Share | undefined, at: Place) => (rate === undefined ? null : declared(rate, at))

function repetitionOf(
  { per_request, loop }: CallConfig,
  at: CallParts['at'],
  { steps }: CallUsage,
): Repetition {
  // A declared number of calls side by side is a part of the recorded steps: then they are no loop.
  const measured = per_request === undefined ? steps : null
  return {
    // Once a request is what a call is: saying nothing about it makes no measured size less certain.
    perRequest: {
      ...exactly(per_request ?? 1),
      basis: per_request === undefined ? 'measured' : 'declared',
      at: at('per_request'),
    },
    loop:
      loop === undefined && measured === null
        ? null
        : {
            at: at('loop'),
            mean: loop?.mean ?? null,
            p95: loop?.p95 ?? null,
            maximum: loop?.max ?? null,
            measured,
          },
  }
}

function cachingOf(config: CallConfig, at: CallParts['at'], usage: CallUsage): Omit<Caching, 'prefix'> {
  const { prompt_cache_hit_rate: hitRate, response_cache: response } = config
  const lookup = response?.lookup_model
  return {
    hitRate: usage.hitRate ?? statedRate(hitRate, at('prompt_cache_hit_rate')),
    response:
      response === undefined
        ? null
        : {
            hitRate: declared(share(response.hit_rate), at('response_cache', 'hit_rate')),
            lookupTokens: tokens(response.lookup_tokens ?? 0),
            lookup:
              lookup === undefined ? null : fixedTarget(lookup, at('response_cache', 'lookup_model'), null),
          },
  }
}

/** `240`, or `{ low, expected, high }`. Without a low end the expected size is it. */
function quantity(size: Size, at: Place): Quantity<Tokens> {
  if (typeof size === 'number') return declared(tokens(size), at)
  return {
    low: tokens(size.low ?? size.expected),
    expected: tokens(size.expected),
    high: tokens(size.high),
    basis: 'declared',
    at,
  }
}
