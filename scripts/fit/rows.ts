import ranks from 'js-tiktoken/ranks/o200k_base'
import { readRequest } from '../../src/tokens/apis/index.ts'
import type { Conversation } from '../../src/tokens/conversation.ts'
import { createEncoder } from '../../src/tokens/encoder.ts'
import { familyOf } from '../../src/tokens/families.ts'
import type { Family } from '../../src/tokens/families.ts'
import { ofKind, partsOf } from '../../src/tokens/framing/lines.ts'
import type { Count } from '../../src/tokens/framing/lines.ts'
import { asTemplateSees } from '../../src/tokens/framing/template.ts'
import { OPEN, weigh } from '../../src/tokens/piece-kind.ts'
import type { Weights } from '../../src/tokens/piece-kind.ts'
import type { Recording } from './recordings.ts'
import { groupBy } from './group.ts'

/** A recording that can teach: its vocabulary is closed, and nothing in it is hidden or of unknown size. */
export type Row = {
  readonly recording: Recording
  readonly conversation: Conversation
  readonly family: Family
  /** `family@provider` */
  readonly key: string
  readonly billed: number
  /** An error of that size does not matter. */
  readonly scale: number
  /** Less for one of many alike. */
  readonly weight: number
}

export const OPEN_FAMILIES: ReadonlySet<Family> = new Set<Family>([
  'openai-cl100k',
  'openai-chat',
  'openai-reasoning',
  'openai-embedding',
])

export function rowsOf(recordings: readonly Recording[]): readonly Row[] {
  const rows = recordings.flatMap(recording => {
    const family = familyOf(recording.model)
    const read = readRequest(recording.api, recording.request)
    if (
      OPEN_FAMILIES.has(family) ||
      read === null ||
      ['embeddings', 'openai-completions'].includes(recording.api)
    )
      return []
    const conversation = asTemplateSees(read, family)
    if (conversation.hidden.length > 0 || ofKind(partsOf(conversation.turns), 'media').length > 0) return []
    const billed = recording.usage.input
    const key = `${family}@${recording.provider}`
    return [{ recording, conversation, family, key, billed, scale: Math.max(3, 0.05 * billed), weight: 1 }]
  })
  const alike = new Map(groupBy(rows, alikeness))
  return rows.map(row => ({ ...row, weight: 1 / Math.sqrt(alike.get(alikeness(row))?.length ?? 1) }))
}

const alikeness = ({ key, billed, conversation }: Row) => `${key} ${billed} ${conversation.turns.length}`

export const textsOf = ({ conversation }: Row): readonly string[] =>
  ofKind(partsOf(conversation.turns), 'text').map(({ text }) => text)

export const isText = ({ conversation: { turns, tools, schema } }: Row): boolean =>
  tools.length === 0 && !schema?.schema && ofKind(partsOf(turns), 'call').length === 0

export const WEIGHTS = Object.keys(OPEN) as readonly (keyof Weights)[]

/** How much of each weight a text takes: what `weigh` adds up, apart. */
export type Profile = Readonly<Record<string, number>>

export function createProfiler(): (text: string) => Profile {
  const nothing = { ...OPEN, ...Object.fromEntries(WEIGHTS.map(name => [name, 0])) }
  const meters = WEIGHTS.map(
    name =>
      [
        name,
        createEncoder(ranks, (piece, tokens) => weigh(piece, tokens, { ...nothing, [name]: 1 })),
      ] as const,
  )
  const known = new Map<string, Profile>()
  return text => {
    const found = known.get(text)
    if (found !== undefined) return found
    const profile = Object.fromEntries(meters.map(([name, meter]) => [name, meter.count(text)]))
    known.set(text, profile)
    return profile
  }
}

export const countWith =
  (profileOf: (text: string) => Profile, weights: Readonly<Record<string, number>>): Count =>
  text =>
    Object.entries(profileOf(text)).reduce((sum, [name, times]) => sum + times * (weights[name] ?? 0), 0)
