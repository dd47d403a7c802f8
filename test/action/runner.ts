import { spawn } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Payload } from './event.ts'

export type Job = {
  readonly event: string
  readonly payload: Payload
  /** The checkout. */
  readonly workspace: string
  readonly sha: string
  readonly apiUrl: string
  readonly token: string
  /** GITHUB_RUN_ID. */
  readonly run?: number
  readonly attempt?: number
  /** What the workflow says in `with:`. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Variables that this job has otherwise than usual. */
  readonly variables?: Readonly<Record<string, string>>
}

export type Ran = {
  readonly code: number | null
  /** What the job's log holds: both streams, as the runner reads them. */
  readonly log: string
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
}

/**
 * Runs the built Action as a runner does: a process of its own that knows only these variables. What it leaves
 * lies beside the bundle, and goes with it.
 */
export async function runAction(entry: string, job: Job): Promise<Ran> {
  const folder = await mkdtemp(join(dirname(entry), 'job-'))
  const file = (name: string) => join(folder, name)
  await writeFile(file('event.json'), JSON.stringify(job.payload))
  await writeFile(file('output'), '')
  await writeFile(file('summary'), '')
  const env = {
    ...(process.env['PATH'] ? { PATH: process.env['PATH'] } : {}),
    ...variables(job, folder),
    ...job.variables,
  }
  const { code, log } = await finished(spawn(process.execPath, [entry], { cwd: job.workspace, env }))
  return {
    code,
    log,
    summary: await readFile(file('summary'), 'utf8'),
    outputs: outputsIn(await readFile(file('output'), 'utf8')),
  }
}

function variables(job: Job, folder: string): Readonly<Record<string, string>> {
  const inputs = Object.entries({ 'github-token': job.token, ...job.inputs })
  return {
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: job.apiUrl,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'dev/shop',
    GITHUB_EVENT_NAME: job.event,
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_SHA: job.sha,
    GITHUB_WORKSPACE: job.workspace,
    GITHUB_RUN_ID: String(job.run ?? 1),
    GITHUB_RUN_NUMBER: '1',
    GITHUB_RUN_ATTEMPT: String(job.attempt ?? 1),
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    RUNNER_TEMP: folder,
    ...Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  }
}

const finished = (child: ReturnType<typeof spawn>) =>
  new Promise<{ readonly code: number | null; readonly log: string }>((resolve, reject) => {
    const chunks: Buffer[] = []
    child.stdout?.on('data', chunk => chunks.push(chunk))
    child.stderr?.on('data', chunk => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', code => resolve({ code, log: Buffer.concat(chunks).toString() }))
  })

/** `name<<delimiter`, lines, `delimiter`. */
const outputsIn = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/^([^\n<]+)<<(\S+)\n(?:([\s\S]*?)\n)?\2$/gm)].map(([, name, , value = '']) => [
      name,
      value,
    ]),
  )
