import type { Reading } from '../reader.ts'
import { factsOf } from './call-facts.ts'
import type { Module } from './module.ts'

/** Code that this parser does not understand may still be right, so it only matters where a call is missing. */
export const CODE_SYNTAX = 'code-syntax'

export const readingOf = (module: Module): Reading => ({
  facts: factsOf(module),
  diagnostics:
    module.brokenAt === null
      ? []
      : [
          {
            code: CODE_SYNTAX,
            severity: 'error',
            message: 'this code does not parse, and a model call of it is missing',
            hint: 'Correct the syntax; if the call is gone on purpose, remove it in a file that parses.',
            path: module.path,
            line: module.brokenAt,
          },
        ],
})
