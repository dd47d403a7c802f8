import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capacityPerMonth, usdPerHour } from '../units.ts'
import { crossover } from './capacity.ts'
import {
  energyOf,
  replicasAtPeak,
  splitUsdPerMtok,
  spotUsdPerHour,
  usdOfRequest,
  usdPerMtok,
} from './serving-cost.ts'

/** Equal to one in a million. */
const near = (value: number, oracle: number) => expect(value / oracle).toBeCloseTo(1, 6)

/** 300 requests, 299,700 tokens in, 81,050 out in 36.034275877 s, on 4 × L40S at $1 an hour each. */
const SECONDS = 36.034275877
const A = { usdPerHour: 4, requests: 300 / SECONDS, input: 299_700 / SECONDS, output: 81_050 / SECONDS }
const PER_REQUEST = 0.00013346028

describe('4 × L40S at $1: $4 ÷ 3600 s ÷ 8.3254066 requests/s', () => {
  test('vllm_4xL40S_at_1usd: a request costs $0.00013346028', () => {
    near(usdOfRequest(A.usdPerHour, A.requests), PER_REQUEST)
  })

  test.for([
    ['all tokens: $4 ÷ (10,566.329 tokens/s × 0.0036)', A.input + A.output, 0.10515584],
    ['the whole price on output tokens: ÷ 2249.2474', A.output, 0.4939924],
    ['the whole price on input tokens: ÷ 8317.0812', A.input, 0.13359387],
  ] as const)('vllm_4xL40S_at_1usd: %s', ([, tokensPerSecond, usd]) => {
    near(usdPerMtok(A.usdPerHour, tokensPerSecond), usd)
  })

  test('double_count_demo: input-only and output-only prices together charge the machine twice, 0.00026692056', () => {
    const twice = usdPerMtok(4, A.input) * 999 + usdPerMtok(4, A.output) * (81_050 / 300)
    near(twice / 1e6, 0.00026692056)
    near(twice / 1e6, 2 * PER_REQUEST)
  })

  test.for([
    [1, 0.10515584, 0.10515584],
    [3, 0.073755336, 0.22126601],
    [4, 0.064173881, 0.25669552],
    [5, 0.056795637, 0.28397819],
  ] as const)('split_k%d: 4e6 ÷ 3600 ÷ (in + k out) is $%d in, $%d out', ([weight, input, output]) => {
    const price = splitUsdPerMtok(A.usdPerHour / 3600, A, weight)
    near(price.input, input)
    near(price.output, output)
    near((price.input * 999 + price.output * (81_050 / 300)) / 1e6, PER_REQUEST)
  })

  test.for([
    [1, 0.10515584],
    [0.8, 0.13144479],
    [0.5, 0.21031167],
    [0.3, 0.35051945],
    [0.1, 1.0515584],
  ] as const)('utilisation: used to %d of it, $%d per 1M tokens', ([utilization, usd]) => {
    near(usdPerMtok(A.usdPerHour, A.input + A.output, utilization), usd)
  })
})

