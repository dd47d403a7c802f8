import { readers } from './index.ts'
import { projects } from './projects.ts'

/**
 * Reader id → the globs of paths that it asks for. The bundler replaces this file by its value, so that a bundle
 * can tell what is relevant without loading a reader.
 */
export const PATTERNS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...readers, ...projects].map(({ id, files }) => [id, files]),
)
