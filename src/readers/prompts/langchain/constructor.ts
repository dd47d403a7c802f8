import type { PromptMessage } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import type { Chat } from '../chat-messages.ts'
import { dialectOf, promptMessages, textOf } from './prompt.ts'

/**
 * The form in which LangChain dumps objects: `{lc: 1, id: [… class], kwargs: {…}}`.
 * https://python.langchain.com/docs/how_to/serialization/
 */
export function constructedMessages(path: string, root: YamlValue): Chat {
  const kwargs = root.get('kwargs')
  if (classOf(root) === 'RunnableSequence') {
    const first = kwargs.get('first')
    return classOf(first) === '' ? { messages: [], diagnostics: [] } : ofClass(path, first)
  }
  return ofClass(path, root)
}

function ofClass(path: string, root: YamlValue): Chat {
  const kwargs = root.get('kwargs')
  const name = classOf(root)
  if (name === 'PromptTemplate' || name === 'FewShotPromptTemplate') return promptMessages(path, kwargs)
  if (!/Prompt(?:Template)?$/.test(name)) return { messages: [], diagnostics: [] }
  const read = kwargs
    .get('messages')
    .items()
    .map(message => messageOf(path, message))
  return {
    messages: read.flatMap(({ messages }) => messages),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  }
}

const classOf = (value: YamlValue): string => value.get('id').items().at(-1)?.text() ?? ''

function messageOf(path: string, message: YamlValue): Chat {
  const kwargs = message.get('kwargs')
  const name = classOf(message)
  const role = ROLES.find(([sign]) => sign.test(name))?.[1] ?? 'user'
  if (name === 'MessagesPlaceholder') {
    const variable = kwargs.get('variable_name')
    const parts = [{ kind: 'history', name: variable.text() ?? 'messages', line: variable.line }] as const
    return { messages: [{ role, parts }], diagnostics: [] }
  }
  const prompt = kwargs.get('prompt').get('kwargs')
  const source = prompt.get('template').shape === 'nothing' ? kwargs.get('content') : prompt.get('template')
  const isTemplate = source.text() !== null && kwargs.get('content').shape === 'nothing'
  const { parts, diagnostics } = textOf(path, source, isTemplate ? dialectOf(prompt) : 'none')
  const read: readonly PromptMessage[] = parts.length === 0 ? [] : [{ role, parts }]
  return { messages: read, diagnostics }
}

const ROLES: readonly (readonly [RegExp, string])[] = [
  [/^System/, 'system'],
  [/^AI/, 'assistant'],
  [/^Human/, 'user'],
]
