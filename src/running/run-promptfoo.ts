import { statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { launch, type Ended } from './launch.ts'
import type { Machine } from './machine.ts'
import type { Promptfoo } from './promptfoo.ts'
import { failedRun, interruptedRun, notStarted, overtime, tooLarge } from './run-errors.ts'
import { throttledProvider } from './throttled.ts'

export type EvalRun = {
  readonly promptfoo: Promptfoo
  /** Top of the tree that is evaluated, absolute; paths of the suite count from here. */
  readonly root: string
  readonly suite: string
  /** A folder that nobody else uses, for the results and for what promptfoo keeps. */
  readonly scratch: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly milliseconds: number
}

/**
 * Runs a suite once. Answers the path of its results, whatever passed or failed.
 * @throws UnitcostError `eval-timeout`, `eval-interrupted`, `promptfoo-missing`, `eval-failed`, `eval-results`
 */
export async function runPromptfoo(run: EvalRun, machine: Machine): Promise<string> {
  const results = join(run.scratch, 'results.json')
  const { command, args } = run.promptfoo
  const ended = await launch(
    {
      command,
      args: [...args, 'eval', '-c', run.suite, '-o', results, ...QUIET],
      cwd: run.root,
      env: quietEnvironment(run, machine),
      milliseconds: run.milliseconds,
      onProgress: seconds => machine.say(progressWords(seconds, run)),
    },
    machine,
  )
  if (ended.because !== 'exit') throw stopped(ended.because, run)
  const size = statSync(results, { throwIfNoEntry: false })?.size ?? null
  if (size === null || ended.code !== 0) throw failedRun({ ...ended, suite: run.suite })
  if (size > MOST_BYTES) throw tooLarge(size, MOST_BYTES)
  return results
}

const MOST_BYTES = 512 * 2 ** 20

const QUIET = ['--no-cache', '--no-share', '--no-table', '--no-progress-bar']

/**
 * Nothing is shared, updated or generated elsewhere, and failed tests are no failed run: the gate judges them. One
 * event of promptfoo remains ("telemetry disabled"), which no setting stops.
 * https://www.promptfoo.dev/docs/usage/command-line/#environment-variables
 */
const quietEnvironment = ({ env, scratch }: EvalRun, { node }: Machine): EvalRun['env'] => ({
  ...env,
  // What is started by name (npx, the node of a provider) is the Node that was checked.
  PATH: [dirname(node), env['PATH'] ?? ''].join(delimiter),
  PROMPTFOO_DISABLE_TELEMETRY: '1',
  PROMPTFOO_DISABLE_UPDATE: '1',
  PROMPTFOO_DISABLE_SHARING: '1',
  PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
  PROMPTFOO_CONFIG_DIR: stateOf(scratch),
  PROMPTFOO_FAILED_TEST_EXIT_CODE: '0',
  NO_COLOR: '1',
})

const stateOf = (scratch: string) => join(scratch, 'promptfoo')

function progressWords(seconds: number, { milliseconds, scratch }: EvalRun): string {
  const provider = throttledProvider(stateOf(scratch))
  const why =
    provider === null
      ? ''
      : `; ${provider} answered 429 (too many requests), so promptfoo waits and asks again`
  return `  still running: ${seconds} s of at most ${milliseconds / 1000} s${why}`
}

function stopped(because: Exclude<Ended['because'], 'exit'>, { scratch, milliseconds, promptfoo }: EvalRun) {
  if (because === 'interrupt') return interruptedRun()
  if (because === 'not-started') return notStarted(promptfoo.command)
  return overtime(milliseconds, throttledProvider(stateOf(scratch)))
}