test('input price × tokens in + output price × tokens out is the price of a request, whatever the weight', () => {
  const amount = fc.double({ min: 0.01, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(fc.tuple(amount, amount, amount, amount), ([usd, isl, osl, weight]) => {
      const requestsPerSecond = 2.5
      const carried = { input: isl * requestsPerSecond, output: osl * requestsPerSecond }
      const price = splitUsdPerMtok(usd / 3600, carried, weight)
      near(price.input * isl + price.output * osl, usdOfRequest(usd, requestsPerSecond) * 1e6)
    }),
  )
})

test('reading and writing on machines of their own: each price is the machine ÷ its tokens, and nothing is split', () => {
  near(usdPerMtok(2, 7100.002165), 2 / (7100.002165 * 0.0036))
})

test.for([
  ['mlperf_8xMI300X_server: 8 × $1.55 ÷ (24,593.77 × 0.0036)', usdPerMtok(12.4, 24_593.77), 0.14005354],
  ['mlperf_8xMI300X_server: offline, ÷ 27,803.9', usdPerMtok(12.4, 27_803.9), 0.1238835],
  ['mlperf_8xMI300X_server: under the latency target ÷ offline', 24_593.77 / 27_803.9, 0.88454389],
  ['inferencex_h100_1p30_2000tps: $1.30 ÷ (2,000 × 0.0036)', usdPerMtok(1.3, 2000), 0.18055556],
] as const)('%s', ([, usd, oracle]) => {
  near(usd, oracle)
})

test('sglang_check: under a median gap of 25 ms 2047.91 of 4288.05 tokens/s are left, and a token costs 2.094 times as much', () => {
  near(usdPerMtok(1, 2047.9108) / usdPerMtok(1, 4288.0493), 4288.0493 / 2047.9108)
  expect(usdPerMtok(1, 2047.9108) / usdPerMtok(1, 4288.0493)).toBeCloseTo(2.094, 3)
})

test.for([
  [1, 6.6666667],
  [0.7, 9.5238095],
  [0.3, 22.222222],
] as const)(
  'ptu: 50 units at $1 of 2,500 tokens a minute, used to %d, are $%d per 1M tokens',
  ([utilization, usd]) => {
    near(usdPerMtok(50, (50 * 2500) / 60, utilization), usd)
  },
)

test('monthly: 20 requests/s at peak, 8 a replica, 70 % headroom: 4 replicas, $7,300, $0.00069444 a request, 12.5 % used', () => {
  const load = { peakPerSecond: 20, perReplicaPerSecond: 8, headroom: 0.7, minimum: 2 }
  const replicas = replicasAtPeak(load)
  expect(replicas).toBe(4)
  near(capacityPerMonth(replicas, usdPerHour(2.5)), 7300)
  const requests = 4 * 730 * 3600
  near(requests, 10_512_000)
  near(usdOfRequest(replicas * 2.5, replicas * 8, 0.125), 0.00069444444)
  near(7300 / requests, usdOfRequest(replicas * 2.5, replicas * 8, 0.125))
  expect(replicasAtPeak({ ...load, peakPerSecond: 1 })).toBe(2)
})

test('spot: $2.50 less 60 %, 0.05 interruptions an hour of 0.25 h each, are $1.0126582 a useful hour', () => {
  const spot = { onDemandUsdPerHour: 2.5, discount: 0.6, interruptionsPerHour: 0.05, recoveryHours: 0.25 }
  near(spotUsdPerHour(spot), 1.0126582)
})

test('crossover: ($2.50 × 730 + $500) ÷ $0.00033 = 7,045,454.5 requests a month, and 12,614,400 fit', () => {
  const apiPerRequest = (1000 * 0.15 + 300 * 0.6) / 1e6
  near(apiPerRequest, 0.00033)
  const terms = {
    capacityPerMonth: 2.5 * 730,
    overheadPerMonth: 500,
    apiPerRequest,
    capacityRequests: 8 * 0.6 * 730 * 3600,
  }
  const { requests, reachable } = crossover(terms)
  near(requests, 7_045_454.5)
  near(requests / (730 * 3600), 2.6809188)
  near(terms.capacityRequests, 12_614_400)
  expect(reachable).toBe(true)
})

test('energy_8x650W: 5,200 W ÷ 24,593.77 tokens/s = 0.21143566 J a token, 0.058732128 kWh and $0.0076351766 a million', () => {
  const { joulesPerToken, kwhPerMtok } = energyOf(8 * 650, 24_593.77)
  near(joulesPerToken, 0.21143566)
  near(kwhPerMtok, 0.058732128)
  near(kwhPerMtok * 0.1 * 1.3, 0.0076351766)
  near((8 * 650) / (8 * 750), 0.86666667)
})
