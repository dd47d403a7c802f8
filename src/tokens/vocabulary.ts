import { exactly } from '../model/quantity.ts'
import type { Range } from '../model/quantity.ts'
import type { Encoding } from './encodings.ts'
import { familyOf } from './families.ts'
import type { Family } from './families.ts'
import { bandFor, vocabularyFamily } from './fitted.ts'

/** How the tokens of a text follow from what we can count: tokens of `encoding` × `band`. */
export type Vocabulary = {
  readonly encoding: Encoding
  /** True when the provider counts with this very encoding: the band is then 1. */
  readonly exact: boolean
  readonly band: Range
  /** Where it is from, for people. */
  readonly source: string
}

/** The vocabulary of `provider/model` or a bare id. A family that we do not know gets a wide band, never an error. */
export function vocabularyOf(model: string): Vocabulary {
  const family = familyOf(model)
  return OPEN_VOCABULARIES[family] ?? closed(family)
}

const open = (encoding: Encoding, source: string): Vocabulary => ({
  encoding,
  exact: true,
  band: exactly(1),
  source,
})

const TIKTOKEN = 'https://github.com/openai/tiktoken/blob/main/tiktoken/model.py'

const OPEN_VOCABULARIES: Partial<Readonly<Record<Family, Vocabulary>>> = {
  'openai-embedding': open('cl100k_base', TIKTOKEN),
  'openai-cl100k': open('cl100k_base', TIKTOKEN),
  'openai-chat': open('o200k_base', TIKTOKEN),
  'openai-reasoning': open('o200k_base', TIKTOKEN),
  'gpt-oss': open('o200k_base', 'o200k_harmony has the ranks of o200k_base'),
}

function closed(family: Family): Vocabulary {
  const [low, high] = BANDS[family] ?? bandFor(family, 'text')
  return {
    encoding: vocabularyFamily(family),
    exact: false,
    band: { low, expected: 1, high },
    source: 'closed: o200k_base weighed by kind of text, fitted to recorded requests',
  }
}

/** An alias may mean a model of the old or of the new vocabulary; a family that we never saw may be anything. */
const BANDS: Partial<Readonly<Record<Family, readonly [number, number]>>> = {
  claude: [0.9, 1.45],
  unknown: [0.8, 1.4],
}
