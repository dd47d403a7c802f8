import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { build } from 'esbuild'
import { readerPatterns } from './reader-patterns.ts'
import { jsonText } from './json-text.ts'
import { licenseTexts } from './licenses.ts'
import { standaloneAjv } from './standalone-ajv.ts'

const ENTRIES = [
  'src/cli.ts',
  'src/index.ts',
  'src/promptfoo.ts',
  'action/review.ts',
  'action/command.ts',
  'action/comment.ts',
]
const EXECUTABLE = 'cli.js'

// Some dependencies are CommonJS and ask for Node's modules by `require`, which ESM does not have.
const REQUIRE = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);"
const SHEBANG = '#!/usr/bin/env node\n'

/** Where src/version.ts has the hash of the bundle, known once there is a bundle. */
const BUILD = '<hash of the bundle>'

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
    plugins: [standaloneAjv(root), readerPatterns(root), jsonText],
    define: { UNITCOST_BUILD: JSON.stringify(BUILD) },
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const hash = createHash('sha256')
  for (const { contents } of outputFiles) hash.update(contents)
  const id = hash.digest('hex').slice(0, 20)
  const code = outputFiles.map(({ path, text }) => {
    const name = relative(out, path)
    return [name, Buffer.from(finished(name, text.replaceAll(BUILD, id)))] as const
  })
  const licenses = new TextEncoder().encode(licenseTexts(root, Object.keys(metafile.inputs)))
  const files = [...code, ['licenses.txt', licenses] as const].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { files: new Map(files), skipped: entries.filter(entry => !present.includes(entry)) }
}

function finished(name: string, code: string): string {
  const shebang = name === EXECUTABLE ? SHEBANG : ''
  return shebang + (/\brequire\b/.test(code) ? REQUIRE : '') + code
}

export const isExecutable = (name: string) => name === EXECUTABLE
