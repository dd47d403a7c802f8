import { draw } from '../../bench/length.ts'
import { randomText } from '../../bench/prompt.ts'
import { randomOf } from '../../bench/random.ts'
import { requestBody, type Dialect } from '../../bench/request-body.ts'
import type { BenchOptions } from './options.ts'

type Sizes = Pick<BenchOptions, 'inputTokens' | 'outputTokens' | 'sharedPrefix'>

/** The requests of a run, one after the other; apart from the shared prefix no two begin alike. */
export function requests({ inputTokens, outputTokens, sharedPrefix }: Sizes, dialect: Dialect, seed: number) {
  // A sequence of its own for arrivals: longer prompts must not change when requests are due.
  const random = randomOf(seed)
  const text = randomOf(seed + 1)
  const prefix = randomText(sharedPrefix, text)
  const next = () => {
    const own = Math.max(1, draw(inputTokens, text) - sharedPrefix)
    const output = draw(outputTokens, text)
    const prompt = prefix === '' ? randomText(own, text) : `${prefix} ${randomText(own, text)}`
    return { body: requestBody({ prompt, outputTokens: output }, dialect), outputTokens: output }
  }
  return { random, next }
}
