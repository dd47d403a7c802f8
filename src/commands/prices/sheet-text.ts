import { billedApart, MORE_METERS, metersOf } from '../../prices/meters.ts'
import { pricesOn } from '../../prices/models.ts'
import type { SnapshotPrice } from '../../prices/rows.ts'
import type { Quote } from '../../prices/shelf.ts'
import { contextOf } from '../../prices/sheets.ts'
import type { Sheet } from '../../prices/sheets.ts'
import { grid } from '../../report/terminal/grid.ts'
import { cell } from '../../report/terminal/paint.ts'
import type { Cell } from '../../report/terminal/paint.ts'
import { unitUsd } from '../../words/money.ts'
import { count } from '../../words/numbers.ts'
import { ageText } from './age.ts'
import type { PricesOptions } from './options.ts'
import { termLines } from './terms-text.ts'

/** What applies on the day, then what else each source says, then the terms. */
export function sheetLines(sheet: Sheet, options: PricesOptions): readonly string[] {
  const { applies, others } = split(sheet, options.date)
  const layout = { ...options, indent: 2 }
  return [
    sheet.id,
    ...(applies === null
      ? [`  no price on ${options.date}`]
      : [`  ${sourceText(applies, options.date)}`, ...(applies.note === null ? [] : [`  ${applies.note}`])]),
    ...apartLines(applies, options.date),
    '',
    ...(applies === null
      ? []
      : grid(priceRows(pricesOn(applies.prices, options.date)), { ...layout, align: 'lrl' })),
    ...datedLines(applies, options),
    ...others.flatMap(quote => ['', ...overriddenLines(quote, options)]),
    '',
    ...grid(
      termLines(sheet, options.date).map(([name, text]) => [cell(name, 'dim'), cell(text)]),
      {
        ...layout,
        align: 'll',
      },
    ),
  ]
}

/** The same for programs. */
export function sheetJson(sheet: Sheet, date: string) {
  const { applies } = split(sheet, date)
  const quotes = sheet.quotes.map(({ layer, source, asOf, note, prices }) => ({
    layer,
    source,
    as_of: asOf,
    note,
    prices,
  }))
  const { id, aliases, minimumPrefix, batch, regions, manyHosts, detail, fees } = sheet
  return {
    version: 1,
    id,
    date,
    applies: applies === null ? null : sheet.quotes.indexOf(applies),
    quotes,
    aliases,
    context: contextOf(sheet),
    deprecated: sheet.quotes.some(quote => quote.deprecated),
    cache_minimum: minimumPrefix,
    batch,
    regions,
    many_hosts: manyHosts,
    detail,
    fees,
  }
}

function split({ quotes }: Sheet, date: string) {
  const applies = quotes.find(({ prices }) => pricesOn(prices, date).length > 0) ?? null
  return { applies, others: quotes.filter(quote => quote !== applies) }
}

const FILES: Readonly<Record<Quote['layer'], string>> = {
  contract: 'contract rate',
  fetched: 'fetched list .unitcost/price-book.json',
  override: 'correction in pricing/overrides.json',
  snapshot: 'list pricing/models.snapshot.json',
}

const sourceText = ({ layer, source, asOf }: Quote, date: string) =>
  `${FILES[layer]}: ${source}, as of ${asOf}${asOf === 'unknown' ? '' : ` (${ageText(asOf, date)})`}`

function apartLines(quote: Quote | null, date: string): readonly string[] {
  const apart = billedApart(quote === null ? undefined : pricesOn(quote.prices, date)[0]?.more)
  return apart.length === 0 ? [] : [`  not estimated: it is also billed for ${apart.join(' and ')}`]
}

/** `input  $2.50  / 1M tokens`, a tier after the other. */
function priceRows(prices: readonly SnapshotPrice[]): readonly (readonly Cell[])[] {
  return prices.flatMap(price => {
    const main = [
      ['input', price.input],
      ['cache read', price.cache_read],
      ['cache write', price.cache_write],
      ['output', price.output],
    ] as const
    const tier = price.above === 0 ? '' : `, calls over ${count(price.above)} input tokens`
    return [
      ...main.flatMap(([name, usd]) =>
        usd === null || (name === 'output' && usd === 0)
          ? []
          : [[cell(name), cell(unitUsd(usd), 'bold'), cell(`/ 1M tokens${tier}`)]],
      ),
      ...metersOf(price.more)
        .filter(meter => price === prices[0] || price.more?.[meter] !== prices[0]?.more?.[meter])
        .map(meter => [
          cell(MORE_METERS[meter].said),
          cell(unitUsd(price.more?.[meter] ?? 0), 'bold'),
          cell(`/ ${MORE_METERS[meter].per}${tier}`),
        ]),
    ]
  })
}

/** Prices of other days in the same source: what was, and what is announced. */
function datedLines(quote: Quote | null, { date }: PricesOptions): readonly string[] {
  if (quote === null) return []
  const current = pricesOn(quote.prices, date)
  return quote.prices
    .filter(price => !current.includes(price) && price.above === 0)
    .map(price => {
      const start = price.effective_from ?? 'the beginning'
      const when =
        (price.effective_from ?? '') > date ? `scheduled from ${start}` : `from ${start}, until replaced`
      return `  ${when}: ${inShort(price)}`
    })
}

const overriddenLines = (quote: Quote, options: PricesOptions): readonly string[] => [
  `  overridden: ${sourceText(quote, options.date)}`,
  ...quote.prices
    .filter(({ above }) => above === 0)
    .map(
      price =>
        `    ${price.effective_from === null ? '' : `from ${price.effective_from}: `}${inShort(price)}`,
    ),
]

const inShort = ({ input, output, cache_read: read, cache_write: write }: SnapshotPrice) =>
  [
    `input ${unitUsd(input)}`,
    `output ${unitUsd(output)}`,
    ...(read === null ? [] : [`cache read ${unitUsd(read)}`]),
    ...(write === null ? [] : [`cache write ${unitUsd(write)}`]),
  ].join(', ')
