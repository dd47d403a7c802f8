import { createEncoder } from './encoder.ts'
import type { Encoder, Ranks } from './encoder.ts'

export type Encoding = 'o200k_base' | 'cl100k_base'

/** The encoder of an encoding. Its vocabulary (1 to 2 MB) is read at the first call and kept for the process. */
export function loadEncoder(encoding: Encoding): Promise<Encoder> {
  const loaded = encoders.get(encoding)
  if (loaded !== undefined) return loaded
  const loading = LOAD[encoding]().then(ranks => createEncoder(ranks.default))
  encoders.set(encoding, loading)
  return loading
}

const encoders = new Map<Encoding, Promise<Encoder>>()

/** Whole names, so that a bundler makes a lazy chunk of each. */
const LOAD: Readonly<Record<Encoding, () => Promise<{ readonly default: Ranks }>>> = {
  o200k_base: () => import('js-tiktoken/ranks/o200k_base'),
  cl100k_base: () => import('js-tiktoken/ranks/cl100k_base'),
}
