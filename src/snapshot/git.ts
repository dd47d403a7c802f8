import { spawn } from 'node:child_process'
import { UnitcostError } from '../model/diagnostic.ts'
import { NETWORK, type Environment } from './environment.ts'

/** Runs git once in one directory. Resolves with any exit code; see `ask` for the usual case. */
export type Git = (args: readonly string[], call?: GitCall) => Promise<GitAnswer>

export type GitCall = {
  readonly stdin?: string
  /** Takes standard output as it comes, instead of collecting it. */
  readonly sink?: (chunk: Buffer) => void
  /** Lets this call talk to a remote. */
  readonly network?: boolean
}

export type GitAnswer = { readonly code: number; readonly stdout: Buffer; readonly stderr: string }

export type Limits = { readonly milliseconds: number; readonly bytes: number }

const LIMITS: Limits = { milliseconds: 120_000, bytes: 256 * 1024 * 1024 }

/** `env` comes from `gitEnvironment`. @throws UnitcostError `git-not-installed`, `git-timeout`, `git-output` */
export function gitIn(dir: string, env: Environment, limits = LIMITS): Git {
  return (args, call = {}) =>
    new Promise((resolve, reject) => {
      const command = `git ${args[0]}`
      const child = spawn('git', ['-C', dir, '--no-pager', ...args], {
        env: call.network ? { ...env, ...NETWORK } : { ...env },
        stdio: [call.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        windowsHide: true,
      })
      const stop = (error: Error) => {
        clearTimeout(timer)
        child.kill('SIGKILL')
        // What git started may outlive it and hold the pipes.
        child.stdout?.destroy()
        child.stderr?.destroy()
        reject(error)
      }
      const timer = setTimeout(() => stop(tooSlow(command, limits)), limits.milliseconds)
      const stdout = collector(call.sink, limits.bytes, () => stop(tooMuch(command, limits)))
      const stderr = collector(undefined, Infinity, () => {})
      child.stdout?.on('data', stdout.take)
      child.stderr?.on('data', (chunk: Buffer) => stderr.size() < 64 * 1024 && stderr.take(chunk))
      child.on('error', error => stop(notStarted(error)))
      child.on('close', code => {
        clearTimeout(timer)
        resolve({ code: code ?? 128, stdout: stdout.bytes(), stderr: stderr.bytes().toString() })
      })
      // git may exit before it has read everything.
      child.stdin?.on('error', () => {})
      child.stdin?.end(call.stdin)
    })
}

/** Standard output of a call that has to succeed. @throws UnitcostError `git-failed` */
export async function ask(git: Git, args: readonly string[], call?: GitCall): Promise<string> {
  const answer = await git(args, call)
  if (answer.code !== 0) throw failed(args, answer)
  return answer.stdout.toString()
}

export function failed(args: readonly string[], { code, stderr }: Omit<GitAnswer, 'stdout'>): UnitcostError {
  const said = stderr.trim().split('\n', 1)[0] || `exit code ${code}`
  return new UnitcostError('git-failed', `git ${args[0]} failed: ${said}`, `Type: git ${args.join(' ')}`)
}

function collector(sink: GitCall['sink'], limit: number, overflow: () => void) {
  const chunks: Buffer[] = []
  let size = 0
  const take = (chunk: Buffer) => {
    if (sink) return sink(chunk)
    size += chunk.length
    if (size > limit) overflow()
    else chunks.push(chunk)
  }
  return { take, size: () => size, bytes: () => Buffer.concat(chunks) }
}

function notStarted(error: Error): UnitcostError {
  const missing = 'code' in error && error.code === 'ENOENT'
  return missing
    ? new UnitcostError(
        'git-not-installed',
        'git is not installed',
        'Install git 2.31 or later, on the PATH.',
      )
    : new UnitcostError('git-failed', `git did not start: ${error.message}`, 'Type: git --version')
}

const tooSlow = (command: string, { milliseconds }: Limits) =>
  new UnitcostError(
    'git-timeout',
    `${command} took longer than ${milliseconds / 1000} s`,
    'Type the same command to see what it waits for.',
  )

const tooMuch = (command: string, { bytes }: Limits) =>
  new UnitcostError(
    'git-output',
    `${command} printed more than ${bytes / 2 ** 20} MiB`,
    'The repository is larger than this program reads.',
  )
