import type { CallFact, Fact, PromptMessage } from '../../model/fact.ts'
import type { Place } from '../../model/evidence.ts'
import { call as callFact } from '../call.ts'
import { APIS, MODEL_KEYS, RETRY_KEYS, type Api } from './apis.ts'
import { chunksIn } from './chunks.ts'
import { clientOf, type Client } from './client.ts'
import { constantsOf } from './constants.ts'
import { metadataOf } from './metadata.ts'
import { modelOf } from './model.ts'
import { dotted, entryOf, SPREAD, type CallSite, type Entry, type Expression, type Module } from './module.ts'
import { namesOf, type Names, type Reading } from './names.ts'
import { repetitionOf } from './repetition.ts'
import { messagesOf } from './sent.ts'
import { argumentsOf, maximumOf, numberOf } from './settings.ts'
import { throughOf, wrappersOf, type Through } from './wrappers.ts'

/** Model calls and constants of a source file. */
export function factsOf(module: Module): readonly Fact[] {
  const names = namesOf(module)
  const client = clientOf(module, names)
  const apis = APIS.filter(({ from }) => module.imports.some(one => from.test(one.module)))
  const asked = module.calls.map(site => {
    const callee = dotted(site.call.callee)
    return { site, api: apis.find(api => api.callee.test(callee)), at: { names, scope: site.scope } }
  })
  const wrappers = wrappersOf(
    module,
    asked.flatMap(({ site, api, at }) =>
      api === undefined
        ? []
        : [{ scope: site.scope, api, model: modelIn(site, argumentsOf(site.call, at), at) }],
    ),
  )
  const seen = new Map<string, number>()
  const calls = asked.flatMap(({ site, api, at }): readonly CallFact[] => {
    const given = argumentsOf(site.call, at)
    if (api !== undefined && isElsewhere(api, site) && modelIn(site, given, at) === undefined) return []
    const through = api === undefined ? throughOf(site, given, { path: module.path, wrappers, at }) : null
    if (api === undefined && through === null) return []
    const scope = site.scope === '' ? 'module' : site.scope
    const count = (seen.get(scope) ?? 0) + 1
    seen.set(scope, count)
    const id = `${module.path}#${scope}${count === 1 ? '' : `.${count}`}`
    const found = { id, site, given, at, client, path: module.path }
    return through === null ? [ownCall({ ...found, api: api ?? NO_API })] : [callThrough(found, through)]
  })
  return [...calls, ...constantsOf(module, names)]
}

/** What is made from settings that come from outside is asked where they are known: `ChatOpenAI(**settings)`. */
const isElsewhere = ({ onlyWithModel, sends }: Api, { call }: CallSite) =>
  onlyWithModel === true || (sends.length === 0 && call.named.some(({ key }) => key === SPREAD))

/** For a function of another file, which alone knows what it asks. */
const NO_API: Api = { callee: /^/u, provider: null, sends: [], from: /^/u }

type Found = {
  readonly id: string
  readonly site: CallSite
  readonly given: readonly Entry[]
  readonly at: Reading
  readonly client: Client
  readonly path: string
}

function ownCall(found: Found & { readonly api: Api }): CallFact {
  const { id, site, given, at, api } = found
  const place = placeIn(found)
  const maximum = maximumOf(given, at)
  const sent = api.sends.flatMap(key => {
    const expression = entryOf(given, [key])?.value ?? (key === FIRST ? site.call.args[0] : undefined)
    return expression === undefined ? [] : [{ key, expression }]
  })
  const chunks = sent.map(({ expression }) => chunksIn(expression, at)).find(one => one !== null)
  return callFact({
    id,
    group: id,
    at: place(site.call.line),
    ...modelFields(modelIn(site, given, at), found),
    messages: withInput(
      sent.flatMap(({ key, expression }) => messagesOf(expression, at, ROLES[key] ?? 'user')),
      { api, line: site.call.line },
    ),
    tools: toolsOf(entryOf(given, ['tools', 'functions', 'toolConfig'])?.value, at),
    maxOutput: maximum?.value ?? null,
    maxOutputAt: maximum === null ? null : place(maximum.line),
    chunks: chunks == null ? null : { count: chunks.count, at: place(chunks.line) },
    ...repetitionOf(found, place),
    retries: numberOf(entryOf(given, RETRY_KEYS)?.value, at)?.value ?? null,
    metadata: { ...found.client.metadata, ...metadataOf(given, at) },
  })
}

