import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UnitcostError } from '../model/diagnostic.ts'
import { reporters } from '../report/index.ts'
import type { ReportOptions } from '../report/reporter.ts'
import type { Result } from '../report/result.ts'
import type { Host, Outcome } from './host.ts'
import type { Common } from './options.ts'

/** The result in the format that was asked for, to standard output or a file. */
export function present(
  result: Result,
  { format, output }: Pick<Common, 'format' | 'output'>,
  host: Host,
  extra: Partial<ReportOptions> = {},
): Outcome {
  const color = host.color && output === null
  const text = reporters[format](result, { color, width: host.width, ...extra })
  return deliver(text, output, host, result.exit_code)
}

export function deliver(text: string, output: string | null, host: Host, exitCode: 0 | 1 | 2): Outcome {
  const ended = text.endsWith('\n') ? text : `${text}\n`
  if (output === null) return { stdout: ended, stderr: '', exitCode }
  try {
    writeFileSync(resolve(host.cwd, output), ended)
  } catch (error) {
    throw new UnitcostError(
      'output',
      `${output} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      'Choose a file in a folder that exists and may be written.',
    )
  }
  return { stdout: '', stderr: '', exitCode }
}
