import { parse, TomlError } from 'smol-toml'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceFile } from '../reader.ts'
import type { YamlValue } from '../yaml.ts'
import { addressOf, tomlLines } from './toml-lines.ts'
import type { TomlLines } from './toml-lines.ts'

export type TomlReading =
  | { readonly kind: 'read'; readonly root: YamlValue }
  | { readonly kind: 'broken'; readonly diagnostics: readonly Diagnostic[] }

const MAX_DEPTH = 100

/** Reads TOML 1.0 into the same kind of value that YAML files give, with lines. */
export function parseToml({ path, text }: SourceFile): TomlReading {
  try {
    const document = parse(text, { integersAsBigInt: 'asNeeded', maxDepth: MAX_DEPTH })
    return { kind: 'read', root: valueOf(document, { path: [], line: 1, lines: tomlLines(text) }) }
  } catch (error) {
    const isSyntax = error instanceof TomlError
    if (!isSyntax && !(error instanceof RangeError)) throw error
    return { kind: 'broken', diagnostics: [syntaxError(path, isSyntax ? error : null)] }
  }
}

type Where = { readonly path: readonly (string | number)[]; readonly line: number; readonly lines: TomlLines }

function valueOf(value: unknown, where: Where): YamlValue {
  const below = (key: string | number, child: unknown): YamlValue => {
    const path = [...where.path, key]
    return valueOf(child, { ...where, path, line: where.lines.get(addressOf(path)) ?? where.line })
  }
  const fields = isTable(value) ? value : {}
  return {
    shape: shapeOf(value),
    line: where.line,
    tag: null,
    written: { line: where.line, verbatim: false },
    get: key => below(key, Object.hasOwn(fields, key) ? fields[key] : undefined),
    items: () => (Array.isArray(value) ? value.map((item, index) => below(index, item)) : []),
    entries: () => Object.entries(fields).map(([key, child]) => ({ key, value: below(key, child) })),
    text: () => (isScalar(value) ? String(value) : null),
    number: () => numberOf(value),
    boolean: () => (typeof value === 'boolean' ? value : null),
    plain: () => value,
  }
}

function shapeOf(value: unknown): YamlValue['shape'] {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'list'
  return isTable(value) ? 'map' : 'scalar'
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

const isScalar = (value: unknown): value is string | number | bigint | boolean =>
  ['string', 'number', 'bigint', 'boolean'].includes(typeof value)

function numberOf(value: unknown): number | null {
  const number = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : null
}

/** The parser's message repeats lines of the file: only its first line is said. */
const syntaxError = (path: string, error: TomlError | null): Diagnostic => ({
  code: 'toml-syntax',
  severity: 'error',
  message: `This file is not valid TOML: ${reasonOf(error)}.`,
  hint: 'Fix the syntax near this line, so that its cost can be read again.',
  path,
  line: error?.line ?? null,
})

const reasonOf = (error: TomlError | null): string =>
  error === null
    ? 'it is nested too deep'
    : (error.message.split('\n', 1)[0] ?? '').replace(/^Invalid TOML document: /, '').slice(0, 120)
