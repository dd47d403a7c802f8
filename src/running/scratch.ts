import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A temporary folder for as long as `use` takes. */
export async function withScratch<Found>(use: (folder: string) => Promise<Found>): Promise<Found> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unitcost-eval-')))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
