import { spawn } from 'node:child_process'
import type { Machine } from './machine.ts'

export type Launch = {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly milliseconds: number
}

export type Ended = {
  /** Null: it was ended, or did not start. */
  readonly code: number | null
  readonly because: 'exit' | 'time' | 'interrupt' | 'not-started'
  /** The end of what it printed, at most 16 KiB. */
  readonly tail: string
  /** It spoke of too many requests: promptfoo then waits and asks again, for minutes. */
  readonly isThrottled: boolean
}

/** Runs a program in a process group of its own, which never outlives its time or an interruption of ours. */
export function launch({ command, args, cwd, env, milliseconds }: Launch, machine: Machine): Promise<Ended> {
  return new Promise(resolve => {
    const printed = { tail: '', isThrottled: false }
    const child = spawn(command, args, {
      cwd,
      env: { ...env },
      detached: !machine.isWindows,
      shell: machine.isWindows && !command.endsWith('.exe'),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    const listen = (chunk: Buffer) => {
      printed.tail = (printed.tail + chunk.toString()).slice(-LONGEST_TAIL)
      if (printed.isThrottled || !THROTTLED.test(printed.tail)) return
      printed.isThrottled = true
      machine.say(
        '  a provider answers that there are too many requests (429): promptfoo waits and asks it again',
      )
    }
    const finish = (because: Ended['because'], code: number | null) => {
      clearTimeout(timer)
      clearInterval(progress)
      stopListening()
      if (because !== 'exit' && child.pid !== undefined) machine.end(child.pid)
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ because, code, ...printed })
    }
    const timer = setTimeout(() => finish('time', null), milliseconds)
    let seconds = 0
    const progress = setInterval(() => {
      seconds += EVERY_SECONDS
      machine.say(`  still running: ${seconds} s of at most ${milliseconds / 1000} s`)
    }, EVERY_SECONDS * 1000)
    const stopListening = machine.whenInterrupted(() => finish('interrupt', null))
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', () => finish('not-started', null))
    child.on('close', code => finish('exit', code))
  })
}

const LONGEST_TAIL = 16 * 1024
const EVERY_SECONDS = 15
const THROTTLED = /\b429\b|rate.?limit|too many requests/i
