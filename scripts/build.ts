import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bundle, isExecutable } from './bundle.ts'
import type { Bundle } from './bundle.ts'

/**
 * node scripts/build.ts [--check] [--outdir DIR]
 * Writes the committed bundle, or with --check fails when the committed one is not what the sources give.
 * `"type": "module"` of the package.json above makes the files ESM, in a checkout and in the npm package.
 */
const root = resolve(import.meta.dirname, '..')
const { values } = parseArgs({ options: { check: { type: 'boolean' }, outdir: { type: 'string' } } })
const folder = resolve(values.outdir ?? join(root, 'action', 'dist'))
const built = await bundle(root)
if (values.check === true) check(built)
else write(built)

function write({ files, skipped }: Bundle) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of files)
    writeFileSync(join(folder, name), content, { mode: isExecutable(name) ? 0o755 : 0o644 })
  for (const [name, content] of files) console.log(`${name} ${(content.length / 1024).toFixed(0)} KiB`)
  for (const entry of skipped) console.log(`${entry} does not exist: skipped`)
}

function check({ files }: Bundle) {
  const committed = existsSync(folder) ? readdirSync(folder) : []
  const differing = [...new Set([...files.keys(), ...committed])].filter(name => {
    const expected = files.get(name)
    return !expected || !committed.includes(name) || !readFileSync(join(folder, name)).equals(expected)
  })
  if (differing.length === 0) return console.log('action/dist is what the sources give.')
  console.error(`action/dist is not what the sources give (${differing.toSorted().join(', ')}).`)
  console.error('Run `node scripts/build.ts` and commit action/dist.')
  process.exitCode = 1
}
