import { unitUsd } from '../words/money.ts'
import { plural } from '../words/numbers.ts'
import type { ComponentResult } from './result.ts'

/** How a meter is counted and sold, and what replaces an assumed quantity. */
type Words = {
  readonly counts: string
  /** Of one, where somebody will see one. */
  readonly one?: string
  readonly sold: string
  readonly replace: string
}

const READ = 'Declare `variables`, `context` or `history_tokens` of this call in unitcost.yml.'
const LOOKUP = 'Declare `response_cache` of this call in unitcost.yml.'
const DECLARED = 'Correct it in unitcost.yml.'
const RETRIEVAL = 'Declare `retrieval` of this call in unitcost.yml.'

const METERS: Readonly<Record<string, Words>> = {
  input: { counts: 'input tokens', sold: '/ 1M', replace: READ },
  cache_read: { counts: 'cached tokens', sold: '/ 1M', replace: READ },
  cache_write: { counts: 'tokens written to the cache', sold: '/ 1M', replace: READ },
  output: {
    counts: 'output tokens',
    sold: '/ 1M',
    replace: 'Declare `output_tokens` of this call in unitcost.yml, or import the results of its evals.',
  },
  embedding: { counts: 'embedding tokens', sold: '/ 1M', replace: RETRIEVAL },
  lookup: { counts: 'cache look-ups', sold: 'each', replace: LOOKUP },
  rerank: { counts: 'rerank searches', sold: 'each', replace: RETRIEVAL },
  store: { counts: 'store queries', sold: 'each', replace: RETRIEVAL },
  overhead: { counts: 'months', one: 'month', sold: 'a month', replace: DECLARED },
  one_off: { counts: 'months', one: 'month', sold: 'a month', replace: DECLARED },
  accelerator_hours: {
    counts: 'accelerator-hours',
    sold: '/ hour',
    replace: 'Name the machine in `infrastructure.machines` of unitcost.yml.',
  },
  unit_hours: {
    counts: 'unit-hours',
    sold: '/ hour',
    replace: 'State the number of units and the region in its file.',
  },
}

/** A meter of a later version. */
const OTHER: Words = { counts: 'units', sold: 'each', replace: 'Declare it in unitcost.yml.' }

const words = ({ meter }: ComponentResult) => METERS[meter] ?? OTHER

/** `2,100 input tokens` */
export function quantity(part: ComponentResult): string {
  const { counts, one = counts } = words(part)
  return plural(part.quantity, one, counts)
}

/** `$0.15 / 1M` */
export const unitPrice = (part: ComponentResult) => `${unitUsd(part.unit_price)} ${words(part).sold}`

/** What to write where, so that an assumed quantity becomes a declared or a measured one. */
export const replaceAssumption = (part: ComponentResult) => words(part).replace
