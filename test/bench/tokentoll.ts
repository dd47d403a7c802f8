import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from './measure.ts'
import { run } from './measure.ts'

/**
 * tokentoll 0.6.1 from a checkout, on the same two revisions. Its price file lies where it looks for a fresh
 * download, so that it neither fetches nor warns; launchers of Python (pyenv) are left out of the time.
 * Answers the reason as a string where it cannot run.
 */
export function tokentoll(checkout: string, repository: string, scratch: string): Command | string {
  const source = resolve(checkout, 'src')
  const home = join(scratch, 'tokentoll-home')
  const env = { ...process.env, HOME: home, USERPROFILE: home, PYTHONPATH: source }
  const launcher = { program: 'python3', args: ['-c', 'import sys; print(sys.executable)'], cwd: scratch }
  try {
    mkdirSync(join(home, '.tokentoll'), { recursive: true })
    cpSync(
      join(source, 'tokentoll', 'pricing', 'data', 'model_prices.json'),
      join(home, '.tokentoll', 'model_prices.json'),
    )
    writeFileSync(
      join(home, '.tokentoll', 'cache_meta.json'),
      JSON.stringify({ fetched_at: Date.now() / 1000 }),
    )
    const program = run({ ...launcher, env: process.env }).trim()
    const command = { program, args: ['-m', 'tokentoll', 'diff', 'main..HEAD'], cwd: repository, env }
    const said = run(command)
    return /Changed: 10\b/.test(said) ? command : `it does not see the 10 changes:\n${said}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
