import picomatch from 'picomatch'
import { readers } from './index.ts'

/**
 * Reader id → the paths that it asks for, as one expression. The bundler replaces this file by the expressions
 * themselves, so that a bundle can tell what is relevant without loading a reader.
 */
export const PATTERNS: Readonly<Record<string, RegExp>> = Object.fromEntries(
  readers.map(({ id, files }) => [id, expressionOf(files)]),
)

/** A path may hold a line feed: `.` matches it. */
function expressionOf(globs: readonly string[]): RegExp {
  return new RegExp(globs.map(glob => picomatch.makeRe(glob, { dot: true }).source).join('|'), 's')
}
