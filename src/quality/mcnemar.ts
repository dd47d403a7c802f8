import type { Pairs } from './newcombe.ts'

/**
 * How likely at least so many losses are if a test is as likely won as lost (exact, one-sided). Shown, not
 * decisive. @see https://en.wikipedia.org/wiki/McNemar%27s_test
 */
export function mcnemar({ lost, won }: Pairs): number {
  const changed = lost + won
  let chance = 0.5 ** changed
  let sum = 0
  // From the rarest on: Π (n − k + 1) / k keeps every term a plain product.
  for (let k = 0; k <= changed; k += 1) {
    if (k >= lost) sum += chance
    chance *= (changed - k) / (k + 1)
  }
  return Math.min(1, sum)
}
