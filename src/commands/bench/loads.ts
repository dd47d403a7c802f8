import type { Extent, Load } from '../../bench/load.ts'
import { usage } from '../options.ts'
import type { Values } from './arguments.ts'
import { integer, number, numbers } from './values.ts'

type Written = Pick<Values, 'rate' | 'concurrency' | 'ladder' | 'burstiness'>

/** Lightest first. @throws UnitcostError `usage` */
export function loadsOf({ rate, concurrency, ladder, burstiness: written }: Written): readonly Load[] {
  const burstiness = written === 'inf' ? Infinity : (number('burstiness', written) ?? 1)
  if (rate !== undefined && concurrency !== undefined)
    throw usage('--rate and --concurrency exclude each other', 'Measure one of them in a run.')
  if (concurrency !== undefined) {
    if (ladder === true) throw usage('--ladder climbs rates', 'Leave out --concurrency.')
    const streams = numbers('concurrency', concurrency)
    if (streams.some(value => !Number.isInteger(value) || value > MOST_STREAMS))
      throw usage(`--concurrency is whole numbers up to ${MOST_STREAMS}`, 'See `unitcost bench --help`.')
    return streams.map(value => ({ kind: 'concurrency', value }))
  }
  const rates = numbers('rate', rate ?? (ladder === true ? '1' : '1,2,4,8'))
  if (ladder === true && rates.length > 1)
    throw usage('--ladder starts at one rate', 'Give one --rate, or leave out --ladder.')
  return rates.map(value => ({ kind: 'rate', value, burstiness }))
}

const MOST_STREAMS = 10_000

/** Requests at a time; 0 where a rate decides. */
export const streamsOf = (load: Load) => (load.kind === 'concurrency' ? load.value : 0)

/** How much of each load. @throws UnitcostError `usage` */
export function extentOf(
  { requests, duration }: Pick<Values, 'requests' | 'duration'>,
  loads: readonly Load[],
): Extent {
  if (requests !== undefined && duration !== undefined)
    throw usage('--requests and --duration exclude each other', 'See `unitcost bench --help`.')
  const count = integer('requests', requests, 1)
  if (count === null) return { seconds: number('duration', duration) ?? 60 }
  const streams = Math.max(...loads.map(streamsOf))
  if (count < streams) throw usage(`${count} requests do not fill ${streams} streams`, 'Raise --requests.')
  return { requests: count }
}
