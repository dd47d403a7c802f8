import { exactly } from '../model/quantity.ts'
import type { Range } from '../model/quantity.ts'
import type { ContentKind } from './content-kind.ts'
import type { Encoding } from './encodings.ts'
import { familyOf } from './families.ts'
import type { Family } from './families.ts'

/** How the tokens of a text follow from what we can count: tokens of `encoding` × `factor`. */
export type Vocabulary = {
  readonly encoding: Encoding
  /** True when the provider counts with this very encoding: every factor is then 1. */
  readonly exact: boolean
  readonly factor: Factors
  /** Where the factors are from, for people. */
  readonly source: string
}

export type Factors = Readonly<Record<ContentKind, Range>>

/** The vocabulary of `provider/model` or a bare id. A family that we do not know gets a wide band, never an error. */
export const vocabularyOf = (model: string): Vocabulary => VOCABULARIES[familyOf(model)]

const ONE = exactly(1)

const exact = (encoding: Encoding, source: string): Vocabulary => ({
  encoding,
  exact: true,
  factor: { prose: ONE, code: ONE, json: ONE, cjk: ONE },
  source,
})

const estimated = (factor: Factors, source: string): Vocabulary => ({
  encoding: 'o200k_base',
  exact: false,
  factor,
  source,
})

const band = (low: number, expected: number, high: number): Range => ({ low, expected, high })

/** One corpus was measured per class: ten percent to either side. */
const about = (expected: number): Range =>
  band(Math.round(expected * 900) / 1000, expected, Math.round(expected * 1100) / 1000)

const MEASURED = 'measured against o200k_base on one corpus a class, ±10 %'
const TIKTOKEN = 'https://github.com/openai/tiktoken/blob/main/tiktoken/model.py'

const UNKNOWN = band(0.8, 1, 1.4)

const VOCABULARIES: Readonly<Record<Family, Vocabulary>> = {
  'openai-embedding': exact('cl100k_base', TIKTOKEN),
  'openai-cl100k': exact('cl100k_base', TIKTOKEN),
  'openai-chat': exact('o200k_base', TIKTOKEN),
  'openai-reasoning': exact('o200k_base', TIKTOKEN),
  'gpt-oss': exact('o200k_base', 'o200k_harmony has the ranks of o200k_base'),
  'claude-2': estimated(
    { prose: about(1.02), code: about(1.09), json: about(1.12), cjk: about(1.28) },
    MEASURED,
  ),
  'claude-4': estimated(
    { prose: about(1.12), code: about(1.2), json: about(1.24), cjk: about(1.37) },
    'no public vocabulary: that of Claude 2 × 1.1, ±10 %',
  ),
  'claude-5': estimated(
    {
      prose: band(1.34, 1.5, 1.63),
      code: band(1.36, 1.48, 1.63),
      json: band(1.31, 1.45, 1.62),
      cjk: about(1.37),
    },
    'no public vocabulary: published comparisons with the tokens of older Claude models',
  ),
  // An alias may mean a model of either vocabulary, now or next month.
  claude: estimated(
    {
      prose: band(1.01, 1.5, 1.63),
      code: band(1.08, 1.48, 1.63),
      json: band(1.12, 1.45, 1.62),
      cjk: about(1.37),
    },
    'the id names no version: from the lower end of Claude 4 to the upper end of Claude 5',
  ),
  gemini: estimated(
    { prose: about(1.08), code: about(1.08), json: band(0.97, 1.08, 1.35), cjk: band(0.74, 0.82, 1.08) },
    'an older Google vocabulary against o200k_base, one corpus a class',
  ),
  deepseek: estimated({ prose: about(1), code: about(1.06), json: about(1.1), cjk: about(0.89) }, MEASURED),
  qwen: estimated({ prose: about(1), code: about(1), json: about(1.08), cjk: about(0.94) }, MEASURED),
  'mistral-1': estimated(
    { prose: about(1.11), code: about(1.28), json: about(1.43), cjk: about(1.39) },
    MEASURED,
  ),
  mistral: estimated(
    { prose: about(1.03), code: about(1.03), json: about(1.15), cjk: band(1.01, 1.12, 1.24) },
    MEASURED,
  ),
  cohere: estimated({ prose: about(1), code: about(1.07), json: about(1.25), cjk: about(0.89) }, MEASURED),
  'llama-4': estimated(
    { prose: about(1.05), code: about(1.05), json: about(1.05), cjk: about(1.05) },
    'taken for close to Llama 3, ±10 %',
  ),
  'llama-3': estimated({ prose: about(1), code: about(1), json: about(1), cjk: about(0.98) }, MEASURED),
  nova: estimated(
    { prose: about(1), code: about(1), json: about(1), cjk: about(1.3) },
    'taken for close to cl100k_base, ±10 %',
  ),
  unknown: estimated(
    { prose: UNKNOWN, code: UNKNOWN, json: UNKNOWN, cjk: UNKNOWN },
    'unknown family: o200k_base × 0.8 … 1.4',
  ),
}
