import type { Family } from '../../src/tokens/families.ts'
import type { Feature } from '../../src/tokens/framing/features.ts'
import type { Weights } from '../../src/tokens/piece-kind.ts'
import type { Priors } from './solve.ts'

type Prior = readonly [mean: number, spread: number]

/**
 * What a vocabulary is before any recording is seen: tokens against o200k_base for words, punctuation and CJK,
 * measured on one corpus of prose, JSON and Chinese each (±10 %), published comparisons for the new Claude.
 */
const MEASURED: Partial<Readonly<Record<Family, readonly [word: number, mark: number, cjk: number]>>> = {
  'claude-4': [1.12, 1.2, 1.35],
  'claude-5': [1.4, 1.4, 1.37],
  gemini: [1.01, 1.2, 0.82],
  'llama-3': [1, 1, 0.98],
  'mistral-1': [1.11, 1.4, 1.39],
  mistral: [1.03, 1.1, 1.12],
  deepseek: [1, 1.08, 0.89],
  qwen: [1, 1.05, 0.94],
  cohere: [1, 1.15, 0.89],
  nova: [1, 1, 1.3],
}

export function textPriors(vocabulary: Family): Readonly<Record<keyof Weights, Prior>> {
  const [word, mark, cjk] = MEASURED[vocabulary] ?? [1, 1, 1]
  return {
    word: [word, 0.08],
    joined: [word, 0.12],
    wordPart: [0.95, 0.15],
    capitals: [1.2 * word, 0.3],
    cjk: [cjk, 0.1],
    script: [cjk, 0.1],
    digit: [0.1, 0.2],
    digits: [1, 0.2],
    mark: [mark, 0.12],
    markCharacter: [0, 0.05],
    space: [mark, 0.12],
  }
}

/** Chat templates put a few marks around a message; tools come with instructions. */
export const FRAMING_PRIORS: Readonly<Record<Feature, Prior>> = {
  request: [2, 60],
  message: [4, 2],
  system: [2, 4],
  thinkingAsked: [0, 20],
  thinkingText: [1, 0.3],
  thinkingOpaque: [0, 0.2],
  toolsAny: [50, 300],
  tool: [10, 20],
  toolJson: [0.8, 0.4],
  toolWords: [0, 0.4],
  parameter: [0, 5],
  choiceAny: [0, 40],
  choiceOne: [0, 40],
  call: [10, 10],
  callText: [1, 0.3],
  result: [10, 10],
  schemaAny: [0, 60],
  schemaJson: [0.5, 0.5],
}

/** A framing that was learned from more rows is the start for one that has fewer. */
export const around = (learned: Readonly<Record<string, number>>, part: number): Priors =>
  Object.fromEntries(
    Object.entries(FRAMING_PRIORS).map(([name, [mean, spread]]) => [
      name,
      [learned[name] ?? mean, spread * part],
    ]),
  )
