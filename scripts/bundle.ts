import { existsSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { build } from 'esbuild'
import { compiledPatterns } from './compiled-patterns.ts'
import { jsonText } from './json-text.ts'
import { licenseTexts } from './licenses.ts'
import { standaloneAjv } from './standalone-ajv.ts'

const ENTRIES = ['src/cli.ts', 'src/index.ts', 'action/review.ts']
const EXECUTABLE = 'cli.js'

// Some dependencies are CommonJS and ask for Node's modules by `require`, which ESM does not have.
const REQUIRE = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);"
const SHEBANG = '#!/usr/bin/env node\n'

export type Bundle = {
  /** File name → content, sorted by name. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Entry points that do not exist (yet). */
  readonly skipped: readonly string[]
}

/**
 * Everything of `action/dist`, in memory: ESM for Node 20 and later, one chunk for each lazy import. The same
 * sources give the same bytes on every machine.
 */
export async function bundle(root: string, entries: readonly string[] = ENTRIES): Promise<Bundle> {
  const present = entries.filter(entry => existsSync(join(root, entry)))
  const out = join(root, 'action', 'dist')
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: present.map(entry => ({ in: join(root, entry), out: basename(entry, '.ts') })),
    outdir: out,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    legalComments: 'none',
    // The build for Node asks the environment at every token whether to log it.
    alias: { yaml: join(root, 'node_modules', 'yaml', 'browser', 'index.js') },
    plugins: [standaloneAjv(root), compiledPatterns(root), jsonText],
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const code = outputFiles.map(
    ({ path, contents }) => [relative(out, path), finished(relative(out, path), contents)] as const,
  )
  const licenses = new TextEncoder().encode(licenseTexts(root, Object.keys(metafile.inputs)))
  const files = [...code, ['licenses.txt', licenses] as const].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { files: new Map(files), skipped: entries.filter(entry => !present.includes(entry)) }
}

function finished(name: string, contents: Uint8Array): Uint8Array {
  const code = new TextDecoder().decode(contents)
  const shebang = name === EXECUTABLE ? SHEBANG : ''
  const head = shebang + (/\brequire\b/.test(code) ? REQUIRE : '')
  return Buffer.concat([Buffer.from(head), contents])
}

export const isExecutable = (name: string) => name === EXECUTABLE
