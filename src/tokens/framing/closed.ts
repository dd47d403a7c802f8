import type { Conversation } from '../conversation.ts'
import type { Framing } from '../fitted.ts'
import { featuresOf } from './features.ts'
import type { Feature } from './features.ts'
import { line } from './lines.ts'
import type { Count, Line } from './lines.ts'

/** What a provider bills beside the text of messages where nobody knows its template: fitted tokens a feature. */
export function closedFraming(conversation: Conversation, count: Count, framing: Framing): readonly Line[] {
  const features = featuresOf(conversation, count)
  return Object.entries(PARTS)
    .map(([what, names]) =>
      line(
        what,
        names.reduce((sum, name) => sum + features[name] * framing[name], 0),
      ),
    )
    .filter(({ tokens }) => tokens !== 0)
}

const PARTS: Readonly<Record<string, readonly Feature[]>> = {
  messages: ['request', 'message', 'system'],
  thinking: ['thinkingAsked', 'thinkingText', 'thinkingOpaque'],
  tools: ['toolsAny', 'tool', 'toolJson', 'toolWords', 'parameter'],
  'tool choice': ['choiceAny', 'choiceOne'],
  'tool calls': ['call', 'callText', 'result'],
  'response schema': ['schemaAny', 'schemaJson'],
}
