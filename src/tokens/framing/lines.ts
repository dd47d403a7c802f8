import type { Conversation, Part, Turn } from '../conversation.ts'

/** What a part of a request is billed. Tokens may be a fraction where they are an average. */
export type Line = { readonly what: string; readonly tokens: number }

export const line = (what: string, tokens: number): Line => ({ what, tokens })

/** Tokens of a text in the vocabulary of the model. */
export type Count = (text: string) => number

/** Parts of all turns with what is inside of results. */
export const partsOf = (turns: readonly Turn[]): readonly Part[] =>
  turns.flatMap(({ parts }) => parts.flatMap(flat))

const flat = (part: Part): readonly Part[] =>
  part.kind === 'result' ? [part, ...part.parts.flatMap(flat)] : [part]

export const ofKind = <K extends Part['kind']>(parts: readonly Part[], kind: K) =>
  parts.filter((part): part is Part & { kind: K } => part.kind === kind)

export const isSystem = ({ role }: Turn): boolean => role === 'system' || role === 'developer'

/** A turn of nothing but thinking is no message of its own. */
export const isMessage = ({ parts }: Turn): boolean =>
  parts.length === 0 || parts.some(part => part.kind !== 'thinking')

export const hasSystem = ({ turns }: Conversation): boolean => turns.some(isSystem)

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
