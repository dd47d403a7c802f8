import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { PATTERNS } from '../src/readers/patterns.ts'

/**
 * An esbuild plugin: the module that turns the globs of the readers into expressions becomes the expressions.
 * Bundles then match paths without a glob compiler, and before any reader is loaded.
 */
export const compiledPatterns = (root: string): Plugin => ({
  name: 'compiled-patterns',
  setup(build) {
    build.onLoad({ filter: /patterns\.ts$/ }, ({ path }) =>
      path === join(root, 'src', 'readers', 'patterns.ts') ? { contents: code(), loader: 'js' } : null,
    )
  },
})

function code(): string {
  const entries = Object.entries(PATTERNS).map(([id, pattern]) => `${JSON.stringify(id)}: ${pattern}`)
  return `export const PATTERNS = { ${entries.join(', ')} }\n`
}
