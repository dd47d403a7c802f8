import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { findProvider } from '@pydantic/genai-prices'
import { GENAI_PROVIDERS, genaiRows } from '../src/prices/genai.ts'
import { rowLines } from '../src/prices/row-text.ts'

/** The installed package has no date inside: it is the day of this version's release. */
const RELEASE = { version: '0.1.8', date: '2026-09-23' }
const SOURCE = `genai-prices ${RELEASE.version}`
const FILE = new URL('../pricing/models.snapshot.json', import.meta.url)

/**
 * The text of `pricing/models.snapshot.json`, one model per line, sorted, the same for the same package.
 * @throws Error when another version of genai-prices is installed than the one whose date is known here
 */
export function snapshotText(): string {
  checkRelease()
  const providers = GENAI_PROVIDERS.map(providerId => findProvider({ providerId }))
  const rows = genaiRows(providers, { as_of: RELEASE.date, source: SOURCE })
  return `{"as_of":"${RELEASE.date}","source":"${SOURCE}","models":[\n${rowLines(rows)}\n]}\n`
}

function checkRelease() {
  const entry = createRequire(import.meta.url).resolve('@pydantic/genai-prices')
  const manifest: { version?: string } = JSON.parse(
    readFileSync(new URL('../package.json', `file://${entry}`), 'utf8'),
  )
  if (manifest.version !== RELEASE.version)
    throw new Error(`genai-prices ${manifest.version} is installed: set RELEASE to its version and date`)
}

function main(check: boolean) {
  const text = snapshotText()
  if (!check) return writeFileSync(FILE, text)
  if (readFileSync(FILE, 'utf8') === text) return
  console.error('pricing/models.snapshot.json is not what this script makes: run it without --check')
  process.exitCode = 1
}

if (import.meta.main) main(process.argv.includes('--check'))
