import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { SourceFile } from '../../reader.ts'
import { parseYaml } from '../../yaml.ts'
import type { YamlReading } from '../../yaml.ts'

/** The documents of a file; one that is broken costs itself, not the others. */
export function documentsOf(file: SourceFile): YamlReading {
  const whole = parseYaml(file)
  if (whole.diagnostics.every(({ code }) => code !== 'yaml-syntax')) return whole
  const parts = partsOf(file.text).map(({ text, line }) => parseYaml({ path: file.path, text }, line))
  const diagnostics = parts.flatMap(part => part.diagnostics)
  return {
    documents: parts.flatMap(({ documents }) => documents),
    diagnostics: diagnostics.length === 0 ? whole.diagnostics : oneOf(diagnostics),
  }
}

const oneOf = ([first, ...others]: readonly Diagnostic[]): readonly Diagnostic[] => {
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
