/**
 * Shapley values: what each player adds to the result, averaged over every order in which the players could
 * have come. They add up to the whole exactly, whatever the interactions.
 * https://en.wikipedia.org/wiki/Shapley_value
 * @param worth value of a set of players, given as bits; null when it has none
 * @returns one value per player; null when any set that matters has no value
 */
export function shapley(players: number, worth: (set: number) => number | null): readonly number[] | null {
  const values = Array.from({ length: 2 ** players }, (_, set) => worth(set))
  if (values.some(value => value === null)) return null
  const known = values.map(value => value ?? 0)
  const shares = Array.from({ length: players }, (_, player) => average(known, player, players))
  return balance(shares, (known.at(-1) ?? 0) - (known[0] ?? 0))
}

function average(values: readonly number[], player: number, players: number): number {
  const bit = 2 ** player
  return values.reduce((sum, value, set) => {
    if ((set & bit) !== 0) return sum
    return sum + weight(bits(set), players) * ((values[set | bit] ?? 0) - value)
  }, 0)
}

/** |S|! (n−|S|−1)! ÷ n! */
const weight = (size: number, players: number) =>
  (factorial(size) * factorial(players - size - 1)) / factorial(players)

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))

const bits = (set: number): number => (set === 0 ? 0 : (set & 1) + bits(set >>> 1))

/** Rounding in the last binary digit goes to the largest share, so that the sum is the whole. */
function balance(shares: readonly number[], whole: number): readonly number[] {
  const largest = shares.reduce(
    (best, share, index) => (Math.abs(share) > Math.abs(shares[best] ?? 0) ? index : best),
    0,
  )
  const others = shares.reduce((sum, share, index) => (index === largest ? sum : sum + share), 0)
  return shares.map((share, index) => (index === largest ? whole - others : share))
}
