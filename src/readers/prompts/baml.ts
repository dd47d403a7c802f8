import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Place } from '../../model/evidence.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { clientRoutes } from './baml/clients.ts'
import { fileOf } from './baml/file.ts'
import { functionPrompts } from './baml/functions.ts'

/** Clients are routes, functions are prompts. https://docs.boundaryml.com/ref/baml */
export const baml: Reader = {
  id: 'baml',
  title: 'BAML',
  files: ['**/*.baml'],
  sniff: ({ text }) => /^[ \t]*(?:client\s*<|client\s+\w+\s*\{|function\s+\w+\s*\()/m.test(text),
  read,
}

function read({ path, text }: SourceFile): Reading {
  const file = fileOf(path, text)
  const { prompts, diagnostics } = functionPrompts(file)
  const cut = file.unclosed === null ? [] : [neverClosed({ path, line: file.unclosed })]
  return { facts: [...clientRoutes(file), ...prompts], diagnostics: [...cut, ...diagnostics] }
}

const neverClosed = (at: Place): Diagnostic => ({
  code: 'baml-syntax',
  severity: 'error',
  message: 'A string or bracket here lacks its other half, so this file cannot be read as a whole.',
  hint: 'Close it, so that the cost of this file can be read again.',
  ...at,
})
