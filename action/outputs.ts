import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from '../src/report/json.ts'
import type { Result } from '../src/report/result.ts'

/** What later steps can read; `action.yml` describes every one. The URL is null where there is no comment. */
export const outputsOf = (result: Result, resultPath: string, commentUrl: string | null) => ({
  verdict: result.verdict ?? 'not-judged',
  'exit-code': String(result.exit_code),
  'usd-per-month-delta': String((result.verdict === null ? null : result.totals.usd_per_month.delta) ?? ''),
  result: resultPath,
  'comment-url': commentUrl ?? '',
})

/** The result as JSON in a folder of its own: several steps of one job do not meet. Answers the path. */
export function writeResult(result: Result, folder = tmpdir()): string {
  const path = join(mkdtempSync(join(folder, 'unitcost-')), 'result.json')
  writeFileSync(path, json(result))
  return path
}
