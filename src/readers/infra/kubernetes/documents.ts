import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { SourceFile } from '../../reader.ts'
import { parseYaml } from '../../yaml.ts'
import type { YamlReading } from '../../yaml.ts'
import { isRelevant } from './recognize.ts'

/**
 * The documents of a file that matter: installation files are megabytes of definitions of kinds. One that is
 * broken costs itself, not the others.
 */
export function documentsOf(file: SourceFile): YamlReading {
  const { path } = file
  const parts = partsOf(file.text).filter(({ text }) => isRelevant({ path, text }))
  // What belongs here only because of what it was at base is broken, and nobody knows where.
  const read = isRelevant(file) ? parts : [{ text: file.text, line: 1 }]
  const readings = read.map(({ text, line }) => parseYaml({ path, text }, line))
  return {
    documents: readings.flatMap(({ documents }) => documents),
    diagnostics: oneOf(readings.flatMap(({ diagnostics }) => diagnostics)),
  }
}

function oneOf([first, ...others]: readonly Diagnostic[]): readonly Diagnostic[] {
  if (first === undefined) return []
  const more = others.length === 0 ? '' : ` (and ${others.length} more of its documents)`
  return [{ ...first, message: first.message.replace(/\.$/, `${more}.`) }]
}

type Part = { readonly text: string; readonly line: number }

/** A `---` at the begin of a line always separates, also inside a block that is not closed. */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = []
  let lines: string[] = []
  let start = 1
  for (const [index, line] of text.split('\n').entries()) {
    if (/^---(?:\s|$)/.test(line)) {
      parts.push({ text: lines.join('\n'), line: start })
      lines = []
      start = index + 1
    }
    lines.push(line)
  }
  return [...parts, { text: lines.join('\n'), line: start }]
}
