import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UnitcostError } from '../model/diagnostic.ts'
import type { Machine } from './machine.ts'
import { nodeSatisfies } from './node-range.ts'

/** The version that is fetched where a repository has none of its own. Never `latest`: it runs beside secrets. */
export const PINNED = '0.123.1'

/** How promptfoo is started: a program and what comes before its own arguments. */
export type Promptfoo = {
  readonly command: string
  readonly args: readonly string[]
  readonly version: string
  /** For people: `node_modules/promptfoo 0.123.1`. */
  readonly label: string
}

type Wanted = {
  readonly root: string
  /** Folder of the suite, absolute and inside `root`. */
  readonly folder: string
  /** To fetch where the repository has none. */
  readonly version: string
}

/**
 * The promptfoo of the repository, looked for from the suite's folder up to the root; else one from npm.
 * @throws UnitcostError `promptfoo-version`, `node-too-old`
 */
export function promptfooFor(wanted: Wanted, machine: Machine): Promptfoo {
  const installed = installedIn(wanted.folder, wanted.root)
  if (installed === null) return fetched(wanted.version, machine)
  const { version, node, program } = installed
  if (node !== null && !nodeSatisfies(machine.nodeVersion, node)) throw tooOld(version, node, machine)
  return {
    command: machine.node,
    args: [program],
    version,
    label: `the repository's promptfoo ${version}`,
  }
}

type Installed = { readonly version: string; readonly node: string | null; readonly program: string }

function installedIn(folder: string, root: string): Installed | null {
  const home = join(folder, 'node_modules', 'promptfoo')
  const manifest = join(home, 'package.json')
  if (existsSync(manifest)) return installedAt(home, readFileSync(manifest, 'utf8'))
  return folder === root || dirname(folder) === folder ? null : installedIn(dirname(folder), root)
}

function installedAt(home: string, text: string): Installed {
  const { version, bin, engines } = manifestOf(text)
  if (version === null || bin === null)
    throw new UnitcostError(
      'promptfoo-missing',
      `${home} is no complete installation of promptfoo`,
      'Install the packages of the repository again.',
    )
  return { version, node: engines, program: join(home, bin) }
}

function manifestOf(text: string) {
  const manifest = record(parsed(text))
  const { bin } = manifest
  return {
    version: textOr(manifest['version']),
    bin: textOr(typeof bin === 'string' ? bin : record(bin)['promptfoo']),
    engines: textOr(record(manifest['engines'])['node']),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function fetched(version: string, machine: Machine): Promptfoo {
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new UnitcostError(
      'promptfoo-version',
      `\`${version.slice(0, 50)}\` is not a version of promptfoo`,
      `Name one exactly, as in ${PINNED}: what is not pinned may be anything tomorrow, and it runs beside your keys.`,
    )
  if (!nodeSatisfies(machine.nodeVersion, SINCE_122)) throw tooOld(version, SINCE_122, machine)
  return {
    command: 'npx',
    args: ['--yes', `promptfoo@${version}`],
    version,
    label: `promptfoo ${version} from npm (npx): the repository has none of its own`,
  }
}

/** What promptfoo 0.122 and later run on. */
const SINCE_122 = '>=22.22.0'

const tooOld = (version: string, range: string, { nodeVersion }: Machine) =>
  new UnitcostError(
    'node-too-old',
    `promptfoo ${version} needs Node ${range}; this is Node ${nodeVersion}`,
    'Run this with a newer Node (in GitHub Actions: actions/setup-node with node-version: 24).',
  )
