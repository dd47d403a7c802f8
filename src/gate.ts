import { assumedSizes } from './config/assumptions.ts'
import { looseChanges } from './assemble/loose.ts'
import { namedPaths } from './assemble/named-paths.ts'
import { assembleSide } from './assemble/side.ts'
import { strictDeclarations } from './assemble/strict.ts'
import type { Config, WaiverConfig } from './config/config.ts'
import { infrastructureOf } from './config/infrastructure.ts'
import { mappingsFor } from './config/mappings.ts'
import { bothSettings, type BothSettings, type ConfigFile } from './config/settings.ts'
import { benchmarkReviews } from './diff/benchmark-review.ts'
import { diff } from './diff/diff.ts'
import { shareCapacity } from './estimate/share-capacity.ts'
import { textsOf } from './estimate/texts.ts'
import { estimate } from './estimate/workload.ts'
import { openWorld, type World } from './estimate/world.ts'
import type { Pending } from './model/pending.ts'
import type { Workload } from './model/workload.ts'
import { UnitcostError } from './model/diagnostic.ts'
import { staleAfterDays } from './policy/evidence-age.ts'
import { judge } from './policy/judge.ts'
import { judgedDeltas } from './policy/judged-deltas.ts'
import { awaited } from './policy/provisional.ts'
import { FETCHED_PATH } from './prices/fetched.ts'
import { loadBook } from './prices/load.ts'
import { keepLost, readProjects, withProjects } from './readers/read-projects.ts'
import { readTree } from './readers/read-tree.ts'
import type { ProjectSetup } from './readers/reader.ts'
import type { ReadingCache } from './readers/reading-cache.ts'
import { secondLook } from './readers/second-look.ts'
import { headReading } from './readers/unreadable.ts'
import { judged } from './report/build.ts'
import type { Judged } from './report/result.ts'
import { rules } from '../rules/index.ts'
import type { Change, Tree } from './snapshot/tree.ts'
import { prepareCounts } from './tokens/counts.ts'
import type { CountCache } from './tokens/count-cache.ts'

export type GateInput = {
  readonly change: Change
  /** YYYY-MM-DD: prices of both sides are taken at this day. */
  readonly date: string
  /** Path of unitcost.yml in the tree; null ignores it. */
  readonly config: string | null
  /** What evidence is still being measured; the result is provisional where a budget rests on it. */
  readonly pending?: readonly Pending[]
  readonly counts: CountCache
  readonly readings: ReadingCache
  /** Exceptions that were granted outside of the tree, as on a pull request: beside those of the policy. */
  readonly waivers?: readonly WaiverConfig[]
}

/**
 * What does one request cost before and after this change, why, and is that allowed?
 *
 * tree → facts → workloads → estimate, on both sides; then diff → judge → result.
 * @throws UnitcostError when it cannot judge; whatever else is thrown is a bug of ours
 */
export async function gate({
  change,
  date,
  config,
  counts,
  readings,
  pending = [],
  waivers = [],
}: GateInput): Promise<Judged> {
  // What the admin says: policy from base, declarations from both.
  const settings = bothSettings(config === null ? NO_FILES : await configFiles(change, config), { rules })
  const { policy } = settings

  // What the files say, and who uses what.
  const { old, current, strict, diagnostics: found } = await understand(change, settings, readings)

  // What it costs.
  const { book, diagnostics: priceProblems } = await loadBook(
    date,
    await priceFile(change, CONTRACT),
    await priceFile(change, FETCHED_PATH),
  )
  const { tokensOf } = await prepareCounts(textsOf([...old, ...current, ...strict]), counts)
  const assumptions = assumedSizes(policy.config.assumptions)
  const world = openWorld({ book, count: tokensOf, assumptions, date })

  // What changed, and why.
  const deltas = diff(shareCapacity(old, world), shareCapacity(current, world), world)

  // Whether that is allowed.
  const diagnostics = [...settings.diagnostics, ...priceProblems, ...found]
  const strictCosts = costsOf(strict, current, world)
  const held = judgedDeltas(deltas, strictCosts, settings)
  const benchmarks = benchmarkReviews(deltas, { world, date, staleAfterDays: staleAfterDays(policy.config) })
  const judgement = judge({
    deltas: held,
    benchmarks,
    diagnostics,
    policy: { ...policy, config: withWaivers(policy.config, waivers) },
    rules,
    prices: book,
    world,
    date,
  })
  const { base, head } = change
  return judged({
    base: { revision: base.revision, label: base.label },
    head: { revision: head.revision, label: head.label },
    deltas,
    benchmarks,
    judgement,
    pending: awaited({ pending, deltas: held, benchmarks, config: policy.config, date }),
    diagnostics,
    policy: { from: policy.from, note: policy.note, changes: policy.changes },
    prices: { as_of: book.asOf, date, stale: book.stale },
  })
}

const withWaivers = (config: Config, granted: readonly WaiverConfig[]): Config =>
  granted.length === 0 ? config : { ...config, waivers: [...(config.waivers ?? []), ...granted] }

