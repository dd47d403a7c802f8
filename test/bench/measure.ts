import { spawnSync } from 'node:child_process'

/** One command, or several that are timed together. */
export type Contestant = {
  readonly name: string
  readonly commands: readonly Command[]
  /** Runs before each round, untimed. */
  readonly prepare?: () => void
}

export type Command = {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin?: string
}

/**
 * Median wall-clock milliseconds of each contestant. Rounds are interleaved (A B C A B C …), so that a machine
 * that slows down slows everybody down.
 * @throws Error when a command fails
 */
export function medians(contestants: readonly Contestant[], rounds: number): ReadonlyMap<string, number> {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const { name, commands, prepare } of contestants) {
      prepare?.()
      const start = performance.now()
      for (const command of commands) run(command)
      times.get(name)?.push(performance.now() - start)
    }
  return new Map([...times].map(([name, all]) => [name, median(all)]))
}

/** Standard output. @throws Error when the command does not end with 0 */
export function run({ program, args, cwd, env, stdin = '' }: Command): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    input: stdin,
    maxBuffer: 256 * 1024 * 1024,
  })
  if (status === 0) return stdout.toString()
  throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${error?.message ?? stderr.toString()}`)
}

function median(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}
