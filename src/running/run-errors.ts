import { UnitcostError } from '../model/diagnostic.ts'

export const interruptedRun = () =>
  new UnitcostError(
    'eval-interrupted',
    'the evals were interrupted',
    'Nothing was written. Start them again.',
  )

export const notStarted = (command: string) =>
  new UnitcostError(
    'promptfoo-missing',
    `\`${command}\` did not start`,
    'Install promptfoo in the repository (npm install --save-dev promptfoo), or npm, which brings npx.',
  )

/** @param throttled the provider that answered 429; null: none did */
export const overtime = (milliseconds: number, throttled: string | null) =>
  throttled === null
    ? new UnitcostError(
        'eval-timeout',
        `the evals took longer than ${milliseconds / 1000} s`,
        'Give more time with --timeout 30m, or test less.',
      )
    : new UnitcostError(
        'eval-timeout',
        `the evals took longer than ${milliseconds / 1000} s: ${throttled} answered 429 (too many requests), and promptfoo waits for minutes before it asks again`,
        'Lower evaluateOptions.maxConcurrency, raise the limit at the provider, or give more time with --timeout 30m.',
      )

export function failedRun({
  code,
  tail,
  suite,
}: {
  readonly code: number | null
  readonly tail: string
  readonly suite: string
}): UnitcostError {
  const lines = tail
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .split('\n')
    .map(line => line.trim().slice(0, 300))
    .filter(line => line !== '' && !/^at |Warning|--trace-warnings/.test(line))
  const telling = lines.filter(line =>
    /^\S*(?:Error|error)\b.*:|^\W{0,3}(?:Invalid|Failed|Missing|Could not)/.test(line),
  )
  const said = (telling.length > 0 ? telling.slice(0, 2) : lines.slice(-4)).join(' ')
  return new UnitcostError(
    'eval-failed',
    `promptfoo ended with exit code ${code} and gave no results of ${suite}: ${said === '' ? 'it said nothing' : said}`,
    `See all that it says: promptfoo eval -c ${suite}`,
  )
}

export const tooLarge = (size: number, most: number) =>
  new UnitcostError(
    'eval-results',
    `the results have ${Math.ceil(size / 2 ** 20)} MiB; up to ${most / 2 ** 20} MiB are read`,
    'Test less in one suite, or split it.',
  )
