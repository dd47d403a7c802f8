import { execFileSync, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Result } from '../src/report/result.ts'

/**
 * node scripts/replay.ts REPOSITORY [MOST]
 * Judges the newest commits of a repository against their first parents, with the built command line, as their
 * pull requests would have been. Prints what went wrong, what each verdict was, and the median time of a run.
 */
const [repository = '.', most = '100'] = process.argv.slice(2)
const cli = resolve(import.meta.dirname, '..', 'action', 'dist', 'cli.js')
const git = (args: readonly string[]) =>
  execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8', maxBuffer: 1e9 }).trim()

const commits = git(['log', `--max-count=${most}`, '--first-parent', '--min-parents=1', '--format=%H']).split(
  '\n',
)
const runs = commits.map(commit => {
  const started = performance.now()
  const args = [cli, 'diff', `${commit}^`, commit, '--repo', repository, '--format', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 })
  return { commit, stdout, stderr, ms: performance.now() - started }
})

const judged = runs.map(run => ({ ...run, result: parsed(run.stdout) }))
for (const { commit, result, stderr } of judged) {
  if (result?.verdict == null)
    console.log(`${commit.slice(0, 10)} not judged: ${result?.error.message ?? stderr.slice(0, 300)}`)
  for (const { path, line, message, hint } of result?.diagnostics ?? [])
    if (hint.trim() === '') console.log(`${commit.slice(0, 10)} no remedy: ${path}:${line} ${message}`)
}
const times = judged.map(({ ms }) => ms).toSorted((a, b) => a - b)
const changed = judged.filter(({ result }) => result?.workloads.some(({ status }) => status !== 'unchanged'))
const count = (verdict: string) => judged.filter(({ result }) => result?.verdict === verdict).length
console.log(
  `${judged.length} commits: ${count('pass')} pass, ${count('warn')} warn, ${count('block')} block; ` +
    `${changed.length} change a cost; median ${Math.round(times[times.length >> 1] ?? 0)} ms`,
)
for (const { commit, result } of changed.slice(0, 40))
  console.log(
    `  ${commit.slice(0, 10)} ${result?.workloads
      .filter(({ status }) => status !== 'unchanged')
      .map(({ id, status }) => `${status} ${id}`)
      .slice(0, 3)
      .join(', ')}`,
  )

function parsed(text: string): Result | null {
  try {
    return JSON.parse(text) as Result
  } catch {
    return null
  }
}
