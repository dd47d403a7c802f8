import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { HEAD, kindOf, refused, type Kind, type Source } from '../../evidence/index.ts'
import { UnitcostError } from '../../model/diagnostic.ts'
import { visibleLine } from '../../report/visible.ts'

export type Opening = { readonly cwd: string; readonly maxSize: number }

export type Opened = { readonly source: Source; readonly kind: Kind }

/**
 * A file to import, and what its content is. Its size is checked before anything of it is read, and again while
 * it is. @throws UnitcostError `import` with the name of the file and the reason
 */
export function opened(name: string, { cwd, maxSize }: Opening): Opened {
  try {
    const source = sourceOf(name, resolve(cwd, name), maxSize)
    return { source, kind: kindOf(source) }
  } catch (error) {
    throw withName(error, name)
  }
}

/** Refusals say why; this says what. Once: the innermost name is the file's own. */
export const withName = (error: unknown, name: string): unknown =>
  error instanceof UnitcostError && error.code === 'import-refused'
    ? new UnitcostError('import', `${visibleLine(name, 200)} is not imported: ${error.message}`, error.hint)
    : error

function sourceOf(name: string, path: string, maxSize: number): Source {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) throw refused('there is no such file', 'Name a file that exists.')
  if (!stats.isFile()) throw refused('it is not a file', 'Name a file.')
  if (stats.size > maxSize) throw tooLarge(stats.size, maxSize)
  return { name, head: headOf(path), text: () => textOf(path, maxSize) }
}

function headOf(path: string): string {
  const bytes = Buffer.alloc(HEAD)
  const file = descriptorOf(path)
  try {
    const length = readSync(file, bytes, 0, HEAD, 0)
    return withoutMark(bytes.toString('utf8', 0, length))
  } finally {
    closeSync(file)
  }
}

function descriptorOf(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    throw refused(
      `it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Check its rights.',
    )
  }
}

async function* textOf(path: string, maxSize: number): AsyncGenerator<string> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK })
  let isFirst = true
  for await (const chunk of stream) {
    if (stream.bytesRead > maxSize) throw tooLarge(stream.bytesRead, maxSize)
    const text = String(chunk)
    yield isFirst ? withoutMark(text) : text
    isFirst = false
  }
}

const CHUNK = 256 * 1024

const withoutMark = (text: string) => text.replace(/^\uFEFF/, '')

const tooLarge = (size: number, most: number) =>
  refused(
    `it has ${megabytes(size)}, and at most ${megabytes(most)} are read`,
    'Import a part of it, or allow more with --max-size MEGABYTES.',
  )

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`
