import { resolve } from 'node:path'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { readContract } from '../../prices/contract.ts'
import { isObject } from '../../prices/contract-check.ts'
import { readFetched } from '../../prices/fetched.ts'
import type { PriceText } from '../../prices/open.ts'
import { openSheets } from '../../prices/sheets.ts'
import type { Outcome } from '../host.ts'
import { ageInDays, ageText, OUTDATED_DAYS } from './age.ts'
import type { PricesOptions } from './options.ts'
import { problemLines } from './problems.ts'
import { namedText, treePrices } from './tree-prices.ts'

/** Are the price files right, and is what they say still young? 1 when not. */
export async function check(options: PricesOptions, file: string | null): Promise<Outcome> {
  const files = file === null ? filesOf(options) : [namedText(resolve(options.cwd, file), file)]
  const read = files.map(text => ({ text, problems: problemsOf(text) }))
  const diagnostics = read.flatMap(({ problems }) => problems)
  const ages = await agesOf(options)
  const old = ages.filter(({ asOf }) => (ageInDays(asOf, options.date) ?? 0) > OUTDATED_DAYS)
  const lines = [
    ...read.map(({ text, problems }) =>
      problems.length === 0 ? `${text.path}: fine` : `${text.path}: ${problems.length} to put right`,
    ),
    ...(read.length === 0 ? ['no price files in .unitcost/: the built-in list applies'] : []),
    ...ages.map(({ name, asOf }) => `${name}: as of ${asOf}, ${ageText(asOf, options.date)}`),
    ...(old.length > 0
      ? ['Fetch today’s list with `unitcost prices update`, or install a newer version.']
      : []),
  ]
  return {
    stdout: `${lines.join('\n')}\n`,
    stderr: problemLines(diagnostics),
    exitCode: diagnostics.length > 0 || old.length > 0 ? 1 : 0,
  }
}

function filesOf({ root }: PricesOptions): readonly PriceText[] {
  const { contract, fetched } = treePrices(root)
  return [contract, fetched].filter(text => text !== null)
}

/** A fetched list says where it was fetched; everything else is meant as contract rates. */
const problemsOf = (file: PriceText): readonly Diagnostic[] =>
  isFetched(file.text) ? readFetched(file).diagnostics : readContract(file).diagnostics

function isFetched(text: string): boolean {
  try {
    const content: unknown = JSON.parse(text)
    return isObject(content) && ('models' in content || 'sha256' in content)
  } catch {
    return false
  }
}

/** The fetched list stands in for the built-in one. */
async function agesOf({ root }: PricesOptions): Promise<readonly { name: string; asOf: string }[]> {
  const { fetched, files } = await openSheets(treePrices(root))
  return fetched === null
    ? [{ name: 'built-in list', asOf: files.snapshot.as_of }]
    : [{ name: 'fetched list', asOf: fetched.fetched_at }]
}
