import type { CallFact, PromptFact } from '../model/fact.ts'
import { declared, type Quantity } from '../model/quantity.ts'
import type { Call, Workload } from '../model/workload.ts'
import type { Surroundings } from './assemble.ts'
import { assembleCall, routeOfCall } from './call.ts'
import { blank } from './blank.ts'
import { isProduction } from './production.ts'
import { withConstants } from './constants.ts'
import { sentLabels } from './labels.ts'
import { filesOf, fixedRoute } from './route.ts'
import { tokens } from '../units.ts'

/** Call sites, agents and workflows that no declared workload uses: one workload for each group of calls. */
export function callWorkloads(
  used: ReadonlySet<string>,
  around: Surroundings,
): readonly { readonly workload: Workload; readonly used: readonly string[] }[] {
  const groups = new Map<string, CallFact[]>()
  for (const fact of around.library.calls)
    // A call that loads the prompt of a declared workload is that workload.
    if (isProduction(fact.at.path) && !used.has(fact.id) && !used.has(fact.prompt ?? ''))
      groups.set(fact.group, [...(groups.get(fact.group) ?? []), fact])
  return [...groups].map(([id, facts]) => {
    const made = facts.map(fact => callOf(fact, around))
    const at = facts[0]?.at ?? { path: id, line: null }
    const files = made.flatMap(({ files }) => files)
    const calls = made.map(({ call }) => call)
    return { workload: { ...blank(id, at, around), calls, files }, used: made.flatMap(({ used }) => used) }
  })
}

function callOf(written: CallFact, around: Surroundings) {
  const fact = withConstants(written, around.library)
  const at = () => fact.at
  const loaded = fact.prompt === null ? null : (around.library.prompts.get(fact.prompt) ?? null)
  const prompt = promptOf(fact, loaded)
  const { route, used } = routeOf(fact, prompt, around)
  const id = fact.id === fact.group ? 'call' : fact.id.slice(fact.id.indexOf('#') + 1)
  const measured = { quality: null, evaluation: null, outputTokens: null, samples: {}, files: [] }
  const retries = fact.retries ?? 0
  const asked = retries === 0 ? route : { ...route, retries: Math.max(route.retries, retries) }
  const labels = sentLabels([written])
  const call = assembleCall({ id, config: {}, at, route: asked, prompt, measured, labels }, around)
  return {
    call: { ...call, context: contextOf(fact, call, around), repetition: repetitionOf(fact, around) },
    used: [fact.id, ...used, ...(loaded === null ? [] : [loaded.id])],
    files: [fact.at.path, ...(loaded === null ? [] : [loaded.at.path]), ...filesOf(route)],
  }
}

/** A model that the code decides is the default of unitcost.yml where there is one. */
function routeOf(fact: CallFact, prompt: PromptFact, around: Surroundings) {
  const at = () => fact.at
  // An alias that a gateway of the tree answers to is known, whoever's address the client has.
  const isAnswered = fact.model !== null && around.library.routesByName.has(fact.model)
  const open =
    fact.unresolved !== null &&
    !isAnswered &&
    (fact.model !== null || around.config.defaults?.model === undefined)
  return open
    ? { route: fixedRoute(fact.model ?? 'unknown', fact.modelAt ?? fact.at, fact.unresolved), used: [] }
    : routeOfCall({ config: {}, at, prompt }, around)
}

/** What the call sends, as a prompt: the loaded file first, then what the call adds. */
export function promptOf(fact: CallFact, loaded: PromptFact | null): PromptFact {
  const file = loaded ?? { ...NO_FILE, messages: unread(fact), at: fact.at }
  const model = fact.model === null ? file : fact
  const maximum = fact.maxOutput === null ? file : fact
  return {
    kind: 'prompt',
    id: fact.id,
    at: file.at,
    messages: [...file.messages, ...fact.messages],
    tools: [...file.tools, ...fact.tools],
    responseSchema: fact.responseSchema ?? file.responseSchema,
    model: model.model,
    modelAt: model.modelAt,
    maxOutput: maximum.maxOutput,
    maxOutputAt: maximum.maxOutputAt,
    samples: { ...file.samples, ...fact.samples },
  }
}

/** A file that was not read is a part of unknown size, never nothing. */
const unread = ({ prompt, at }: CallFact): PromptFact['messages'] =>
  prompt === null ? [] : [{ role: 'user', parts: [{ kind: 'include', path: prompt, line: at.line ?? 1 }] }]

const NO_FILE = {
  messages: [],
  tools: [],
  responseSchema: null,
  model: null,
  modelAt: null,
  maxOutput: null,
  maxOutputAt: null,
  samples: {},
}

/** Pieces whose number the code limits; how long one is nobody says. */
function contextOf({ chunks }: CallFact, { context }: Call, { assumptions }: Surroundings): Call['context'] {
  if (chunks === null) return context
  const { low, expected, high } = assumptions.variable
  return {
    ...context,
    chunks: declared(chunks.count, chunks.at),
    tokensPerChunk: {
      low: tokens(low),
      expected: tokens(expected),
      high: tokens(high),
      basis: 'assumed',
      at: chunks.at,
    },
  }
}

function repetitionOf(fact: CallFact, { assumptions }: Surroundings): Call['repetition'] {
  const { at, loop, repeats } = fact
  const perRequest = repeats === null ? declared(1, at) : timesOf(repeats, assumptions.repetitions.high)
  return {
    // How often something fails is 0 in low and expected until somebody declares it, as for retries.
    perRequest: fact.onlyAfterFailure ? { ...perRequest, low: 0, expected: 0 } : perRequest,
    loop: loop === null ? null : { at: loop.at, mean: null, p95: null, maximum: loop.max, measured: null },
  }
}

/** A loop of unknown length around a call makes it at least once for a request that needs it. */
const timesOf = ({ times, at }: NonNullable<CallFact['repeats']>, high: number): Quantity =>
  times === null ? { low: 1, expected: 1, high, basis: 'assumed', at } : declared(times, at)
