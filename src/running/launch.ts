import { spawn } from 'node:child_process'
import type { Machine } from './machine.ts'

export type Launch = {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly milliseconds: number
  /** Called every quarter of a minute. */
  readonly onProgress: (seconds: number) => void
}

export type Ended = {
  readonly because: 'exit' | 'time' | 'interrupt' | 'not-started'
  /** Null: it was ended, or did not start. */
  readonly code: number | null
  /** The end of what it printed, at most 64 KiB. */
  readonly tail: string
}

/** Runs a program in a process group of its own, which never outlives its time or an interruption of ours. */
export function launch(
  { command, args, cwd, env, milliseconds, onProgress }: Launch,
  machine: Machine,
): Promise<Ended> {
  return new Promise(resolve => {
    let tail = ''
    let seconds = 0
    const child = spawn(command, args, {
      cwd,
      env: { ...env },
      detached: !machine.isWindows,
      // npx is a script there.
      shell: machine.isWindows && command === 'npx',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    const finish = (because: Ended['because'], code: number | null = null) => {
      clearTimeout(timer)
      clearInterval(progress)
      stopListening()
      // Also after a normal end: what it left running would keep the user's tree busy.
      if (child.pid !== undefined) machine.end(child.pid)
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ because, code, tail })
    }
    const timer = setTimeout(() => finish('time'), milliseconds)
    const progress = setInterval(() => onProgress((seconds += STEP)), STEP * 1000)
    const stopListening = machine.whenInterrupted(() => finish('interrupt'))
    const listen = (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-LONGEST_TAIL)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', () => finish('not-started'))
    // Not `close`: whoever inherited its pipes may never let go of them.
    child.on('exit', code => setImmediate(() => finish('exit', code)))
  })
}

const LONGEST_TAIL = 64 * 1024
const STEP = 15