/** Under the dearer declarations, with shared capacity shared as it is: among all that name it. */
function costsOf(strict: readonly Workload[], current: readonly Workload[], world: World) {
  const dearer = new Map(strict.map(workload => [workload.identity, workload]))
  const all = current.map(workload => dearer.get(workload.identity) ?? workload)
  const shared = shareCapacity(all, world).filter(({ identity }) => dearer.has(identity))
  return new Map(shared.map(workload => [workload.identity, estimate(workload, world)]))
}

/** Both trees as workloads. Base is read first: a file that breaks at head is unknown, not gone. */
async function understand(change: Change, settings: BothSettings, cache: ReadingCache) {
  const formerPath = (path: string) => change.renames.get(path) ?? path
  const pathHere = laterPathIn(change)
  const mapped = await mappedFiles(change, settings)
  const named = new Set([...namedPaths(settings), ...mapped.prompts])
  const namedAtBase = new Set([...named, ...[...named].map(formerPath)])
  const known = await readTree(change.base, { named: namedAtBase, known: new Map(), cache })
  const built = await readTree(change.head, { named, known, cache })
  const setup = setupOf(settings)
  const was = await readProjects(change.base, known, { setup, cache, before: null })
  const is = await readProjects(change.head, built, { setup, cache, before: { files: known, formerPath } })
  const base = withProjects(new Map([...known, ...mapped.base]), was)
  const recognized = new Map([...built, ...mapped.head])
  const seen = await secondLook(change.head, { head: recognized, base, formerPath })
  const read = withProjects(seen, keepLost(is, was))
  const head = headReading(read, { base, named, formerPath })
  const facts = [...base.values()].flatMap(reading => reading.facts)
  const same = (path: string) => path
  const old = assembleSide(settings, {
    side: 'base',
    facts,
    broken: new Map(),
    formerPath: same,
    pathHere: formerPath,
  })
  const current = assembleSide(settings, { side: 'head', ...head, formerPath, pathHere })
  const loose = looseChanges(old.loose, current.loose, formerPath)
  return {
    old: old.workloads,
    current: current.workloads,
    strict: current.assembleWith(
      strictDeclarations({
        base: settings.base.config,
        head: settings.head.config,
        policy: settings.policy.config,
      }),
    ),
    diagnostics: [...mapped.diagnostics, ...head.diagnostics, ...current.diagnostics, ...loose],
  }
}

function setupOf(settings: BothSettings): ProjectSetup {
  const variables = infrastructureOf(settings).variables ?? []
  return {
    variables: variables.map(({ environment, ...files }) => ({ ...files, environment: environment ?? null })),
  }
}

/** Home-made formats, as unitcost.yml maps them, and the prompts that they name. Loaded only where it does. */
async function mappedFiles({ base, head }: Change, settings: BothSettings) {
  const mappings = {
    base: mappingsFor(settings.base.config, settings.head.config),
    head: mappingsFor(settings.head.config, settings.base.config),
  }
  if (mappings.base.length + mappings.head.length === 0)
    return { base: [], head: [], prompts: [], diagnostics: [] }
  const [{ namedPrompts, readMapped }, { unmatchedMappings }] = await Promise.all([
    import('./readers/mapped/read-mapped.ts'),
    import('./readers/mapped/unmatched.ts'),
  ])
  const read = { base: await readMapped(base, mappings.base), head: await readMapped(head, mappings.head) }
  const { config, places } = settings.head
  return {
    ...read,
    prompts: [...namedPrompts(read.base), ...namedPrompts(read.head)],
    diagnostics: unmatchedMappings(config.mappings ?? [], [...head.entries.keys()], index =>
      places(['mappings', index]),
    ),
  }
}

const NO_FILES = { base: null, head: null }

async function configFiles({ base, head, renames }: Change, path: string) {
  const files = { base: await fileOf(base, renames.get(path) ?? path), head: await fileOf(head, path) }
  if (path === DEFAULT_CONFIG || files.base !== null || files.head !== null) return files
  throw new UnitcostError(
    'missing-config',
    `${path} exists neither at base nor at head`,
    'Correct --config: the path counts from the root of the repository.',
  )
}

/** The one file that may be missing: then discovery alone speaks. */
const DEFAULT_CONFIG = 'unitcost.yml'

function laterPathIn({ renames }: Change): (path: string) => string {
  const later = new Map([...renames].map(([head, base]) => [base, head]))
  return path => later.get(path) ?? path
}

/** A file of the tree; null where there is none. */
async function fileOf(tree: Tree, path: string): Promise<ConfigFile | null> {
  if (!tree.entries.has(path)) return null
  const content = (await tree.read([path])).get(path)
  if (content?.kind === 'text') return { path, text: content.text }
  throw new UnitcostError(
    'unreadable-config',
    `${path} cannot be read in ${tree.label}${content === undefined ? '' : `: ${content.why}`}`,
    'Keep it as a plain text file in git itself, not as a link or an LFS pointer.',
  )
}

const CONTRACT = '.unitcost/prices.json'

/** Prices that the tree states are policy: base's apply, also where this change edits them. */
const priceFile = async ({ base, head }: Change, path: string) =>
  (await fileOf(base, path)) ?? (await fileOf(head, path))
