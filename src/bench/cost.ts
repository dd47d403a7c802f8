import type { Summary } from './summary.ts'

export type ServingCost = {
  readonly usdPerRequest: number
  /** Per million tokens, input and output together. Null: the server does not count its input. */
  readonly usdPerMillion: number | null
}

/** What this load costs on hardware that does nothing else: USD per hour ÷ what it served in an hour. */
export function servingCost(
  { requestsPerSecond, inputPerSecond, outputPerSecond }: Summary,
  usdPerHour: number,
): ServingCost | null {
  if (requestsPerSecond === 0) return null
  return {
    usdPerRequest: usdPerHour / 3600 / requestsPerSecond,
    usdPerMillion:
      inputPerSecond === null ? null : usdPerHour / ((inputPerSecond + outputPerSecond) * 0.0036),
  }
}
