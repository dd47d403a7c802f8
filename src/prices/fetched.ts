import type { Diagnostic } from '../model/diagnostic.ts'
import { isObject } from './contract-check.ts'
import { checkRows } from './fetched-check.ts'
import type { SnapshotRow } from './rows.ts'
import { rowLines } from './row-text.ts'

/** Where `unitcost prices update` leaves the list that it fetched. */
export const FETCHED_PATH = '.unitcost/price-book.json'

/** A price list that somebody fetched on purpose, with what is needed to fetch and check it again. */
export type FetchedList = {
  readonly url: string
  /** YYYY-MM-DD */
  readonly fetched_at: string
  /** Of the text that was fetched, in hex. */
  readonly sha256: string
  readonly models: readonly SnapshotRow[]
}

type File = { readonly path: string; readonly text: string }
type Read = { readonly list: FetchedList | null; readonly diagnostics: readonly Diagnostic[] }

/** The whole list of a thousand models has 0.3 MB. */
const LONGEST_FILE = 4_000_000

/**
 * Reads `.unitcost/price-book.json`. A file with an error in it is not used at all: the built-in list is
 * dated and whole, half a list would be neither.
 */
export function readFetched(file: File | null): Read {
  if (file === null) return { list: null, diagnostics: [] }
  if (file.text.length > LONGEST_FILE) return refused(file, [`it has more than ${LONGEST_FILE} characters`])
  const content = parse(file.text)
  if (!isObject(content)) return refused(file, ['it is not a JSON object'])
  const problems = [...headProblems(content), ...checkRows(content['models'])]
  if (problems.length > 0) return refused(file, problems)
  return { list: { ...headOf(content), models: rowsOf(content['models']) }, diagnostics: [] }
}

/** The text of a fetched list: one model a line, the same for the same list. */
export function fetchedText({ url, fetched_at, sha256, models }: FetchedList): string {
  const head = { version: 1, url, fetched_at, sha256 }
  return `${JSON.stringify(head).slice(0, -1)},"models":[\n${rowLines(models)}\n]}\n`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

type Head = Readonly<Record<string, unknown>>

function headProblems(content: Head): readonly string[] {
  const { version, url, fetched_at: day, sha256 } = content
  return [
    version === 1 ? null : 'it does not say "version": 1',
    typeof url === 'string' && url.length < 2000 ? null : '`url` is not a text',
    typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? null : '`fetched_at` is not a day',
    typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? null : '`sha256` is not a hash in hex',
  ].filter(problem => problem !== null)
}

const headOf = (content: Head) => ({
  url: String(content['url']),
  fetched_at: String(content['fetched_at']),
  sha256: String(content['sha256']),
})

// checkRows has looked at every field of every row.
const rowsOf = (models: unknown): readonly SnapshotRow[] => (Array.isArray(models) ? models : [])

function refused({ path }: File, problems: readonly string[]): Read {
  const more = problems.length > 3 ? `; and ${problems.length - 3} more` : ''
  const diagnostic: Diagnostic = {
    code: 'price-book-invalid',
    severity: 'error',
    message: `the fetched price list is not used: ${problems.slice(0, 3).join('; ')}${more}`,
    hint: 'Fetch it again with `unitcost prices update`, or delete it to use the built-in list.',
    path,
    line: null,
  }
  return { list: null, diagnostics: [diagnostic] }
}
