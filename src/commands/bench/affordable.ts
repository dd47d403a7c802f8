import { plannedHours } from '../../bench/planned-hours.ts'
import { UnitcostError } from '../../model/diagnostic.ts'
import { usd } from '../../words/money.ts'
import type { BenchOptions } from './options.ts'
import type { HourlyPrice } from './price.ts'

/**
 * Refuses a measurement that would hold the hardware for more than --max-usd, or whose cost cannot be told.
 * @throws UnitcostError `bench-max-usd`
 */
export function affordable(options: BenchOptions, price: HourlyPrice | null): void {
  const { maxUsd } = options
  if (maxUsd === null) return
  if (price === null)
    throw refused('the price of the hardware is not known', 'Add --usd-per-gpu-hour, --hardware and --gpus.')
  const hours = plannedHours(options)
  if (hours === null)
    throw refused('how long so many requests take depends on the server', 'Use --duration instead.')
  const cost = hours * price.usd
  if (cost <= maxUsd) return
  const minutes = Math.ceil(hours * 60)
  throw refused(
    `it would hold the hardware for about ${minutes} minutes: ${usd(cost)} at ${usd(price.usd)}/hour, over ${usd(maxUsd)}`,
    'Measure fewer loads, or for a shorter time; or raise --max-usd.',
  )
}

const refused = (why: string, hint: string) =>
  new UnitcostError('bench-max-usd', `not started because of --max-usd: ${why}`, hint)
