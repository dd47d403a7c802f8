import type { CallFact, PromptMessage, PromptPart } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import type { Flow } from './node.ts'

type Sent = Pick<CallFact, 'messages' | 'chunks'>

/**
 * Retrieved pieces that a node sends: as its context, or as a variable of its text. They are counted as pieces and
 * are no variable beside it. Behind an iteration they are those of one item, because the file tells no number.
 */
export function withPieces(messages: readonly PromptMessage[], context: YamlValue, flow: Flow): Sent {
  const selected =
    context.get('enabled').boolean() === true
      ? topOf(context.get('variable_selector').items().at(0)?.text() ?? '', flow)
      : null
  const piecesOf = (part: PromptPart) => {
    if (part.kind !== 'variable') return null
    return part.name === 'context' ? selected : topOf(part.name.split('.')[0] ?? '', flow)
  }
  const placed = messages.flatMap(({ parts }) => parts.flatMap(part => piecesOf(part) ?? []))
  const tops = new Map([...(selected ?? []), ...placed].map(top => [top.line, top]))
  const [first] = tops.values()
  if (first === undefined) return { messages, chunks: null }
  const count = [...tops.values()].reduce((sum, top) => sum + top.count, 0)
  return {
    messages: messages
      .map(message => ({ ...message, parts: message.parts.filter(part => piecesOf(part) === null) }))
      .filter(({ parts }) => parts.length > 0),
    chunks: { count, at: { path: flow.path, line: first.line } },
  }
}

type Top = { readonly count: number; readonly line: number }

/** How many pieces a knowledge retrieval gives at most, also through the iteration that it is the result of. */
function topOf(id: string, { nodes }: Flow): readonly [Top] | null {
  const named = nodes.get(id)?.settings
  const isIteration = named?.get('type').text() === 'iteration'
  const inner = named?.get('output_selector').items().at(0)?.text() ?? ''
  const source = isIteration ? nodes.get(inner)?.settings : named
  if (source?.get('type').text() !== 'knowledge-retrieval') return null
  const top = source.get('multiple_retrieval_config').get('top_k')
  const count = top.number()
  return count === null ? null : [{ count, line: top.line }]
}