/** An agent, and a model that is only made here, get what they are asked elsewhere: it is unknown, and not nothing. */
const withInput = (
  messages: readonly PromptMessage[],
  { api, line }: { readonly api: Api; readonly line: number },
): readonly PromptMessage[] =>
  messages.length > 0 && api.steps === undefined
    ? messages
    : [...messages, { role: 'user', parts: [{ kind: 'variable', name: 'input', line }] }]

/** What the caller of a wrapper decides; the rest is decided inside. */
function callThrough(found: Found, { through, model, api }: Through): CallFact {
  const { id, site, given, at } = found
  const place = placeIn(found)
  const maximum = maximumOf(given, at)
  return callFact({
    id,
    group: id,
    at: place(site.call.line),
    ...modelFields(model, { ...found, api: api ?? NO_API }),
    through,
    maxOutput: maximum?.value ?? null,
    maxOutputAt: maximum === null ? null : place(maximum.line),
    ...repetitionOf({ ...found, api: null }, place),
    metadata: metadataOf(given, at),
  })
}

const placeIn =
  ({ path }: Found) =>
  (line: number): Place => ({ path, line })

function modelFields(expression: Expression | undefined, found: Found & { readonly api: Api }) {
  const { name, unresolved, line } = modelOf(expression, found)
  return { model: name, modelAt: placeIn(found)(line ?? found.site.call.line), unresolved }
}

/** A named argument; the client of a method (`model.generate_content()`); else the first text that it is given. */
function modelIn({ call }: CallSite, given: readonly Entry[], at: Reading): Expression | undefined {
  const named = entryOf(given, MODEL_KEYS)?.value
  if (named !== undefined) return named
  const { names, scope } = at
  const receiver = call.callee.kind === 'member' ? names.meaning(call.callee.object, scope) : null
  if (receiver?.kind === 'call' && MODELS.test(dotted(receiver.callee)))
    return entryOf(names.entries(receiver, scope), MODEL_KEYS)?.value ?? firstText(receiver, names, scope)
  return firstText(call, names, scope)
}

/** https://cloud.google.com/vertex-ai/generative-ai/docs/reference/python/latest */
const MODELS = /(?:^|\.)(?:GenerativeModel|from_pretrained|getGenerativeModel)$/u

/** `init_chat_model('gpt-4o')`: the model is the first argument. */
const firstText = ({ args }: CallSite['call'], names: Names, scope: string): Expression | undefined =>
  args.slice(0, MOST_ARGUMENTS).find(arg => names.meaning(arg, scope).kind === 'text')

const MOST_ARGUMENTS = 8

const FIRST = 'contents'
const ROLES: Readonly<Record<string, string>> = {
  system: 'system',
  instructions: 'system',
  system_prompt: 'system',
}

/** Their schemas live in code: how many there are is known, not how long they are. */
function toolsOf(expression: Expression | undefined, { names, scope }: Reading): CallFact['tools'] {
  const value = expression === undefined ? undefined : names.meaning(expression, scope)
  if (value?.kind === 'list')
    return value.items.map((item, index) => ({ name: nameOf(item, index), text: null }))
  if (value?.kind === 'object')
    return names.entries(value, scope).map(({ key }) => ({ name: key, text: null }))
  return []
}

const nameOf = (item: Expression, index: number) => (item.kind === 'name' ? item.name : `tool ${index + 1}`)
