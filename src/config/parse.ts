import { LineCounter, isScalar, parseDocument, visit } from 'yaml'
import type { Document, Pair, YAMLError } from 'yaml'
import type { Diagnostic } from '../model/diagnostic.ts'
import { placesOf } from './places.ts'
import type { Places } from './places.ts'
import { keyName, shown } from './problem.ts'

const LARGEST = 256 * 1024

export type Parsed = {
  /** Undefined when the text is not readable YAML. */
  readonly value: unknown
  readonly places: Places
  readonly diagnostics: readonly Diagnostic[]
}

/** YAML 1.2 text to a value, with the line of every key. https://yaml.org/spec/1.2.2/ */
export function parseYaml(file: { readonly path: string; readonly text: string }): Parsed {
  const refuse = (code: string, message: string, hint: string): Parsed => ({
    value: undefined,
    places: () => ({ path: file.path, line: null }),
    diagnostics: [{ code, severity: 'error', message, hint, path: file.path, line: null }],
  })
  if (file.text.length > LARGEST)
    return refuse(
      'config-too-large',
      'The file is larger than 256 KiB.',
      'Split it, or remove what is not used.',
    )
  const lines = new LineCounter()
  // Duplicate keys are looked for below: the parser's own search is quadratic.
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const places = placesOf(file.path, document, lines)
  const report = (code: string, offset: number, words: Pick<Diagnostic, 'message' | 'hint'>): Diagnostic => ({
    code,
    severity: 'error',
    ...words,
    path: file.path,
    line: lines.linePos(offset).line,
  })
  const syntax = [...document.errors, ...document.warnings].map(problem =>
    report('config-syntax', problem.pos[0], {
      message: `This is not valid YAML: ${yamlProblem(problem)}.`,
      hint: 'Correct the syntax; nothing after this place was read.',
    }),
  )
  if (syntax.length > 0) return { value: undefined, places, diagnostics: syntax }
  const repeated = repeatedKeys(document).map(({ key, offset }) =>
    report('config-duplicate-key', offset, {
      message: `${keyName([key])} is written twice in the same map.`,
      hint: 'Keep one of the two.',
    }),
  )
  return repeated.length > 0
    ? { value: undefined, places, diagnostics: repeated }
    : { places, ...unaliased(document, refuse) }
}

type Refuse = (code: string, message: string, hint: string) => Parsed

function unaliased(document: Document, refuse: Refuse): Pick<Parsed, 'value' | 'diagnostics'> {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), diagnostics: [] }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return refuse('config-aliases', 'The file uses YAML aliases too often.', 'Write the values out.')
  }
}

function repeatedKeys(document: Document) {
  const repeated: { readonly key: string; readonly offset: number }[] = []
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        const name = nameOf(key)
        if (name !== null && seen.has(name.key)) repeated.push(name)
        if (name !== null) seen.add(name.key)
      }
    },
  })
  return repeated
}

function nameOf(key: Pair['key']) {
  return isScalar(key) ? { key: String(key.value), offset: key.range?.[0] ?? 0 } : null
}

const yamlProblem = ({ code, message }: YAMLError) =>
  code === 'MULTIPLE_DOCS' ? 'it holds several documents' : shown(message).replace(/\.$/, '')
