import { openSheets } from '../../prices/sheets.ts'
import type { Sheets } from '../../prices/sheets.ts'
import { grid } from '../../report/terminal/grid.ts'
import { cell } from '../../report/terminal/paint.ts'
import { count } from '../../words/numbers.ts'
import type { Outcome } from '../host.ts'
import { ageText } from './age.ts'
import { problemLines } from './problems.ts'
import type { PricesOptions } from './options.ts'
import { treePrices } from './tree-prices.ts'

/** The price lists: from where, how many models of whom, how old. */
export async function list(options: PricesOptions): Promise<Outcome> {
  const sheets = await openSheets(treePrices(options.root))
  const { diagnostics } = sheets
  const stderr = problemLines(diagnostics)
  const sources = sourcesOf(sheets)
  const providers = providersOf(sheets)
  if (options.json)
    return { stdout: `${JSON.stringify({ version: 1, sources, providers }, null, 2)}\n`, stderr, exitCode: 0 }
  const head = (names: readonly string[]) => names.map(name => cell(name, 'dim'))
  const lines = [
    ...grid(
      [
        head(['list', 'rows', 'as of', '', 'from']),
        ...sources.map(row => [
          cell(row.list, 'bold'),
          cell(count(row.rows)),
          cell(row.as_of),
          cell(ageText(row.as_of, options.date)),
          cell(row.source, 'dim'),
        ]),
      ],
      { ...options, indent: 0, align: 'lrlls' },
    ),
    '',
    ...grid(
      [
        head(['provider', 'models', 'newest', 'oldest']),
        ...providers.map(row => [
          cell(row.provider, 'bold'),
          cell(count(row.models)),
          cell(row.newest),
          cell(row.oldest),
        ]),
      ],
      { ...options, indent: 0, align: 'lrll' },
    ),
    '',
    'unitcost prices MODEL shows every price of one model; unitcost prices update fetches today’s list.',
  ]
  return { stdout: `${lines.join('\n')}\n`, stderr, exitCode: 0 }
}

function sourcesOf({ files, fetched, fees }: Sheets) {
  const { snapshot, overrides, capacity } = files
  return [
    ...(fetched === null
      ? []
      : [{ list: 'fetched', rows: fetched.models.length, as_of: fetched.fetched_at, source: fetched.url }]),
    {
      list: 'corrections',
      rows: overrides.prices.length,
      as_of: span(overrides.prices).newest,
      source: 'pricing/overrides.json',
    },
    { list: 'models', rows: snapshot.models.length, as_of: snapshot.as_of, source: snapshot.source },
    {
      list: 'machines',
      rows: capacity.capacity.length,
      as_of: span(capacity.capacity).newest,
      source: 'pricing/capacity.json',
    },
    {
      list: 'reranking',
      rows: overrides.rerank.length,
      as_of: span(overrides.rerank).newest,
      source: 'pricing/overrides.json',
    },
    { list: 'fees', rows: fees.length, as_of: span(fees).newest, source: 'pricing/fees.json' },
  ]
}

function providersOf({ files, fetched }: Sheets) {
  const rows = [...files.snapshot.models, ...files.overrides.prices, ...(fetched?.models ?? [])]
  const names = [...new Set(rows.map(row => row.provider))].toSorted()
  return names.map(provider => {
    const own = rows.filter(row => row.provider === provider)
    return { provider, models: new Set(own.map(({ id }) => id)).size, ...span(own) }
  })
}

function span(rows: readonly { readonly as_of: string }[]): { newest: string; oldest: string } {
  const days = rows
    .map(row => row.as_of)
    .filter(day => day !== 'unknown')
    .toSorted()
  return { newest: days.at(-1) ?? 'unknown', oldest: days[0] ?? 'unknown' }
}
