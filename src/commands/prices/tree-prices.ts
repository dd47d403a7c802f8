import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UnitcostError } from '../../model/diagnostic.ts'
import { FETCHED_PATH } from '../../prices/fetched.ts'
import type { PriceText } from '../../prices/open.ts'

export const CONTRACT_PATH = '.unitcost/prices.json'

/** Both price files of a working tree; null where there is none. */
export const treePrices = (root: string) => ({
  contract: textAt(root, CONTRACT_PATH),
  fetched: textAt(root, FETCHED_PATH),
})

/** @throws UnitcostError `unreadable-prices` where there is something that cannot be read as a file */
export function textAt(root: string, path: string): PriceText | null {
  try {
    return { path, text: readFileSync(join(root, path), 'utf8') }
  } catch (error) {
    if (isAbsent(error)) return null
    throw unreadable(path, error)
  }
}

/** A file that somebody named has to be there. */
export function namedText(path: string, shown: string): PriceText {
  try {
    return { path: shown, text: readFileSync(path, 'utf8') }
  } catch (error) {
    throw unreadable(shown, error)
  }
}

const isAbsent = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const unreadable = (path: string, error: unknown) =>
  new UnitcostError(
    'unreadable-prices',
    `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    'Name a file that exists.',
  )
