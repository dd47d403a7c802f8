import { createReadStream, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { UnitcostError } from '../../model/diagnostic.ts'

/** Where text comes from and goes to: a process, or a test. */
export type Streams = {
  /** Text of a file, or of standard input for `-`, in chunks. @throws UnitcostError `input` */
  readonly read: (path: string) => AsyncIterable<string>
  /** Resolves when there is room for more. */
  readonly write: (text: string) => Promise<void>
}

/** Streams of a process: its standard input and output, and the files of its disk. */
export const streamsOf =
  ({ stdin, stdout }: Pick<NodeJS.Process, 'stdin' | 'stdout'>) =>
  (cwd: string): Streams => ({
    read: path => (path === '-' ? stdin.setEncoding('utf8') : fileText(resolve(cwd, path), path)),
    write: text =>
      new Promise((done, failed) => {
        stdout.write(text, error => (error ? failed(error) : done()))
      }),
  })

function fileText(path: string, shown: string): AsyncIterable<string> {
  try {
    if (statSync(path).isFile()) return createReadStream(path, 'utf8')
  } catch {
    // Said below.
  }
  throw new UnitcostError(
    'input',
    `${shown} cannot be read`,
    'Name a file that exists, or `-` for standard input.',
  )
}
