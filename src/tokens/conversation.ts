import type { Json } from './loose.ts'

/** A request to a language model in one shape, whatever API it was written for. */
export type Conversation = {
  readonly turns: readonly Turn[]
  readonly tools: readonly Tool[]
  readonly choice: ToolChoice
  readonly schema: ResponseSchema | null
  /** How many of the tools are told in the middle of the conversation. */
  readonly lateTools: number
  /** Extended thinking is asked for. */
  readonly thinking: boolean
  /** What the provider adds from places that the request does not show, in words. */
  readonly hidden: readonly string[]
}

export type Role = 'system' | 'developer' | 'user' | 'assistant' | 'tool'

export type Turn = { readonly role: Role; readonly name: string | null; readonly parts: readonly Part[] }

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  /** Reasoning of an earlier answer, sent back. `opaque`: characters of what only the provider can read. */
  | { readonly kind: 'thinking'; readonly text: string; readonly opaque: number }
  /** `args`: JSON text, as it is sent. */
  | { readonly kind: 'call'; readonly name: string; readonly args: string }
  | { readonly kind: 'result'; readonly name: string; readonly parts: readonly Part[] }
  | Media

export type Media = {
  readonly kind: 'media'
  readonly media: 'image' | 'audio' | 'video' | 'document'
  /** Null: the request refers to something that it does not hold. */
  readonly width: number | null
  readonly height: number | null
  readonly pages: number | null
  readonly bytes: number | null
  readonly detail: 'low' | 'high' | 'auto'
}

/** `parameters`: JSON Schema. `strict`: the answer is held to the schema. */
export type Tool = {
  readonly name: string
  readonly description: string
  readonly parameters: Json
  readonly strict: boolean
}

/** `one`: a named tool must be called. `any`: some tool must be. */
export type ToolChoice = 'auto' | 'any' | 'one' | 'none'

/** `json`: any JSON, without a schema. */
export type ResponseSchema = {
  readonly name: string
  readonly description: string
  readonly schema: Json | null
}

export const EMPTY: Conversation = {
  turns: [],
  tools: [],
  choice: 'auto',
  schema: null,
  lateTools: 0,
  thinking: false,
  hidden: [],
}

export const textPart = (text: string): Part => ({ kind: 'text', text })

export const turn = (role: Role, parts: readonly Part[], name: string | null = null): Turn => ({
  role,
  name,
  parts,
})
