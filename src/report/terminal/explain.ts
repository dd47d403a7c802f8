import { limitAmount, limitName } from '../limits.ts'
import { replaceAssumption, quantity, unitPrice } from '../meters.ts'
import { usd, usdRange } from '../../words/money.ts'
import { count } from '../../words/numbers.ts'
import { type ReportOptions, reportOptions } from '../reporter.ts'
import { type RequestUnit, requestUnit } from '../request-unit.ts'
import type { ComponentResult, EstimateResult, Judged, WorkloadResult } from '../result.ts'
import { pointWords, servingWords } from '../serving-words.ts'
import { visible, visibleLine } from '../visible.ts'
import { grid } from './grid.ts'
import { type Cell, cell } from './paint.ts'
import { placeText } from './place.ts'
import { screen, sides, spaced, wrapped } from './screen.ts'

/** How the cost of one workload comes about, line by line; null when the result has no such workload. */
export function explainTerminal(
  result: Judged,
  workloadId: string,
  given: Partial<ReportOptions> = {},
): string | null {
  const workload = result.workloads.find(({ id }) => id === workloadId)
  const side = workload && (workload.head ?? workload.base)
  if (!workload || !side) return null
  const options = reportOptions(given)
  const unit = requestUnit({ ...result, workloads: [workload] })
  return screen(
    spaced([
      [sides(visible(workload.id, 60), `${workload.origin}, ${placeText(workload.at)}`, options.width)],
      about(workload, side),
      parts(side, unit, options),
      sums(side, unit),
      serving(side, options),
      unknown(side, options),
      notes(side, options),
      assumptions(side, options),
      budgets(result, workload, options),
    ]),
  )
}

function about({ owner, requests_per_month: { base, head } }: WorkloadResult, side: EstimateResult) {
  const { tokens, usd_per_request: request } = side
  const requests = head ?? base
  const traffic =
    requests === null ? 'not declared: no monthly figure' : `${count(requests)} requests a month`
  const served = [
    `  traffic   ${traffic}`,
    `  tokens    ${count(tokens.input)} in, of which ${count(tokens.cached)} cached; ${count(tokens.output)} out`,
  ]
  return [
    ...(request === null ? [] : served),
    ...(owner === null ? [] : [`  owner     ${visible(owner, 60)}`]),
  ]
}

/** quantity × unit price = cost, by call, with what the quantity rests on and where the price is from. */
function parts({ components }: EstimateResult, unit: RequestUnit, options: ReportOptions): readonly string[] {
  const calls = [...new Set(components.map(({ call }) => call))]
  const title = ['', 'quantity', '', 'price', '', unit.per, 'basis', 'from'].map(text => cell(text, 'dim'))
  const rows = calls.flatMap(call => callRows(call, components, unit))
  const lines = grid([title, ...rows], { ...options, indent: 2, align: 'lrlrlrls' })
  const sources = [
    ...new Set(
      components.map(({ source, as_of }) => `${visibleLine(source, 80)}, ${visibleLine(as_of, 20)}`),
    ),
  ]
  return rows.length === 0 ? [] : [...lines, '', ...sources.map(source => `  price from ${source}`)]
}

function callRows(call: string, components: readonly ComponentResult[], unit: RequestUnit) {
  const own = components.filter(component => component.call === call)
  const rows: (readonly Cell[])[] = own.map(part => partRow(part, unit))
  return [[cell(visible(call, 60), 'bold')], ...rows, ...subtotal(own, unit)]
}

const partRow = (part: ComponentResult, unit: RequestUnit): readonly Cell[] => [
  cell(`  ${visible(part.target, 60)}`),
  cell(quantity(part)),
  cell('×'),
  cell(unitPrice(part)),
  cell('='),
  cell(partCost(part, unit)),
  cell(part.basis, part.basis === 'assumed' ? 'yellow' : null),
  cell(part.at ? placeText(part.at) : '', 'dim'),
]

function partCost(
  { usd_per_request: request, usd_per_month: month }: ComponentResult,
  unit: RequestUnit,
): string {
  if (request !== null) return usd(request * unit.requests)
  return `${usd(month)} / month`
}

function subtotal(own: readonly ComponentResult[], unit: RequestUnit): readonly (readonly Cell[])[] {
  if (own.length < 2 || own.some(({ usd_per_request: cost }) => cost === null)) return []
  const total = own.reduce((sum, { usd_per_request: cost }) => sum + (cost ?? 0), 0)
  return [[cell('  subtotal'), cell(''), cell(''), cell(''), cell('='), cell(usd(total * unit.requests))]]
}

function sums(side: EstimateResult, unit: RequestUnit): readonly string[] {
  const amounts = [
    [unit.per, side.usd_per_request, unit.requests],
    [`${unit.per.replace('request', 'solved task')}`, side.usd_per_solved_task, unit.requests],
    ['per outcome', side.usd_per_outcome, 1],
    ['per month', side.usd_per_month, 1],
  ] as const
  return amounts.flatMap(([name, range, by]) => {
    if (range === null) return []
    const spread = usdRange(range.low * by, range.high * by)
    return [
      `  ${name.padEnd(24)}${usd(range.expected * by)}${range.low === range.high ? '' : `   (${spread})`}`,
    ]
  })
}

const serving = ({ serving: capacity }: EstimateResult, { width }: ReportOptions) =>
  capacity === null
    ? []
    : [...servingWords(capacity), ...pointWords(capacity)].flatMap(words =>
        wrapped(visibleLine(words, 300), width, 2),
      )

const unknown = ({ unpriced }: EstimateResult, { width }: ReportOptions) =>
  unpriced.flatMap(reason => wrapped(`unknown: ${visibleLine(reason, 300)}`, width, 2))

const notes = ({ components }: EstimateResult, { width }: ReportOptions) =>
  [...new Set(components.flatMap(part => part.notes))].flatMap(note =>
    wrapped(`note: ${visibleLine(note, 300)}`, width, 2),
  )

function assumptions({ components }: EstimateResult, { width }: ReportOptions): readonly string[] {
  const assumed = components.filter(({ basis }) => basis === 'assumed')
  if (assumed.length === 0) return []
  const lines = assumed.flatMap(part => {
    const where = part.at ? ` (${placeText(part.at)})` : ''
    return wrapped(
      `${visible(part.call, 60)}: ${quantity(part)}${where}. ${replaceAssumption(part)}`,
      width,
      4,
    )
  })
  return ['  Assumed, until somebody knows better', ...lines]
}

function budgets(result: Judged, { id }: WorkloadResult, options: ReportOptions): readonly string[] {
  const covering = result.budgets.filter(({ workload }) => workload === id || workload === null)
  const rows = covering.map(({ id: budget, limit_kind: kind, limit, head, status, at }) => [
    cell(visible(budget, 60), 'bold'),
    cell(visibleLine(limitName(kind), 60)),
    cell(limitAmount(kind, head)),
    cell('of'),
    cell(limitAmount(kind, limit)),
    cell(status),
    cell(placeText(at), 'dim'),
  ])
  return rows.length === 0 ? [] : ['  Budgets', ...grid(rows, { ...options, indent: 4, align: 'llrlrls' })]
}
