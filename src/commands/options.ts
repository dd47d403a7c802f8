import { parseArgs, type ParseArgsConfig } from 'node:util'
import { isDate } from '../config/values.ts'
import { UnitcostError } from '../model/diagnostic.ts'

export type Format = 'terminal' | 'markdown' | 'json'

/** Options that every judging command takes. */
export type Common = {
  readonly repo: string
  readonly config: string
  readonly format: Format
  readonly output: string | null
  readonly date: string | null
  readonly positionals: readonly string[]
  readonly flags: ReadonlySet<string>
  /** Values of options that may be given several times, by name. */
  readonly lists: ReadonlyMap<string, readonly string[]>
}

type Own = { readonly flags?: readonly string[]; readonly lists?: readonly string[] }

export const COMMON_HELP = `Options:
  --repo DIR         the repository (default: the current directory)
  --config FILE      path of unitcost.yml inside the repository (default: unitcost.yml)
  --format FORMAT    terminal, markdown or json (default: terminal)
  --output FILE      write the result to a file instead of standard output
  --date YYYY-MM-DD  take prices of this day (default: the day of HEAD's commit)
  --help             show this text

Exit codes: 0 passed or warned, 1 blocked, 2 could not judge. Works offline.`

/**
 * Reads the arguments of a command.
 * @param own names of switches, and of options that may be repeated, that this command takes beside the common ones
 * @throws UnitcostError `usage`
 */
export function parseCommon(args: readonly string[], { flags = [], lists = [] }: Own = {}): Common {
  const { values, positionals } = parse(args, { flags, lists })
  const text = (name: string) => {
    const value = values[name]
    return typeof value === 'string' ? value : null
  }
  const format = text('format') ?? 'terminal'
  if (!isFormat(format))
    throw usage(`there is no format \`${format}\``, 'Formats are terminal, markdown and json.')
  const date = text('date')
  if (date !== null && !isDate(date))
    throw usage(`\`${date}\` is not a day`, 'Write the date as YYYY-MM-DD, for example --date 2026-11-20.')
  return {
    repo: text('repo') ?? '.',
    config: (text('config') ?? 'unitcost.yml').replaceAll('\\', '/').replace(/^\.\//u, ''),
    format,
    output: text('output'),
    date,
    positionals,
    flags: new Set(flags.filter(flag => values[flag] === true)),
    lists: new Map(lists.map(name => [name, textsOf(values[name])])),
  }
}

const textsOf = (value: unknown) =>
  (Array.isArray(value) ? value : []).filter(text => typeof text === 'string')

const isFormat = (name: string): name is Format => ['terminal', 'markdown', 'json'].includes(name)

const TEXT_OPTIONS = ['repo', 'config', 'format', 'output', 'date']

type Parsed = { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] }

function parse(args: readonly string[], { flags, lists }: Required<Own>): Parsed {
  const options: ParseArgsConfig['options'] = Object.fromEntries([
    ...TEXT_OPTIONS.map(name => [name, { type: 'string' }] as const),
    ...flags.map(name => [name, { type: 'boolean' }] as const),
    ...lists.map(name => [name, { type: 'string', multiple: true }] as const),
  ])
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error), 'See `unitcost help`.')
  }
}

export const usage = (message: string, hint: string) => new UnitcostError('usage', message, hint)
