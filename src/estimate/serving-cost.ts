import { HOURS_PER_MONTH } from '../units.ts'

/**
 * USD of a request: price of an hour ÷ requests in it. Rests on no split between input and output. GPUs and
 * provisioned units are one formula.
 * @param requestsPerSecond at the load that is paid for
 * @param utilization the part of it that is used on average, 0 < utilization ≤ 1
 */
export const usdOfRequest = (usdPerHour: number, requestsPerSecond: number, utilization = 1): number =>
  usdPerHour / 3600 / requestsPerSecond / utilization

/** USD per million tokens, of all tokens, or with the whole price on one kind of them: then it must be labelled so. */
export const usdPerMtok = (usdPerHour: number, tokensPerSecond: number, utilization = 1): number =>
  usdPerHour / (tokensPerSecond * 0.0036) / utilization

/**
 * USD per million input and per million output tokens, where an output token counts `weight` times an input token:
 * input price × tokens in + output price × tokens out is the price of the machines for every weight. Charging each
 * kind with the whole machine counts it twice.
 * @param carried tokens and USD of the same time: a second, a month
 */
export function splitUsdPerMtok(
  usd: number,
  carried: { readonly input: number; readonly output: number },
  weight: number,
): { readonly input: number; readonly output: number } {
  const input = (usd * 1e6) / (carried.input + weight * carried.output)
  return { input, output: weight * input }
}

/**
 * Replicas that carry the peak and leave headroom: max(minimum, ceil(peak ÷ (what one carries × headroom))).
 * @param load requests or tokens per second; headroom: the part of what one carries that may be used, 0 … 1
 */
export const replicasAtPeak = (load: {
  readonly peakPerSecond: number
  readonly perReplicaPerSecond: number
  readonly headroom: number
  readonly minimum: number
}): number =>
  Math.max(load.minimum, Math.ceil(load.peakPerSecond / (load.perReplicaPerSecond * load.headroom)))

/**
 * USD of a useful spot hour: after an interruption the time until the machine serves again is paid and lost.
 * @param spot discount 0 … 1; interruptions per hour × hours to recover below 1
 */
export const spotUsdPerHour = (spot: {
  readonly onDemandUsdPerHour: number
  readonly discount: number
  readonly interruptionsPerHour: number
  readonly recoveryHours: number
}): number =>
  (spot.onDemandUsdPerHour * (1 - spot.discount)) / (1 - spot.interruptionsPerHour * spot.recoveryHours)

/** Of one token in J, of a million in kWh: watts of all accelerators ÷ tokens per second. */
export function energyOf(watt: number, tokensPerSecond: number) {
  const joulesPerToken = watt / tokensPerSecond
  return { joulesPerToken, kwhPerMtok: (joulesPerToken * 1e6) / 3.6e6 }
}

/** The seconds of a month of 730 hours. */
export const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600
