import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { UnitcostError } from '../../model/diagnostic.ts'
import { changesBetween } from '../../prices/changes.ts'
import { checkRows } from '../../prices/fetched-check.ts'
import { FETCHED_PATH, fetchedText, readFetched } from '../../prices/fetched.ts'
import type { FetchedList } from '../../prices/fetched.ts'
import { genaiRows } from '../../prices/genai.ts'
import type { SnapshotRow } from '../../prices/rows.ts'
import { count } from '../../words/numbers.ts'
import type { Outcome } from '../host.ts'
import { changeLines } from './change-text.ts'
import { download } from './download.ts'
import type { PricesOptions } from './options.ts'
import { namedText, textAt } from './tree-prices.ts'

/** https://github.com/pydantic/genai-prices */
const LIST = 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json'

/** Today's list has 0.4 MB. */
const LIMITS = { mostBytes: 16_000_000, timeoutMs: 30_000 }

type Outside = { readonly fetch: typeof fetch; readonly today: string }

/** Fetches a price list, says what it changes, and leaves it in the tree for the next commit. */
export async function update(options: PricesOptions, { fetch, today }: Outside): Promise<Outcome> {
  const { embedded } = await import('../../prices/embedded.ts')
  const builtIn = embedded.snapshot.models
  const url = options.from ?? LIST
  const text = isUrl(url)
    ? await download(url, { fetch, ...LIMITS })
    : namedText(resolve(options.cwd, url), url).text
  const models = checked(text, { url, today, atLeast: builtIn.length / 2 })
  const fetched = { url, fetched_at: today, sha256: createHash('sha256').update(text).digest('hex'), models }
  const before = readFetched(textAt(options.root, FETCHED_PATH)).list?.models ?? builtIn
  const lines = [
    ...changeLines(changesBetween(before, models), options),
    '',
    options.dryRun
      ? `Nothing was written: ${FETCHED_PATH} would have ${count(models.length)} models.`
      : written(options.root, fetched),
  ]
  return { stdout: `${lines.join('\n')}\n`, stderr: '', exitCode: 0 }
}

const isUrl = (text: string) => /^[a-z][a-z0-9+.-]+:\/\//i.test(text)

type Expected = { readonly url: string; readonly today: string; readonly atLeast: number }

/** A list that lost half of its models is an accident somewhere; prices must not vanish by accident. */
function checked(text: string, { url, today, atLeast }: Expected): readonly SnapshotRow[] {
  const models = genaiRows(parse(text, url), { as_of: today, source: `genai-prices, fetched ${today}` })
  const problems = checkRows(models)
  if (problems.length > 0) throw notUsable(url, problems.slice(0, 3).join('; '))
  if (models.length < atLeast)
    throw notUsable(url, `it prices ${models.length} models, fewer than half of the built-in list`)
  return models
}

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw notUsable(url, 'it is not JSON')
  }
}

const notUsable = (url: string, why: string) =>
  new UnitcostError(
    'prices-unusable',
    `${url} is not a price list that can be used: ${why}`,
    'Nothing was written.',
  )

function written(root: string, list: FetchedList): string {
  const path = join(root, FETCHED_PATH)
  try {
    mkdirSync(dirname(path), { recursive: true })
    const draft = `${path}.${randomUUID()}`
    writeFileSync(draft, fetchedText(list))
    renameSync(draft, path)
  } catch (error) {
    throw new UnitcostError(
      'output',
      `${FETCHED_PATH} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      'Make the folder writable.',
    )
  }
  return `Wrote ${FETCHED_PATH}: ${count(list.models.length)} models, sha256 ${list.sha256.slice(0, 12)}….
Commit it: pull requests are judged with the list on their base branch.`
}
