import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { COMPUTED, used } from './used.ts'

/**
 * The import order, bottom first: a layer may import what it names and itself. `strangers` are folders or
 * files inside a layer that must not import each other.
 */
const LAYERS: readonly Layer[] = [
  { name: 'words', files: /^src\/words\//, imports: [] },
  { name: 'units', files: /^src\/units\.ts$/, imports: [] },
  { name: 'version', files: /^(src\/version\.ts|package\.json)$/, imports: [] },
  { name: 'model', files: /^src\/model\//, imports: ['units'] },
  { name: 'quality', files: /^src\/quality\//, imports: ['units', 'model'] },
  { name: 'config', files: /^src\/config\//, imports: ['units', 'model'] },
  { name: 'bench', files: /^src\/bench\//, imports: ['words', 'model'] },
  { name: 'snapshot', files: /^src\/snapshot\//, imports: ['units', 'model'] },
  { name: 'tokens', files: /^src\/tokens\//, imports: ['units', 'model'] },
  { name: 'prices', files: /^(src\/prices|pricing)\//, imports: ['units', 'model'] },
  {
    name: 'readers',
    files: /^src\/readers\//,
    imports: ['units', 'model', 'snapshot'],
    strangers: /^src\/readers\/([^/]+)\/(?!index\.ts)/,
  },
  { name: 'evidence', files: /^src\/evidence\//, imports: ['units', 'model', 'readers'] },
  { name: 'assemble', files: /^src\/assemble\//, imports: ['units', 'model', 'config'] },
  { name: 'estimate', files: /^src\/estimate\//, imports: ['units', 'model', 'tokens', 'prices'] },
  { name: 'diff', files: /^src\/diff\//, imports: ['units', 'model', 'quality', 'prices', 'estimate'] },
  {
    name: 'policy',
    files: /^src\/policy\//,
    imports: ['words', 'units', 'model', 'quality', 'config', 'prices', 'estimate', 'diff'],
  },
  {
    name: 'rules',
    files: /^rules\//,
    imports: ['words', 'units', 'model', 'quality', 'config', 'prices', 'estimate', 'diff', 'policy'],
    strangers: /^rules\/(?!index\.ts)([^/]+)\.ts$/,
  },
  {
    name: 'report',
    files: /^src\/report\//,
    imports: ['words', 'units', 'model', 'quality', 'config', 'estimate', 'diff', 'policy'],
    strangers: /^src\/report\/(terminal|markdown|json|sarif|html|focus)(?:\/|\.ts)/,
  },
  {
    name: 'gate',
    files: /^src\/gate\.ts$/,
    imports: [
      'units',
      'model',
      'config',
      'snapshot',
      'tokens',
      'prices',
      'readers',
      'assemble',
      'estimate',
      'diff',
      'policy',
      'rules',
      'report',
    ],
  },
  {
    name: 'running',
    files: /^src\/running\//,
    imports: ['words', 'units', 'model', 'snapshot', 'tokens', 'prices', 'readers'],
  },
  {
    name: 'commands',
    files: /^src\/commands\//,
    imports: [
      'version',
      'words',
      'units',
      'model',
      'config',
      'snapshot',
      'tokens',
      'prices',
      'readers',
      'evidence',
      'running',
      'report',
      'bench',
      'gate',
    ],
  },
  {
    name: 'assertion',
    files: /^src\/assertion\//,
    imports: ['words', 'units', 'model', 'prices', 'readers', 'estimate'],
  },
  { name: 'promptfoo', files: /^src\/promptfoo\.ts$/, imports: ['prices', 'commands', 'assertion'] },
  { name: 'api', files: /^src\/index\.ts$/, imports: ['model', 'snapshot', 'tokens', 'report', 'gate'] },
  { name: 'cli', files: /^src\/cli\.ts$/, imports: ['model', 'running', 'commands', 'report', 'version'] },
  {
    name: 'action',
    files: /^action\/[^/]+\.ts$/,
    imports: [
      'words',
      'units',
      'model',
      'config',
      'snapshot',
      'tokens',
      'readers',
      'policy',
      'rules',
      'report',
      'gate',
      'commands',
      'version',
    ],
  },
]

type Layer = {
  readonly name: string
  readonly files: RegExp
  readonly imports: readonly string[]
  readonly strangers?: RegExp
}

/** What only some layers may touch: the world comes in by the front door. */
const PACKAGES: readonly { readonly name: RegExp; readonly layers: readonly string[] }[] = [
  { name: /^@actions\/|^@octokit\//, layers: ['action'] },
  {
    name: /^node:(fs|child_process|net|http|https)(\/|$)/,
    layers: ['snapshot', 'running', 'commands', 'action'],
  },
]

describe('the import order', () => {
  const sources = sourcesOf(['src/**/*.ts', 'rules/**/*.ts', 'action/*.ts'])

  test('holds for every source file', () => {
    expect(Object.entries(sources).flatMap(([path, text]) => violations(path, text))).toStrictEqual([])
  })

  test('reads enough files to mean something', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(100)
  })

  test.for([
    [
      'src/estimate/a.ts',
      "import { diff } from '../diff/diff.ts'",
      'estimate imports diff (src/diff/diff.ts)',
    ],
    [
      'src/model/a.ts',
      "import type { Config } from '../config/config.ts'",
      'model imports config (src/config/config.ts)',
    ],
    ['src/tokens/a.ts', "import '../gate.ts'", 'tokens imports gate (src/gate.ts)'],
    ['src/policy/a.ts', "export { gate } from '../gate.ts'", 'policy imports gate (src/gate.ts)'],
    ['src/prices/a.ts', "const { gate } = await import('../gate.ts')", 'prices imports gate (src/gate.ts)'],
    [
      'src/readers/infra/a.ts',
      "import { plain } from '../prompts/plain.ts'",
      'infra and prompts are strangers',
    ],
    [
      'rules/unpriced.ts',
      "import { stalePrices } from './stale-prices.ts'",
      'unpriced and stale-prices are strangers',
    ],
    ['src/report/terminal.ts', "import { json } from './json.ts'", 'terminal and json are strangers'],
    ['src/report/a.ts', "import { Octokit } from '@octokit/rest'", 'report imports @octokit/rest'],
    ['src/estimate/a.ts', "import { readFileSync } from 'node:fs'", 'estimate imports node:fs'],
    [
      'src/policy/a.ts',
      "import { type Result } from '../report/result.ts'",
      'policy imports report (src/report/result.ts)',
    ],
    [
      'src/policy/a.ts',
      "type Result = import('../report/result.ts').Result",
      'policy imports report (src/report/result.ts)',
    ],
    [
      'src/policy/a.ts',
      "let r: typeof import('../report/result.ts')",
      'policy imports report (src/report/result.ts)',
    ],
    ['src/diff/a.ts', "export type * from '../policy/rule.ts'", 'diff imports policy (src/policy/rule.ts)'],
    ['src/tokens/a.ts', 'import { gate } from "../gate.ts"', 'tokens imports gate (src/gate.ts)'],
    ['src/tokens/a.ts', 'await import(`../gate.ts`)', 'tokens imports what only a run tells'],
    ['src/tokens/a.ts', "await import('../ga' + 'te.ts')", 'tokens imports what only a run tells'],
    ['src/helpers/a.ts', '', 'is in no layer'],
    ['src/diff/a.ts', 'const where = process.env.HOME', 'diff touches process'],
    ['src/diff/a.ts', "const where = process['env'].HOME", 'diff touches process'],
    ['src/diff/a.ts', 'const { env } = process', 'diff touches process'],
    ['src/diff/a.ts', 'const draft = `a.${process.pid}`', 'diff touches process'],
    ['src/diff/a.ts', "globalThis['process'].exit()", 'diff touches globalThis'],
    ['src/diff/a.ts', "console.log('hello')", 'diff touches console'],
  ] as const)('catches %s: %s', ([path, text, complaint]) => {
    expect(violations(path, text)).toStrictEqual([`${path}: ${complaint}`])
  })

  test.for([
    "// import { gate } from '../gate.ts'",
    "const files = 'src/**/*.ts' // process.env",
    'const running = { process: 1 }.process',
  ])('lets pass %s', text => {
    expect(violations('src/diff/a.ts', text)).toStrictEqual([])
  })
})

function violations(path: string, text: string): readonly string[] {
  const layer = LAYERS.find(({ files }) => files.test(path))
  if (layer === undefined) return [`${path}: is in no layer`]
  const { imports, names } = used(text)
  const world = ['cli', 'action'].includes(layer.name) ? [] : WORLD.filter(name => names.has(name))
  return [
    ...imports.flatMap(imported => complaints(path, layer, imported)),
    ...world.map(name => `${layer.name} touches ${name}`),
  ].map(complaint => `${path}: ${complaint}`)
}

/** In whatever way they are reached: `process.env`, `process['env']`, `const { env } = process`. */
const WORLD = ['process', 'console', 'globalThis'] as const

function complaints(path: string, layer: Layer, imported: string): readonly string[] {
  if (imported === COMPUTED) return [`${layer.name} imports ${COMPUTED}`]
  if (!imported.startsWith('.')) {
    const rule = PACKAGES.find(({ name }) => name.test(imported))
    return rule === undefined || rule.layers.includes(layer.name) ? [] : [`${layer.name} imports ${imported}`]
  }
  const target = posix.normalize(posix.join(posix.dirname(path), imported))
  const other = LAYERS.find(({ files }) => files.test(target))
  if (other === undefined) return [`${layer.name} imports ${target}, which is in no layer`]
  if (other.name !== layer.name)
    return layer.imports.includes(other.name) ? [] : [`${layer.name} imports ${other.name} (${target})`]
  const [own, theirs] = [path, target].map(file => layer.strangers?.exec(file)?.[1])
  return own === undefined || theirs === undefined || own === theirs
    ? []
    : [`${own} and ${theirs} are strangers`]
}

function sourcesOf(patterns: readonly string[]): Readonly<Record<string, string>> {
  const paths = patterns.flatMap(pattern => globSync(pattern)).map(path => path.replaceAll('\\', '/'))
  const own = paths.filter(path => !/\.test(-d)?\.ts$|(^|\/)testing\.ts$|\/samples\//.test(path))
  return Object.fromEntries(own.map(path => [path, readFileSync(path, 'utf8')]))
}
