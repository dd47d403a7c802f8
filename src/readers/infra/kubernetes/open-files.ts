import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { SourceFile } from '../../reader.ts'
import type { Layer } from '../setting.ts'
import { documentsOf } from './documents.ts'
import { namesAccelerator } from './recognize.ts'

export type OpenFiles = {
  /** The documents of a file, which is read when it is first asked for. */
  readonly documents: (path: string) => readonly Layer[]
  /** What was wrong with the files that were asked for. */
  readonly diagnostics: () => readonly Diagnostic[]
}

/** @param skipped files that are no YAML before something renders them */
export function openFiles(files: ReadonlyMap<string, SourceFile>, skipped: ReadonlySet<string>): OpenFiles {
  const opened = new Map<string, readonly Layer[]>()
  const diagnostics: Diagnostic[] = []
  const open = (path: string): readonly Layer[] => {
    const file = files.get(path)
    if (file === undefined || skipped.has(path)) return []
    const yaml = documentsOf(file)
    diagnostics.push(...yaml.diagnostics.flatMap(found => weighed(file, found)))
    return yaml.documents.map(value => ({ path, value }))
  }
  return {
    diagnostics: () => diagnostics,
    documents(path) {
      const known = opened.get(path) ?? open(path)
      opened.set(path, known)
      return known
    },
  }
}

/** What another program renders is not broken; it is said where it would have mattered. */
function weighed({ path, text }: SourceFile, found: Diagnostic): readonly Diagnostic[] {
  if (!/\{\{|\{%|<%/.test(text)) return [found]
  if (!namesAccelerator(text)) return []
  return [
    {
      code: 'not-analyzed-template',
      severity: 'warning',
      message: 'Not analyzed: this is a template, and it names accelerators.',
      hint: 'Commit what it renders to, to have it read.',
      path,
      line: found.line,
    },
  ]
}
