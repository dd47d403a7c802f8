import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isDate } from '../../config/values.ts'
import type { Host } from '../host.ts'
import { usage } from '../options.ts'

export type PricesOptions = {
  /** The folder of the repository, absolute. */
  readonly root: string
  /** What other paths are relative to. */
  readonly cwd: string
  /** YYYY-MM-DD */
  readonly date: string
  readonly json: boolean
  readonly from: string | null
  readonly dryRun: boolean
  readonly color: boolean
  readonly width: number
  readonly positionals: readonly string[]
}

/** @throws UnitcostError `usage` */
export function pricesOptions(args: readonly string[], { cwd, today, color, width }: Host): PricesOptions {
  const { values, positionals } = parse(args)
  const { repo = '.', date = today, format = 'terminal', from = null, 'dry-run': dryRun = false } = values
  if (!isDate(date))
    throw usage(`\`${date}\` is not a day`, 'Write the date as YYYY-MM-DD, for example --date 2026-11-20.')
  if (format !== 'terminal' && format !== 'json')
    throw usage(`there is no format \`${format}\` here`, 'Formats are terminal and json.')
  return {
    root: resolve(cwd, repo),
    cwd,
    date,
    json: format === 'json',
    from,
    dryRun,
    color,
    width,
    positionals,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        repo: { type: 'string' },
        date: { type: 'string' },
        format: { type: 'string' },
        from: { type: 'string' },
        'dry-run': { type: 'boolean' },
      },
    })
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error), 'See `unitcost prices --help`.')
  }
}
