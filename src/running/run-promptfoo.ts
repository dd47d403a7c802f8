import { statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { UnitcostError } from '../model/diagnostic.ts'
import { launch, type Ended } from './launch.ts'
import type { Machine } from './machine.ts'
import type { Promptfoo } from './promptfoo.ts'

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
 * @throws UnitcostError `eval-timeout`, `eval-interrupted`, `eval-failed`, `eval-results`
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
    },
    machine,
  )
  if (ended.because !== 'exit') throw stopped(ended, run)
  const size = statSync(results, { throwIfNoEntry: false })?.size ?? null
  if (size === null || ended.code !== 0) throw failed(ended, run)
  if (size > MOST_BYTES) throw tooLarge(size)
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
  PROMPTFOO_CONFIG_DIR: join(scratch, 'promptfoo'),
  PROMPTFOO_FAILED_TEST_EXIT_CODE: '0',
  NO_COLOR: '1',
})

function stopped({ because, isThrottled }: Ended, { milliseconds, promptfoo }: EvalRun): UnitcostError {
  if (because === 'interrupt')
    return new UnitcostError('eval-interrupted', 'the evals were interrupted', 'Nothing was written.')
  if (because === 'not-started')
    return new UnitcostError(
      'promptfoo-missing',
      `\`${promptfoo.command}\` did not start`,
      'Install promptfoo in the repository (npm install --save-dev promptfoo), or install npm, which brings npx.',
    )
  return new UnitcostError(
    'eval-timeout',
    `the evals took longer than ${milliseconds / 1000} s${isThrottled ? ', and a provider answered that there are too many requests (429)' : ''}`,
    isThrottled
      ? 'promptfoo waits and asks again for minutes: lower evaluateOptions.maxConcurrency, raise the limit at the provider, or give more time with --timeout.'
      : 'Give more time with --timeout 30m, or test less.',
  )
}

function failed({ code, tail }: Ended, { suite }: EvalRun): UnitcostError {
  const lines = tail
    .replaceAll(/\p{Cc}/gu, sign => (sign === '\n' ? sign : ''))
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !/^at |ExperimentalWarning|--trace-warnings/.test(line))
  return new UnitcostError(
    'eval-failed',
    `promptfoo ended with exit code ${code} and without results of ${suite}:\n  ${lines.slice(-LAST_LINES).join('\n  ')}`,
    'Type the same yourself to see all that it says: promptfoo eval -c ' + suite,
  )
}

const LAST_LINES = 8

const tooLarge = (size: number) =>
  new UnitcostError(
    'eval-results',
    `the results have ${Math.round(size / 2 ** 20)} MiB; up to ${MOST_BYTES / 2 ** 20} MiB are read`,
    'Test less in one suite, or split it.',
  )
