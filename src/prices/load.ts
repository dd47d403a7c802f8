import { openBook } from './open.ts'
import type { ContractFile, OpenedBook } from './open.ts'

/**
 * The price book for one day, from the price files of this version and the contract rates of the tree.
 * The price files are read here and not before, so that a run that prices nothing does not pay for them.
 * @param date YYYY-MM-DD
 */
export async function loadBook(date: string, contract: ContractFile | null): Promise<OpenedBook> {
  const { embedded } = await import('./embedded.ts')
  return openBook({ date, contract, ...embedded })
}
