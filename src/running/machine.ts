/** What a run of evals needs of the computer that it runs on. */
export type Machine = {
  /** The Node that runs this program: path and version. */
  readonly node: string
  readonly nodeVersion: string
  readonly isWindows: boolean
  /** Ends a process at once, with everything that it started. */
  readonly end: (pid: number) => void
  /** Calls back when somebody interrupts this program; the answer stops listening. */
  readonly whenInterrupted: (act: () => void) => () => void
  /** One line of progress. */
  readonly say: (line: string) => void
}

type Process = Pick<NodeJS.Process, 'execPath' | 'versions' | 'platform' | 'kill' | 'once' | 'off' | 'stderr'>

export const machineOf = (program: Process): Machine => ({
  node: program.execPath,
  nodeVersion: program.versions.node,
  isWindows: program.platform === 'win32',
  end: pid => {
    try {
      // A negative id means the whole group; Windows has none, and ends the process alone.
      program.kill(program.platform === 'win32' ? pid : -pid, 'SIGKILL')
    } catch {
      // It ended by itself meanwhile.
    }
  },
  whenInterrupted: act => {
    for (const signal of SIGNALS) program.once(signal, act)
    return () => {
      for (const signal of SIGNALS) program.off(signal, act)
    }
  },
  say: line => program.stderr.write(`${line}\n`),
})

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
