import { LineCounter, parseAllDocuments } from 'yaml'
import type { Document } from 'yaml'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { SourceFile } from './reader.ts'
import { anchorsOf } from './yaml-anchors.ts'
import { valueOf } from './yaml-value.ts'
import type { YamlValue } from './yaml-value.ts'

export type { YamlField, YamlValue } from './yaml-value.ts'

export type YamlReading = {
  /** One value per document of the stream; none when the file cannot be read. */
  readonly documents: readonly YamlValue[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads YAML 1.2 and JSON, with positions, merge keys and aliases. Nothing is constructed from tags.
 * A repeated key is allowed and the last one counts, as most programs that load such files do it.
 * A file that cannot be read gives no documents and one diagnostic: `yaml-syntax`, or `yaml-too-large` for
 * nesting and aliases beyond what anybody writes by hand.
 * @param firstLine the line of the file in which the text begins, where it is only a part of it
 */
export function parseYaml(file: SourceFile, firstLine = 1): YamlReading {
  const lines = new LineCounter()
  const parsed = parseAllDocuments(file.text, {
    lineCounter: lines,
    logLevel: 'silent',
    merge: true,
    prettyErrors: false,
    uniqueKeys: false,
  })
  const documents = Array.isArray(parsed) ? parsed : []
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1
  const broken = documents.flatMap(document => document.errors).at(0)
  if (broken !== undefined) {
    const line = lineAt(broken.pos[0])
    return { documents: [], diagnostics: [syntaxError(file.path, line, broken.message)] }
  }
  return readDocuments(file.path, documents, lineAt)
}

/** The only document of a file, or the first; null when the file cannot be read or is empty. */
export const firstDocument = (reading: YamlReading): YamlValue | null => reading.documents.at(0) ?? null

function readDocuments(
  path: string,
  documents: readonly Document[],
  lineAt: (offset: number) => number,
): YamlReading {
  const values: YamlValue[] = []
  for (const document of documents) {
    const anchors = anchorsOf(document)
    if (anchors.kind === 'refused') {
      return { documents: [], diagnostics: [tooLarge(path, lineAt(anchors.offset), anchors.why)] }
    }
    values.push(valueOf(document.contents, { lineAt, resolve: alias => anchors.targets.get(alias) ?? null }))
  }
  return { documents: values, diagnostics: [] }
}

const syntaxError = (path: string, line: number, reason: string): Diagnostic => ({
  code: 'yaml-syntax',
  severity: 'error',
  message: `This file is not valid YAML: ${reason.slice(0, 120).replace(/\.$/, '')}.`,
  hint: 'Fix the syntax near this line, so that its cost can be read again.',
  path,
  line,
})

const tooLarge = (path: string, line: number, reason: string): Diagnostic => ({
  code: 'yaml-too-large',
  severity: 'error',
  message: `This file is refused: ${reason}.`,
  hint: 'Write the values out, or split the file.',
  path,
  line,
})
