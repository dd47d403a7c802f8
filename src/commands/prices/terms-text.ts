import type { Multiplier } from '../../prices/details.ts'
import { contextOf } from '../../prices/sheets.ts'
import type { Sheet } from '../../prices/sheets.ts'
import { unitUsd } from '../../words/money.ts'
import { count } from '../../words/numbers.ts'

type Term = readonly [name: string, text: string]

/** What holds beside the prices: sizes, discounts, surcharges, dates, names. */
export function termLines(sheet: Sheet, date: string): readonly Term[] {
  const { detail, batch, minimumPrefix } = sheet
  const context = contextOf(sheet)
  const caches = sheet.quotes.some(quote => quote.prices.some(price => price.cache_read !== null))
  return [
    ...(context === null ? [] : [['context window', `${count(context)} tokens`] as const]),
    ...(detail?.max_output === undefined
      ? []
      : [['maximum output', `${count(detail.max_output)} tokens`] as const]),
    ...(caches ? [['cached from', `${count(minimumPrefix)} tokens`] as const] : []),
    ...(batch === null ? [] : [['batch', `× ${batch}`] as const]),
    ...tier('flex', detail?.flex),
    ...tier('priority', detail?.priority),
    ...sheet.regions.map(regionTerm),
    ...(sheet.manyHosts
      ? [['hosts', 'a router: the host that answers may charge another price'] as const]
      : []),
    ...endTerm(sheet, date),
    ...sheet.fees.map(({ what, usd, per, as_of: asOf }): Term => [
      'fee',
      `${what}: ${unitUsd(usd)} / ${per} (${asOf})`,
    ]),
    ...(sheet.aliases.length === 0 ? [] : [['also called', sheet.aliases.join(', ')] as const]),
    ...(detail === null ? [] : [['terms from', `${detail.source}, as of ${detail.as_of}`] as const]),
  ]
}

function tier(name: string, multiplier: Multiplier | undefined): readonly Term[] {
  if (multiplier === undefined) return []
  if (typeof multiplier === 'number') return [[name, `× ${multiplier}`]]
  return [[name, `× ${multiplier[0]} input, × ${multiplier[1]} output`]]
}

const regionTerm = ({ regions, multiplier }: Sheet['regions'][number]): Term => [
  'region',
  `× ${multiplier} in ${regions.length === 0 ? 'every region but global' : regions.join(', ')}`,
]

function endTerm({ detail, quotes }: Sheet, date: string): readonly Term[] {
  const retires = detail?.retires
  if (retires !== undefined) return [[retires <= date ? 'retired' : 'retires', retires]]
  return quotes.some(({ deprecated }) => deprecated) ? [['deprecated', 'yes, no day is known']] : []
}
