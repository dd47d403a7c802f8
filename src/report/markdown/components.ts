import { quantity, unitPrice } from '../meters.ts'
import { usd } from '../../words/money.ts'
import { count, plural } from '../../words/numbers.ts'
import type { ComponentResult } from '../result.ts'
import { code, prose } from './escape.ts'
import { folded, table } from './folded.ts'
import type { Page } from './page.ts'
import { place } from './place.ts'

/** The parts of every changed workload's expected cost at head; they add up to it. */
export function components(page: Page): string | null {
  const parts = page.changes.flatMap(({ workload }) =>
    (workload.head?.components ?? []).map(part => ({ part, id: workload.id })),
  )
  if (parts.length === 0) return null
  const sources = [...new Set(parts.map(({ part }) => sourceOf(part)))]
  const title = [
    'workload, call',
    'target',
    'quantity',
    'price',
    page.unit.per,
    'basis',
    'from',
    'price source',
  ]
  const rows = parts.map(({ part, id }) => [
    part.call === id ? code(id, 60) : `${code(id, 60)} ${code(part.call, 60)}`,
    code(part.target, 60),
    quantity(part),
    unitPrice(part),
    partCost(part, page),
    part.basis,
    part.at === null ? '' : place(part.at, page.link),
    sourceOf(part),
  ])
  // One source is told once below: the table is wide enough without it.
  const columns = sources.length > 1 ? title.length : title.length - 1
  const cells = [title, ...rows].map(row => row.slice(0, columns))
  const source = sources.length > 1 ? '' : `\n\nPrices: ${sources.join('')}.`
  return folded(
    'How these numbers were made',
    table(cells, 'llrrrlll') + source + notes(parts) + traffic(page),
  )
}

/** Doubts, and values that a real environment may override: each once. */
function notes(parts: readonly { readonly part: ComponentResult }[]): string {
  const said = [...new Set(parts.flatMap(({ part }) => part.notes))].slice(0, 10)
  return said.length === 0 ? '' : `\n\n${said.map(note => `- ${prose(note, 200)}`).join('\n')}`
}

const sourceOf = ({ source, as_of }: ComponentResult) => `${prose(source, 80)}, ${prose(as_of, 20)}`

function partCost(part: ComponentResult, { unit }: Page): string {
  if (part.usd_per_request !== null) return usd(part.usd_per_request * unit.requests)
  return part.usd_per_month === null ? 'unknown' : `${usd(part.usd_per_month)} a month`
}

/** Requests a month of the changed workloads, before and after where it differs. */
function traffic({ changes }: Page): string {
  const all = changes.flatMap(
    ({
      workload: {
        id,
        requests_per_month: { base, head },
      },
    }) => {
      if (head === null) return []
      return [`${code(id, 60)} ${base === null || base === head ? '' : `${count(base)} → `}${count(head)}`]
    },
  )
  const rest = all.length > 10 ? ` and ${plural(all.length - 10, 'more workload')}` : ''
  return all.length > 0 ? `\n\nRequests a month: ${all.slice(0, 10).join(', ')}${rest}.` : ''
}
