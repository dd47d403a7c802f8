import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from '../src/report/json.ts'
import type { Result } from '../src/report/result.ts'

/** Null where there is none. */
export type Urls = { readonly comment: string | null; readonly checkRun: string | null }

/** What later steps can read; `action.yml` describes every one. */
export const outputsOf = (result: Result, resultPath: string, { comment, checkRun }: Urls) => ({
  verdict: result.verdict ?? 'not-judged',
  'exit-code': String(result.exit_code),
  'usd-per-month-delta': String((result.verdict === null ? null : result.totals.usd_per_month.delta) ?? ''),
  provisional: String(result.verdict !== null && result.provisional),
  result: resultPath,
  'check-run-url': checkRun ?? '',
  'comment-url': comment ?? '',
})

/** The result as JSON in a folder of its own: several steps of one job do not meet. Answers the path. */
export function writeResult(result: Result, folder = tmpdir()): string {
  const path = join(mkdtempSync(join(folder, 'unitcost-')), 'result.json')
  writeFileSync(path, json(result))
  return path
}
