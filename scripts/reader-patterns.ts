import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { PATTERNS } from '../src/readers/patterns.ts'

/**
 * An esbuild plugin: the module that collects the globs of the readers becomes the globs. Bundles then tell
 * which paths are relevant before any reader is loaded.
 */
export const readerPatterns = (root: string): Plugin => ({
  name: 'reader-patterns',
  setup(build) {
    build.onLoad({ filter: /patterns\.ts$/ }, ({ path }) =>
      path === join(root, 'src', 'readers', 'patterns.ts')
        ? { contents: `export const PATTERNS = ${JSON.stringify(PATTERNS)}`, loader: 'js' }
        : null,
    )
  },
})
