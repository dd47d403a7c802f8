import type {
  BenchmarkFact,
  BenchmarkFlag,
  BenchmarkPoint,
  Hardware as Measured,
} from '../model/benchmark.ts'
import type { Hardware } from '../prices/book.ts'
import { bitsOf, computeBound, decodeBound, statedParameters, type Bits } from './roofline.ts'

/**
 * The loads of a benchmark, with those flagged that its hardware cannot do. Everything unknown loosens the bound:
 * no precision is 4 bits, no latency is any number of sequences, keys and values are left out. Specifications that
 * are not sure flag nothing.
 */
export function plausiblePoints(fact: BenchmarkFact, specified: Hardware | null): readonly BenchmarkPoint[] {
  const parameters = statedParameters(fact.model ?? '')
  if (fact.hardware === null || specified === null || !specified.isSure || parameters === null)
    return fact.points
  const bits = fact.precision === null ? 4 : bitsOf(fact.precision)
  const bounded = { measured: fact.hardware, specified, parameters, bits }
  return fact.points.map(point => {
    const flags = impossible(point, bounded)
    return flags.length === 0 ? point : { ...point, flags: [...new Set([...point.flags, ...flags])] }
  })
}

type Bounded = {
  readonly measured: Measured
  readonly specified: Hardware
  readonly parameters: number
  readonly bits: Bits
}

function impossible(point: BenchmarkPoint, bounded: Bounded): readonly BenchmarkFlag[] {
  const { specified, parameters, bits, measured } = bounded
  const compute = computeBound(specified, parameters, bits)
  if (compute === null) return []
  const most = compute * measured.count
  const above = (rate: number | null, bound: number | null) => rate !== null && bound !== null && rate > bound
  return [
    ...(above(point.outputTokensPerSecond, outputBound(point, bounded) ?? most)
      ? (['implausible'] as const)
      : []),
    ...(above(point.inputTokensPerSecond, most) ? (['prefix_cache_suspected'] as const) : []),
  ]
}

function outputBound(
  point: BenchmarkPoint,
  { specified, parameters, bits, measured }: Bounded,
): number | null {
  const sequences = inFlight(point)
  if (sequences === null) return null
  const batch = { sequences, context: 0, accelerators: measured.count }
  return decodeBound(specified, { parameters, bits, kvBytesPerToken: 0 }, batch)
}

/** Requests at a time, at most: as set, else rate × the longest time that they took (Little's law). */
function inFlight({ load, requestsPerSecond, endToEndMs }: BenchmarkPoint): number | null {
  if (load.kind === 'concurrency' && load.value !== null) return Math.max(1, load.value)
  const longest = endToEndMs.p99
  return requestsPerSecond === null || longest === null
    ? null
    : Math.max(1, (requestsPerSecond * longest) / 1000)
}

/** Why a benchmark measures more than can be: for people. */
export const WHY_IMPLAUSIBLE =
  'more than its hardware can do: another precision, model or number of accelerators, speculative decoding, or answers from a cache'
