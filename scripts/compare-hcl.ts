import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from '@cdktf/hcl2json'
import { buildSync } from 'esbuild'
import { compare } from './compare-hcl/disagreements.ts'
import type { Comparison } from './compare-hcl/disagreements.ts'
import type { Json } from './compare-hcl/outline.ts'
import { outlineOf } from './compare-hcl/outline.ts'

/**
 * Reads every Terraform file below a folder with our parser and with HashiCorp's, and prints where they disagree;
 * then how long a new process takes with each for the file of median size and for the largest.
 * `node scripts/compare-hcl.ts FOLDER`
 */
async function main(folder: string | undefined) {
  if (folder === undefined) throw new Error('usage: node scripts/compare-hcl.ts FOLDER')
  const paths = globSync('**/*.{tf,tofu,tfvars}', { cwd: folder }).toSorted()
  const outcomes = await Promise.all(paths.map(async path => outcomeOf(path, textAt(join(folder, path)))))
  const compared = outcomes.reduce((sum, { comparison }) => sum + comparison.compared, 0)
  const wrong = outcomes.filter(({ comparison }) => comparison.disagreements.length > 0)
  const refused = outcomes.filter(({ isRefused }) => isRefused)
  for (const { path, comparison } of wrong)
    for (const difference of comparison.disagreements) console.log(`${path}${difference.slice(0, 300)}`)
  console.log(
    `${paths.length - wrong.length} of ${paths.length} files agree, ${compared} attributes compared, ` +
      `${refused.length} files refused by both`,
  )
  const bySize = paths.map(path => join(folder, path)).toSorted((a, b) => statSync(a).size - statSync(b).size)
  for (const path of [bySize[Math.floor(bySize.length / 2)], bySize.at(-1)])
    if (path !== undefined) console.log(coldStart(path))
}

const textAt = (path: string): string =>
  readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')

type Outcome = { readonly path: string; readonly comparison: Comparison; readonly isRefused: boolean }

async function outcomeOf(path: string, text: string): Promise<Outcome> {
  const ours = attempt(() => outlineOf(text))
  const theirs = await parse(path, text).then(
    (outline: Json) => ({ outline }),
    (error: unknown) => ({ error: String(error) }),
  )
  const isRefused = 'error' in ours && 'error' in theirs
  if ('outline' in ours && 'outline' in theirs)
    return { path, comparison: compare(ours.outline, theirs.outline), isRefused }
  const problem = [ours, theirs].flatMap(one => ('error' in one ? [one.error] : [])).join(' ')
  return { path, comparison: { compared: 0, disagreements: isRefused ? [] : [`: ${problem}`] }, isRefused }
}

function attempt(read: () => Json): { readonly outline: Json } | { readonly error: string } {
  try {
    return { outline: read() }
  } catch (error) {
    return { error: String(error) }
  }
}

/** The best of five new processes each. Ours is bundled, as it is shipped. */
function coldStart(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'compare-hcl-'))
  const bundle = join(folder, 'parser.cjs')
  const entry = join(import.meta.dirname, '../src/readers/infra/hcl/parser.ts')
  buildSync({ entryPoints: [entry], outfile: bundle, bundle: true, minify: true, platform: 'node' })
  const read = `const text = require('fs').readFileSync(${JSON.stringify(path)}, 'utf8');`
  const empty = fastest(read)
  const ours = fastest(`${read} require(${JSON.stringify(bundle)}).parseHcl(text)`)
  const theirs = fastest(`${read} require('@cdktf/hcl2json').parse('a.tf', text).then(() => process.exit())`)
  rmSync(folder, { recursive: true })
  const ratio = (theirs - empty) / Math.max(1, ours - empty)
  const size = `${(statSync(path).size / 1000).toFixed(1)} kB`
  return (
    `a new process, ${size}: ${ours.toFixed(0)} ms, with HashiCorp's parser ${theirs.toFixed(0)} ms: ` +
    `${(theirs / ours).toFixed(1)}×; without the ${empty.toFixed(0)} ms of Node itself ${ratio.toFixed(1)}×`
  )
}

function fastest(program: string): number {
  const times = [1, 2, 3, 4, 5].map(() => {
    const start = performance.now()
    execFileSync(process.execPath, ['--eval', program])
    return performance.now() - start
  })
  return Math.min(...times)
}

if (import.meta.main) await main(process.argv[2])
