import type { Diagnostic } from '../model/diagnostic.ts'
import type { Content } from '../snapshot/tree.ts'
import { readers } from './index.ts'
import { plain } from './prompts/plain.ts'
import { projects } from './projects.ts'
import { NOTHING, type ProjectReader, type Reader } from './reader.ts'
import type { Read, Seen } from './reading-cache.ts'
import { readersFor } from './relevant.ts'

/** What a file says: the first reader that recognizes it reads it. Undefined is a path that is not in the tree. */
export function readContent({ path, isNamed }: Seen, content: Content | undefined): Read {
  if (content === undefined) return SILENT
  if (content.kind === 'skipped') return { ...SILENT, diagnostics: [notAnalyzed(path, content.why)] }
  const file = { path, text: content.text }
  const ids = readersFor(path)
  const recognizes = ({ id, sniff }: Reader | ProjectReader) => ids.has(id) && sniff(file)
  const parts = projects.filter(recognizes).map(({ id }) => id)
  const reader = readers.find(recognizes) ?? (isNamed && parts.length === 0 ? plain : null)
  const reading = reader === null ? NOTHING : reader.read(file)
  return { ...reading, reader: reader?.id ?? null, projects: parts }
}

const SILENT: Read = { ...NOTHING, reader: null, projects: [] }

type Why = (Content & { kind: 'skipped' })['why']

const notAnalyzed = (path: string, why: Why): Diagnostic => ({
  code: `not-analyzed-${why}`,
  severity: 'error',
  message: `this file is not analyzed: ${WHY[why]}`,
  hint: REMEDY[why],
  path,
  line: null,
})

const WHY: Readonly<Record<Why, string>> = {
  binary: 'it is not text',
  'too-large': 'it is larger than 1 MiB',
  symlink: 'it is a symbolic link, and links are not followed',
  submodule: 'it lies in a submodule',
  'lfs-pointer': 'it is a Git LFS pointer, and its content is not in this clone',
  unreadable: 'it cannot be read',
}

const REMEDY: Readonly<Record<Why, string>> = {
  binary: 'Keep prompts and configurations as UTF-8 text.',
  'too-large': 'Split it, or declare its size in unitcost.yml.',
  symlink: 'Name the file that the link points to.',
  submodule: 'Run unitcost in the repository of the submodule, or copy the file.',
  'lfs-pointer': 'Keep this file in git itself, or declare its size in unitcost.yml.',
  unreadable: 'Check that the file exists and may be read.',
}
