import type { Conversation, Part, Tool } from '../conversation.ts'
import { isRecord, listOf, recordOf, textOf } from '../loose.ts'
import type { Json } from '../loose.ts'
import { hasSystem, isMessage, isSystem, ofKind, partsOf, sum } from './lines.ts'
import type { Count } from './lines.ts'

/** What a request has beside its text, as numbers: a framing is so many tokens for each. */
export type Features = {
  readonly request: number
  readonly message: number
  readonly system: number
  readonly thinkingAsked: number
  /** Tokens of earlier reasoning that is sent back, and characters of it that only the provider can read. */
  readonly thinkingText: number
  readonly thinkingOpaque: number
  readonly toolsAny: number
  readonly tool: number
  /** Tokens of a tool as minified JSON. */
  readonly toolJson: number
  /** Tokens of names and descriptions of tools and parameters alone, and how many parameters there are. */
  readonly toolWords: number
  readonly parameter: number
  readonly choiceAny: number
  readonly choiceOne: number
  readonly call: number
  readonly callText: number
  readonly result: number
  readonly schemaAny: number
  readonly schemaJson: number
}

export type Feature = keyof Features

export function featuresOf(conversation: Conversation, count: Count): Features {
  const { turns, tools, choice, schema } = conversation
  const parts = partsOf(turns)
  const calls = ofKind(parts, 'call')
  const thinking = ofKind(parts, 'thinking')
  const words = tools.flatMap(wordsOf)
  return {
    request: 1,
    message: turns.filter(one => isMessage(one) && !isSystem(one)).length,
    system: hasSystem(conversation) ? 1 : 0,
    thinkingAsked: conversation.thinking ? 1 : 0,
    thinkingText: sum(thinking.map(part => count(part.text))),
    thinkingOpaque: sum(thinking.map(part => part.opaque)),
    toolsAny: tools.length > 0 ? 1 : 0,
    tool: tools.length,
    toolJson: sum(tools.map(tool => count(toolJson(tool)))),
    toolWords: sum(words.map(count)),
    parameter: sum(tools.map(tool => parametersOf(tool.parameters, 0).length)),
    choiceAny: tools.length > 0 && choice === 'any' ? 1 : 0,
    choiceOne: tools.length > 0 && choice === 'one' ? 1 : 0,
    call: calls.length,
    callText: sum(calls.map(callText).map(count)),
    result: ofKind(parts, 'result').length,
    schemaAny: schema?.schema ? 1 : 0,
    schemaJson: schema?.schema ? count(JSON.stringify(schema.schema)) : 0,
  }
}

const callText = ({ name, args }: Part & { kind: 'call' }) => `${name} ${args}`

const toolJson = ({ name, description, parameters }: Tool) =>
  JSON.stringify({ name, description, parameters })

const wordsOf = ({ name, description, parameters }: Tool): readonly string[] => [
  name,
  description,
  ...parametersOf(parameters, 0).flatMap(([parameter, about]) => [
    parameter,
    textOf(about['description']),
    ...listOf(about['enum']).map(String),
  ]),
]

const DEEPEST = 8

/** Properties at every depth, definitions included. */
function parametersOf(schema: Json, depth: number): readonly (readonly [string, Json])[] {
  if (depth > DEEPEST) return []
  const named = Object.entries(recordOf(schema['properties'])).map(
    ([name, about]) => [name, recordOf(about)] as const,
  )
  const inner = [
    ...named.map(([, about]) => about),
    ...Object.values(recordOf(schema['$defs'])).filter(isRecord),
    ...listOf(schema['anyOf']).filter(isRecord),
    ...(isRecord(schema['items']) ? [schema['items']] : []),
  ]
  return [...named, ...inner.flatMap(one => parametersOf(one, depth + 1))]
}
