import type { CallFact } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import { call } from '../../call.ts'
import { modelOf } from './model.ts'
import { sentByAgent, sentByClassifier, sentByExtractor, sentByLlm } from './sent.ts'
import type { Sent } from './sent.ts'

export type Node = { readonly id: string; readonly parent: string | null; readonly settings: YamlValue }

export type Flow = {
  readonly path: string
  /** A chatflow: its nodes may remember earlier turns. */
  readonly isChat: boolean
  readonly nodes: ReadonlyMap<string, Node>
}

/** The call that a node makes for a request; null for a node that asks no model. */
export function nodeCall(node: Node, flow: Flow): CallFact | null {
  const { settings, id } = node
  const { path } = flow
  const type = settings.get('type').text() ?? ''
  const sent = Object.hasOwn(SENT, type) ? SENT[type]?.(settings, flow) : undefined
  if (sent === undefined) return null
  const { loop = null, model = settings.get('model'), ...content } = sent
  const named = modelOf(model, path)
  const around = repetitionOf(node, flow)
  const retry = settings.get('retry_config')
  return call({
    id: `${path}#${id}`,
    group: path,
    at: { path, line: settings.line },
    ...named,
    ...content,
    responseSchema: content.responseSchema ?? named.responseSchema,
    loop: loop ?? around.loop,
    repeats: around.repeats,
    retries: retry.get('retry_enabled').boolean() === true ? retry.get('max_retries').number() : null,
  })
}

const SENT: Readonly<Record<string, (settings: YamlValue, flow: Flow) => Sent>> = {
  llm: sentByLlm,
  'question-classifier': sentByClassifier,
  'parameter-extractor': sentByExtractor,
  agent: sentByAgent,
}

/** Children of an iteration run once for each item of a list; those of a loop until a condition holds. */
function repetitionOf({ settings, parent }: Node, flow: Flow): Pick<CallFact, 'loop' | 'repeats'> {
  const holder = [settings.get('iteration_id').text(), settings.get('loop_id').text(), parent]
    .map(id => flow.nodes.get(id ?? '')?.settings)
    .find(found => found !== undefined)
  const place = (line: number) => ({ path: flow.path, line })
  if (holder?.get('type').text() === 'loop') {
    const count = holder.get('loop_count')
    const at = place(count.line)
    return holder.get('break_conditions').items().length > 0
      ? { loop: { max: count.number(), at }, repeats: null }
      : { loop: null, repeats: { times: count.number(), at } }
  }
  const isRepeated =
    holder?.get('type').text() === 'iteration' || settings.get('isInIteration').boolean() === true
  const line = holder?.line ?? settings.line
  return { loop: null, repeats: isRepeated ? { times: null, at: place(line) } : null }
}
