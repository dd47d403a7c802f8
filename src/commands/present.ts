import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UnitcostError } from '../model/diagnostic.ts'
import { reporters } from '../report/index.ts'
import type { Result } from '../report/result.ts'
import type { Host, Outcome } from './host.ts'
import type { Common } from './options.ts'

/** The result in the format that was asked for, to standard output or a file. */
export function present(
  result: Result,
  { format, output, commit = null }: Pick<Common, 'format' | 'output'> & { readonly commit?: Result | null },
  host: Host,
): Outcome {
  const color = host.color && output === null
  const text = reporters[format](result, { color, width: host.width, commit })
  return deliver(text, { output, cwd: host.cwd, exitCode: result.exit_code })
}

export type Delivery = { readonly output: string | null; readonly cwd: string; readonly exitCode?: 0 | 1 | 2 }

/** Text to standard output, or to a file relative to `cwd`. */
export function deliver(text: string, { output, cwd, exitCode = 0 }: Delivery): Outcome {
  const ended = text.endsWith('\n') ? text : `${text}\n`
  if (output === null) return { stdout: ended, stderr: '', exitCode }
  try {
    writeFileSync(resolve(cwd, output), ended)
  } catch (error) {
    throw new UnitcostError(
      'output',
      `${output} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      'Choose a file in a folder that exists and may be written.',
    )
  }
  return { stdout: '', stderr: '', exitCode }
}
