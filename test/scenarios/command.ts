import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import type { Judged, NotJudged } from '../../src/report/result.ts'
import { gitTestEnvironment } from '../repository.ts'

export type Ran = {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export type Where = {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

const CLI = resolve(import.meta.dirname, '..', '..', 'src', 'cli.ts')

/** The day on which every scenario is priced, so that a new price file changes no test. */
const DAY = ['--date', '2026-11-20']

/** Runs the command line from its sources, as a process of its own: what a user sees. */
export const unitcost = (args: readonly string[], { cwd, env = gitTestEnvironment }: Where): Promise<Ran> =>
  new Promise(done => {
    const options = { cwd, env, maxBuffer: 64 * 1024 * 1024 }
    const child = execFile(process.execPath, [CLI, ...args], options, (_, stdout, stderr) =>
      done({ exitCode: child.exitCode, stdout, stderr }),
    )
  })

/** The JSON result of a command that judged. */
export async function judgedBy(args: readonly string[], where: Where) {
  const { exitCode, json, stderr } = await asked(args, where)
  return { exitCode, result: json as Judged, stderr }
}

/** The JSON result of a command that could not judge. */
export async function refusedBy(args: readonly string[], where: Where) {
  const { exitCode, json, stderr } = await asked(args, where)
  return { exitCode, result: json as NotJudged, stderr }
}

async function asked(args: readonly string[], where: Where) {
  const { exitCode, stdout, stderr } = await unitcost([...args, '--format', 'json', ...DAY], where)
  if (!stdout.startsWith('{')) throw new Error(`no JSON, exit code ${exitCode}: ${stderr}`)
  return { exitCode, json: JSON.parse(stdout) as unknown, stderr }
}

export async function commentOf(args: readonly string[], where: Where): Promise<string> {
  const { stdout } = await unitcost([...args, '--format', 'markdown', ...DAY], where)
  return stdout
}
