import type { CallFact, ConstantFact, Fact } from '../../model/fact.ts'
import type { Place } from '../../model/evidence.ts'
import { APIS, MAXIMUM_KEYS, MODEL_KEYS, RETRY_KEYS, STEP_KEYS, type Api } from './apis.ts'
import { chunksIn } from './chunks.ts'
import { modelOf } from './model.ts'
import { dotted, entryOf, type CallSite, type Expression, type Module } from './module.ts'
import { namesOf, type Names, type Reading } from './names.ts'
import { messagesOf } from './sent.ts'

/** Model calls and constants of a source file. */
export function factsOf(module: Module): readonly Fact[] {
  const names = namesOf(module)
  const sites = module.calls.flatMap(site => {
    const api = apiOf(site, module)
    return api === undefined ? [] : [{ site, api }]
  })
  const seen = new Map<string, number>()
  const calls = sites.map(({ site, api }): CallFact => {
    const scope = site.scope === '' ? 'module' : site.scope
    const count = (seen.get(scope) ?? 0) + 1
    seen.set(scope, count)
    const id = `${module.path}#${scope}${count === 1 ? '' : `.${count}`}`
    return callFact(id, { site, api, module, names })
  })
  return [...calls, ...constantsOf(module)]
}

function apiOf({ call }: CallSite, { imports }: Module): Api | undefined {
  const callee = dotted(call.callee)
  return APIS.find(api => api.callee.test(callee) && imports.some(({ module }) => api.from.test(module)))
}

type Found = { readonly site: CallSite; readonly api: Api; readonly module: Module; readonly names: Names }

function callFact(id: string, { site, api, module, names }: Found): CallFact {
  const { call, scope } = site
  const at: Reading = { names, scope }
  const place = (line: number): Place => ({ path: module.path, line })
  const value = (keys: readonly string[]) => entryOf(call.named, keys)?.value
  const model = modelOf(value(MODEL_KEYS) ?? firstText(call, at), { api, module, at })
  const maximum = numberOf(value(MAXIMUM_KEYS), at)
  const sent = api.sends.flatMap(key => {
    const expression = value([key])
    return expression === undefined ? [] : [{ key, expression }]
  })
  const chunks = sent.map(({ expression }) => chunksIn(expression, at)).find(found => found !== null)
  return {
    kind: 'call',
    id,
    group: id,
    at: place(call.line),
    model: model.name,
    modelAt: place(model.line ?? call.line),
    unresolved: model.unresolved,
    prompt: null,
    messages: sent.flatMap(({ key, expression }) => messagesOf(expression, at, ROLES[key] ?? 'user')),
    tools: toolsOf(value(['tools', 'functions']), at),
    responseSchema: null,
    samples: {},
    maxOutput: maximum?.value ?? null,
    maxOutputAt: maximum === null ? null : place(maximum.line),
    chunks: chunks == null ? null : { count: chunks.count, at: place(chunks.line) },
    ...repetitionOf({ site, api, module, names }, place),
    retries: numberOf(value(RETRY_KEYS), at)?.value ?? null,
    onlyAfterFailure: false,
    metadata: {},
  }
}

const ROLES: Readonly<Record<string, string>> = {
  system: 'system',
  instructions: 'system',
  system_prompt: 'system',
}

/** `init_chat_model('gpt-4o')`, `genai.GenerativeModel('…')`: the model is the first argument. */
const firstText = ({ args }: CallSite['call'], { names, scope }: Reading): Expression | undefined =>
  args.find(arg => names.meaning(arg, scope).kind === 'text')

function numberOf(expression: Expression | undefined, { names, scope }: Reading) {
  if (expression === undefined) return null
  const value = names.meaning(expression, scope)
  return value.kind === 'number' && Number.isFinite(value.value)
    ? { value: value.value, line: value.line }
    : null
}

/** Their schemas live in code: how many there are is known, not how long they are. */
function toolsOf(expression: Expression | undefined, { names, scope }: Reading): CallFact['tools'] {
  const value = expression === undefined ? undefined : names.meaning(expression, scope)
  if (value?.kind === 'list')
    return value.items.map((item, index) => ({ name: nameOf(item, index), text: null }))
  if (value?.kind === 'object') return value.entries.map(({ key }) => ({ name: key, text: null }))
  return []
}

const nameOf = (item: Expression, index: number) => (item.kind === 'name' ? item.name : `tool ${index + 1}`)

/** A loop that can end early is an agent, one that cannot is a batch. */
function repetitionOf(
  { site, api, module, names }: Found,
  place: (line: number) => Place,
): Pick<CallFact, 'loop' | 'repeats'> {
  const at = { names, scope: site.scope }
  const steps = stepsOf(site, module, at)
  if (steps !== null) return { loop: { max: steps.value, at: place(steps.line) }, repeats: null }
  if (api.steps !== undefined) return { loop: { max: api.steps, at: place(site.call.line) }, repeats: null }
  const around = site.loops.at(-1)
  if (around === undefined) return { loop: null, repeats: null }
  const times = around.times === null ? null : numberOf(around.times, at)
  const line = times?.line ?? around.line
  return around.ends
    ? { loop: { max: times?.value ?? null, at: place(line) }, repeats: null }
    : { loop: null, repeats: { times: times?.value ?? null, at: place(line) } }
}

/** `stopWhen: stepCountIs(5)`, `maxSteps: 5`, and `Runner.run(agent, max_turns=5)` elsewhere in the file. */
function stepsOf({ call }: CallSite, module: Module, at: Reading) {
  const stop = entryOf(call.named, ['stopWhen'])?.value
  if (stop?.kind === 'call' && dotted(stop.callee).endsWith('stepCountIs')) return numberOf(stop.args[0], at)
  const own = numberOf(entryOf(call.named, STEP_KEYS)?.value, at)
  if (own !== null || dotted(call.callee) !== 'Agent') return own
  const runs = module.calls.filter(site => /(?:^|\.)run(?:_sync|_streamed)?$/u.test(dotted(site.call.callee)))
  return (
    runs
      .map(site => numberOf(entryOf(site.call.named, STEP_KEYS)?.value, at))
      .find(found => found !== null) ?? null
  )
}

/** Texts and numbers with a name at the top of the file: other files may import them. */
const constantsOf = ({ path, assignments }: Module): readonly ConstantFact[] =>
  assignments.flatMap(({ scope, name, value, line }): readonly ConstantFact[] => {
    if (scope !== '' || !/^\w+$/u.test(name)) return []
    const at = { path, line }
    if (value.kind === 'number') return [{ kind: 'constant', id: `${path}#${name}`, at, value: value.value }]
    const [text, ...more] = value.kind === 'text' ? value.parts : []
    if (typeof text !== 'string' || more.length > 0 || text.length > LONGEST_NAME) return []
    return [{ kind: 'constant', id: `${path}#${name}`, at, value: text }]
  })

/** A model name is short; a longer text is a prompt, which is read where it is used. */
const LONGEST_NAME = 200
