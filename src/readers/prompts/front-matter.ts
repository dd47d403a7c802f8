import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import { valueOf } from '../yaml-value.ts'
import type { YamlValue } from '../yaml-value.ts'

export type FrontMatter = {
  /** A field at the top; nothing where it is missing or cannot be read. */
  readonly get: (key: string) => YamlValue
  readonly body: string
  /** The line of the file on which the body begins. */
  readonly bodyLine: number
  readonly diagnostics: readonly Diagnostic[]
}

/** Whether a file begins with front matter; comment lines may stand before it. */
export const hasFrontMatter = (text: string): boolean => fenced(text) !== null

/**
 * Cuts a file into the YAML between two `---` lines and the rest. When the YAML is broken, every field that
 * makes sense on its own is still read: that is a warning, or an error when one of the `vital` fields is lost.
 */
export function frontMatterOf(file: SourceFile, vital: readonly string[]): FrontMatter | null {
  const fences = fenced(file.text)
  if (fences === null) return null
  const yaml = file.text.slice(fences.yamlStart, fences.yamlEnd)
  const line = linesIn(file.text, 0, fences.yamlStart)
  const body = file.text.slice(fences.bodyStart)
  const bodyLine = line + linesIn(file.text, fences.yamlStart, fences.bodyStart) + 1
  if (yaml.length > LARGEST)
    return { get: () => NOTHING_READ, body, bodyLine, diagnostics: [tooLarge(file.path, line + 1)] }
  const whole = parseYaml({ path: file.path, text: '\n'.repeat(line) + yaml })
  const root = firstDocument(whole)
  if (whole.diagnostics.length === 0)
    return { get: key => root?.get(key) ?? NOTHING_READ, body, bodyLine, diagnostics: [] }
  const fields = readableFields(file.path, yaml.slice(0, LARGEST_BROKEN), line)
  const diagnostics = whole.diagnostics.map(found => lostFields(found, fields.lost, vital))
  return { get: key => fields.read.get(key) ?? NOTHING_READ, body, bodyLine, diagnostics }
}

/** In characters. Nobody writes more by hand. */
const LARGEST = 200_000

const tooLarge = (path: string, line: number): Diagnostic => ({
  code: 'front-matter-too-large',
  severity: 'error',
  message: 'The front matter is longer than 200,000 characters, so it is not read.',
  hint: 'Move long values into files of their own, or declare this call in unitcost.yml.',
  path,
  line,
})

type Fences = { readonly yamlStart: number; readonly yamlEnd: number; readonly bodyStart: number }

function fenced(text: string): Fences | null {
  const opening = /^(?:[ \t]*(?:#[^\n]*)?\n){0,300}---[ \t]*\n/.exec(text)
  if (opening === null) return null
  const yamlStart = opening[0].length
  const fence = /^---[ \t]*(?:\n|$)/gm
  fence.lastIndex = yamlStart
  const closing = fence.exec(text)
  if (closing === null) return null
  return { yamlStart, yamlEnd: closing.index, bodyStart: closing.index + closing[0].length }
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

const NOTHING_READ: YamlValue = valueOf(null, { lineAt: () => 1, resolve: () => null })

type Fields = { readonly read: ReadonlyMap<string, YamlValue>; readonly lost: readonly string[] }

const MOST_FIELDS = 100
const LARGEST_BROKEN = 50_000

/** Each field at the top of a broken document, read as a document of its own. */
function readableFields(path: string, yaml: string, line: number): Fields {
  const starts = [...yaml.matchAll(/^([A-Za-z_$][\w$-]*)[ \t]*:/gm)].slice(0, MOST_FIELDS)
  const read = new Map<string, YamlValue>()
  const lost: string[] = []
  for (const [index, { 1: key = '', index: start }] of starts.entries()) {
    const text = yaml.slice(start, starts[index + 1]?.index)
    const blank = '\n'.repeat(line + linesIn(yaml, 0, start))
    const field = firstDocument(parseYaml({ path, text: blank + text }))
    if (field === null) lost.push(key)
    else read.set(key, field.get(key))
  }
  return { read, lost }
}

function lostFields(found: Diagnostic, lost: readonly string[], vital: readonly string[]): Diagnostic {
  const names = lost.slice(0, 5).join(', ')
  return {
    ...found,
    code: 'front-matter-syntax',
    severity: lost.length === 0 || lost.some(key => vital.includes(key)) ? 'error' : 'warning',
    message: found.message.replace('This file', 'The front matter'),
    hint:
      names === ''
        ? 'Fix the syntax near this line, so that its cost can be read again.'
        : `Fix the syntax near this line: until then ${names} is not read, and what it adds is not counted.`,
  }
}
