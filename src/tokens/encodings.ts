import { createEncoder } from './encoder.ts'
import type { Encoder, Ranks } from './encoder.ts'
import type { Family } from './families.ts'
import { fitted } from './fitted.ts'
import { OPEN, weigh } from './piece-kind.ts'

export type OpenEncoding = 'o200k_base' | 'cl100k_base'

/** An open vocabulary, or that of a family which is calibrated on o200k_base: its counts are estimates. */
export type Encoding = OpenEncoding | Family

/** The encoder of an encoding. Its vocabulary (1 to 2 MB) is read at the first call and kept for the process. */
export function loadEncoder(encoding: Encoding): Promise<Encoder> {
  const loaded = encoders.get(encoding)
  if (loaded !== undefined) return loaded
  const loading = isOpen(encoding) ? loadOpen(encoding) : loadCalibrated(encoding)
  encoders.set(encoding, loading)
  return loading
}

const encoders = new Map<Encoding, Promise<Encoder>>()

const isOpen = (encoding: Encoding): encoding is OpenEncoding => encoding in LOAD

async function loadOpen(encoding: OpenEncoding): Promise<Encoder> {
  const ranks = await LOAD[encoding]()
  return createEncoder(ranks.default)
}

async function loadCalibrated(family: Family): Promise<Encoder> {
  const ranks = await LOAD.o200k_base()
  const weights = fitted.vocabularies[family] ?? OPEN
  return createEncoder(ranks.default, (piece, tokens) => weigh(piece, tokens, weights))
}

/** Whole names, so that a bundler makes a lazy chunk of each. */
const LOAD: Readonly<Record<OpenEncoding, () => Promise<{ readonly default: Ranks }>>> = {
  o200k_base: () => import('js-tiktoken/ranks/o200k_base'),
  cl100k_base: () => import('js-tiktoken/ranks/cl100k_base'),
}
