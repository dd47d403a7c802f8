import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Plugin } from 'esbuild'

/**
 * An esbuild plugin: JSON becomes text that is parsed when it is needed, which is faster than JavaScript
 * literals of the same content. https://v8.dev/blog/cost-of-javascript-2019#json
 */
export const jsonText: Plugin = {
  name: 'json-text',
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, ({ path, with: { type } }) =>
      type === 'json' ? { contents: code(path), loader: 'js' } : null,
    )
  },
}

function code(path: string): string {
  const content = JSON.parse(readFileSync(path, 'utf8'))
  // Of package.json a bundle knows the version only: it does not change with a script.
  const kept = basename(path) === 'package.json' ? { version: content.version } : content
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(kept))})\n`
}
