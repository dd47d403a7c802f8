import type { CallFact, PromptMessage, PromptPart } from '../model/fact.ts'
import { importedFrom } from './imported.ts'

/**
 * Calls that go through a function of the tree become calls of the model that the function asks, with what the
 * caller passes on in place of its parameters. A function that asks none makes no model call; one that leaves the
 * model to its callers is nothing by itself.
 */
export function throughWrappers(calls: readonly CallFact[]): readonly CallFact[] {
  const callOf = importedFrom(calls.filter(({ through }) => through === null))
  const followed = new Set<string>()
  const made = calls.flatMap(call => {
    if (call.through === null) return [call]
    const [path = '', name = ''] = call.through.call.split('#')
    const wrapper = callOf(path, name)
    if (wrapper === undefined) return []
    followed.add(wrapper.id)
    return [merged(call, wrapper)]
  })
  return made.filter(call => !followed.has(call.id) || call.model !== null)
}

function merged(call: CallFact, wrapper: CallFact): CallFact {
  const maximum = call.maxOutput === null ? wrapper : call
  return {
    ...wrapper,
    ...call,
    unresolved: call.unresolved ?? (wrapper.model === null ? null : wrapper.unresolved),
    prompt: wrapper.prompt,
    messages: wrapper.messages.map(message => passed(message, call.through?.passes ?? {})),
    tools: wrapper.tools,
    responseSchema: wrapper.responseSchema,
    samples: wrapper.samples,
    maxOutput: maximum.maxOutput,
    maxOutputAt: maximum.maxOutputAt,
    chunks: wrapper.chunks,
    loop: call.loop ?? wrapper.loop,
    repeats: call.repeats ?? wrapper.repeats,
    retries: wrapper.retries,
    metadata: { ...wrapper.metadata, ...call.metadata },
  }
}

type Passes = NonNullable<CallFact['through']>['passes']

const passed = (message: PromptMessage, passes: Passes): PromptMessage => ({
  ...message,
  parts: message.parts.flatMap((part): readonly PromptPart[] =>
    part.kind === 'variable' && Object.hasOwn(passes, part.name) ? (passes[part.name] ?? [part]) : [part],
  ),
})
