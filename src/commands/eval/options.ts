import { parseArgs } from 'node:util'
import { PINNED } from '../../running/promptfoo.ts'
import { usage } from '../options.ts'

export type EvalOptions = {
  readonly suites: readonly string[]
  readonly repo: string
  readonly config: string
  /** A revision, `auto` for the default branch, or `skip`. */
  readonly base: string
  readonly milliseconds: number
  readonly maxUsd: number | null
  readonly version: string
  readonly again: boolean
  /** Only says what would be asked, and of whom. */
  readonly plan: boolean
  readonly json: boolean
}

/** @throws UnitcostError `usage` */
export function evalOptions(args: readonly string[]): EvalOptions {
  const { values, positionals } = parsed(args)
  const format = values.format ?? 'terminal'
  if (!['terminal', 'json'].includes(format))
    throw usage(`there is no format \`${format}\``, 'Formats are terminal and json.')
  return {
    suites: positionals.map(plainPath),
    repo: values.repo ?? '.',
    config: plainPath(values.config ?? 'unitcost.yml'),
    base: values.base ?? 'auto',
    milliseconds: millisecondsOf(values.timeout ?? '15m'),
    maxUsd: values['max-usd'] === undefined ? null : dollarsOf(values['max-usd']),
    version: values['promptfoo-version'] ?? PINNED,
    again: values.again === true,
    plan: values.plan === true,
    json: format === 'json',
  }
}

const OPTIONS = {
  repo: { type: 'string' },
  config: { type: 'string' },
  base: { type: 'string' },
  timeout: { type: 'string' },
  'max-usd': { type: 'string' },
  'promptfoo-version': { type: 'string' },
  again: { type: 'boolean' },
  plan: { type: 'boolean' },
  format: { type: 'string' },
} as const

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error), 'See `unitcost eval --help`.')
  }
}

const plainPath = (path: string) => path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')

function millisecondsOf(text: string): number {
  const [, amount, unit = 's'] = /^(\d{1,6})(s|m|h)?$/.exec(text) ?? []
  const milliseconds = Number(amount) * (UNITS[unit] ?? Number.NaN)
  if (milliseconds > 0 && milliseconds <= LONGEST) return milliseconds
  throw usage(
    `\`${text.slice(0, 50)}\` is not a time limit`,
    'Write --timeout 90s, 15m or 2h; at most a day.',
  )
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 }
const LONGEST = 24 * 3_600_000

function dollarsOf(text: string): number {
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Number(text)
  throw usage(`\`${text.slice(0, 50)}\` is not an amount in USD`, 'Write --max-usd 2.50.')
}
