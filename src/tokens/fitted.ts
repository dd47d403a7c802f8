import data from './framing.fitted.json' with { type: 'json' }
import type { Family } from './families.ts'
import type { Feature } from './framing/features.ts'
import type { Media } from './conversation.ts'
import type { Weights } from './piece-kind.ts'

/** What scripts/fit-framing.ts learned from recorded requests. `n`: how many of them. */
export type Fitted = {
  /** Raised with every fit: cached counts of an older one are not used. */
  readonly version: string
  readonly vocabularies: Readonly<Record<string, Weights>>
  /** By family, and by `family@provider` where a provider was recorded. */
  readonly framings: Readonly<Record<string, Framing & { readonly n: number }>>
  /** Median tokens of a thing whose size the request does not tell, by family and `family@provider`. */
  readonly media: Readonly<Record<string, Partial<Readonly<Record<Media['media'], number>>>>>
  /** The median image. */
  readonly image: { readonly width: number; readonly height: number }
  /** Billed tokens per counted token, low and high, by `family kind` and by kind alone. */
  readonly bands: Readonly<Record<string, readonly [number, number]>>
}

/** Tokens for each of what a request has. */
export type Framing = Readonly<Record<Feature, number>>

/** JSON types know neither tuples nor which keys there are. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const fitted: Fitted = data as unknown as Fitted

/** The family of the vocabulary that cuts the text of a family. */
export const vocabularyFamily = (family: Family): Family => VOCABULARY[family] ?? family

const VOCABULARY: Partial<Readonly<Record<Family, Family>>> = {
  claude: 'claude-4',
  'claude-2': 'claude-4',
  'claude-4-5': 'claude-4',
  'gemini-2': 'gemini',
  'gemini-3': 'gemini',
  'deepseek-4': 'deepseek',
  'cohere-a': 'cohere',
  'llama-3-1': 'llama-3',
  'llama-4': 'llama-3',
  'nova-2': 'nova',
}

/** Where a family was never recorded, its nearest relative that was. */
const RELATIVE: Partial<Readonly<Record<Family, Family>>> = {
  ...VOCABULARY,
  claude: 'claude-4-5',
  'mistral-1': 'mistral',
}

export function framingFor(family: Family, provider: string, from: Fitted = fitted): Framing | undefined {
  const { framings } = from
  return (
    framings[`${family}@${provider}`] ??
    framings[family] ??
    framings[RELATIVE[family] ?? 'unknown'] ??
    framings['unknown']
  )
}

export type RequestKind = 'text' | 'tools' | 'schema' | 'media'

export function bandFor(family: Family, kind: RequestKind, from: Fitted = fitted): readonly [number, number] {
  return from.bands[`${family} ${kind}`] ?? from.bands[kind] ?? WIDE
}

const WIDE = [0.7, 1.5] as const
