import { resolve } from 'node:path'
import { changesBetween } from '../../prices/changes.ts'
import type { SnapshotRow } from '../../prices/rows.ts'
import type { Outcome } from '../host.ts'
import { usage } from '../options.ts'
import { changeLines } from './change-text.ts'
import type { PricesOptions } from './options.ts'
import { rowsOf } from './rows-of.ts'
import { namedText } from './tree-prices.ts'

/** What B says differently than A. */
export async function compare(options: PricesOptions, [a, b, extra]: readonly string[]): Promise<Outcome> {
  if (a === undefined || b === undefined || extra !== undefined)
    throw usage(
      'compare takes two price lists',
      'Write `unitcost prices compare built-in .unitcost/price-book.json`.',
    )
  const [before, after] = [await named(a, options), await named(b, options)]
  const changes = changesBetween(before, after)
  const stdout = options.json
    ? JSON.stringify({ version: 1, ...changes }, null, 2)
    : changeLines(changes, options).join('\n')
  return { stdout: `${stdout}\n`, stderr: '', exitCode: 0 }
}

async function named(name: string, { cwd }: PricesOptions): Promise<readonly SnapshotRow[]> {
  if (name !== 'built-in') return rowsOf(namedText(resolve(cwd, name), name))
  const { embedded } = await import('../../prices/embedded.ts')
  return embedded.snapshot.models
}
