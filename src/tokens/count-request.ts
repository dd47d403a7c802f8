import { readRequest } from './apis/index.ts'
import type { Conversation, Part } from './conversation.ts'
import { familyOf } from './families.ts'
import type { Family } from './families.ts'
import { bandFor, fitted, framingFor } from './fitted.ts'
import type { Fitted, RequestKind } from './fitted.ts'
import { closedFraming } from './framing/closed.ts'
import { line, ofKind, partsOf, sum } from './framing/lines.ts'
import type { Count, Line } from './framing/lines.ts'
import { mediaTokens } from './framing/media.ts'
import { openaiFraming } from './framing/openai.ts'
import { asTemplateSees } from './framing/template.ts'

export type ModelRequest = {
  readonly provider: string
  readonly api: string
  readonly model: string
  /** The body as it is sent. */
  readonly request: unknown
}

export type RequestCount = {
  readonly tokens: number
  readonly low: number
  readonly high: number
  /** True when the vocabulary is open and only the text and its documented framing are billed. */
  readonly exact: boolean
  readonly breakdown: readonly Line[]
}

/** The vocabulary and framing of a model at a provider. */
export type Reader = {
  readonly family: Family
  readonly provider: string
  readonly model: string
  readonly api: string
}

/**
 * Input tokens that a request will be billed for; null for an API that we do not know.
 * @param count tokens of a text in the vocabulary of the model
 */
export function countRequest(
  { provider, api, model, request }: ModelRequest,
  count: Count,
  from: Fitted = fitted,
): RequestCount | null {
  const family = familyOf(model)
  const read = readRequest(api, request)
  if (read === null) return null
  const conversation = asTemplateSees(read, family)
  const reader = { family, provider, model, api }
  const breakdown = [
    ...textLines(conversation, count),
    ...framingLines(conversation, { reader, count, from }),
    ...mediaLines(conversation, reader, from),
  ]
  const tokens = Math.max(0, Math.round(sum(breakdown.map(one => one.tokens))))
  return { tokens, ...bandOf(tokens, conversation, { reader, from }), breakdown: breakdown.map(rounded) }
}

function textLines({ turns }: Conversation, count: Count): readonly Line[] {
  const roles = [...new Set(turns.map(({ role }) => role))]
  return roles
    .map(role => {
      const parts = partsOf(turns.filter(turn => turn.role === role))
      return line(`${role} text`, sum(ofKind(parts, 'text').map(({ text }) => count(text))))
    })
    .filter(({ tokens }) => tokens > 0)
}

export type Framed = { readonly reader: Reader; readonly count: Count; readonly from: Fitted }

/** What is billed beside the text of the messages and the media. */
export function framingLines(conversation: Conversation, { reader, count, from }: Framed): readonly Line[] {
  const { family, provider, api } = reader
  if (TEXT_APIS.has(api)) return []
  if (OPENAI.has(family))
    return openaiFraming(conversation, count, { api, reasoning: family === 'openai-reasoning' })
  const framing = framingFor(family, provider, from)
  return framing === undefined ? [] : closedFraming(conversation, count, framing)
}

const TEXT_APIS = new Set(['embeddings', 'openai-completions'])

const OPENAI: ReadonlySet<Family> = new Set<Family>([
  'openai-embedding',
  'openai-cl100k',
  'openai-chat',
  'openai-reasoning',
])

function mediaLines({ turns }: Conversation, reader: Reader, from: Fitted): readonly Line[] {
  const media = ofKind(partsOf(turns), 'media')
  const kinds = [...new Set(media.map(one => one.media))]
  return kinds.map(kind => {
    const ofThis = media.filter(one => one.media === kind)
    return line(kind, sum(ofThis.map(one => mediaTokens(one, reader, from))))
  })
}

/** What a server adds by itself (search results, files, earlier answers) can be long. */
const HIDDEN_EACH = 10_000

/** A few tokens more or less are no matter of a factor. */
export const FEW = 2

type Judged = { readonly reader: Reader; readonly from: Fitted }

function bandOf(tokens: number, conversation: Conversation, { reader, from }: Judged) {
  const kind = kindOf(conversation)
  const hidden = HIDDEN_EACH * conversation.hidden.length
  if (OPENAI.has(reader.family) && kind === 'text' && hidden === 0)
    return { low: tokens, high: tokens, exact: true }
  const [low, high] = bandFor(reader.family, kind, from)
  return {
    low: Math.max(0, Math.floor(tokens * low) - FEW),
    high: Math.ceil(tokens * high) + FEW + hidden,
    exact: false,
  }
}

export function kindOf({ turns, tools, schema }: Conversation): RequestKind {
  const parts: readonly Part[] = partsOf(turns)
  if (ofKind(parts, 'media').length > 0) return 'media'
  if (tools.length > 0 || ofKind(parts, 'call').length > 0) return 'tools'
  return schema?.schema ? 'schema' : 'text'
}

const rounded = ({ what, tokens }: Line): Line => ({ what, tokens: Math.round(tokens * 10) / 10 })
