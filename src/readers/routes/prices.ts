import type { StatedPrices } from '../../model/fact.ts'

/** Prices of which at least one is stated, in USD per million tokens; null when a file states none. */
export const statedPrices = (prices: StatedPrices): StatedPrices | null =>
  Object.values(prices).every(price => price === null) ? null : prices

/** With both it does not matter which model it is. */
export const statesBoth = (prices: StatedPrices | null): boolean =>
  prices !== null && prices.input !== null && prices.output !== null

/** 0.0000001 × 1e6 is 0.09999999999999999 in binary floating point. */
export const withoutNoise = (price: number): number => Number(price.toPrecision(12))
