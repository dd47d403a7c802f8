import { assumedSizes } from './config/assumptions.ts'
import { namedPaths } from './assemble/named-paths.ts'
import { assembleSide } from './assemble/side.ts'
import { strictDeclarations } from './assemble/strict.ts'
import { bothSettings, type ConfigFile } from './config/settings.ts'
import { diff } from './diff/diff.ts'
import { shareCapacity } from './estimate/share-capacity.ts'
import { textsOf } from './estimate/texts.ts'
import { estimate } from './estimate/workload.ts'
import { openWorld } from './estimate/world.ts'
import { UnitcostError } from './model/diagnostic.ts'
import { judge } from './policy/judge.ts'
import { judgedDeltas } from './policy/judged-deltas.ts'
import { loadBook } from './prices/load.ts'
import { readTree, type TreeReading } from './readers/read-tree.ts'
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
  readonly counts: CountCache
}

/**
 * What does one request cost before and after this change, why, and is that allowed?
 *
 * tree → facts → workloads → estimate, on both sides; then diff → judge → result.
 * @throws UnitcostError when it cannot judge; whatever else is thrown is a bug of ours
 */
export async function gate({ change, date, config, counts }: GateInput): Promise<Judged> {
  const { base, head } = change
  const formerPath = (path: string) => change.renames.get(path) ?? path

  // What the admin says: policy from base, declarations from both.
  const files = config === null ? NO_FILES : await configFiles(change, config)
  const settings = bothSettings(files, { rules })
  const named = namedPaths(settings)

  // What the files say. Base is read first: a file that breaks at head is unknown, not gone.
  const before = await readTree(base, {
    named: new Set([...named, ...[...named].map(formerPath)]),
    known: new Map(),
  })
  const after = headReading(await readTree(head, { named, known: before }), {
    base: before,
    named,
    formerPath,
  })

  // Who uses what.
  const old = assembleSide(settings, {
    side: 'base',
    facts: factsOf(before),
    broken: new Map(),
    formerPath: path => path,
    pathHere: formerPath,
  })
  const current = assembleSide(settings, {
    side: 'head',
    ...after,
    formerPath,
    pathHere: laterPathIn(change),
  })
  const strict = current.assembleWith(strictDeclarations(settings.base.config, settings.head.config))

  // What it costs.
  const { book, diagnostics: priceProblems } = await loadBook(date, await contractOf(change))
  const everything = [...old.workloads, ...current.workloads, ...strict]
  const { tokensOf } = await prepareCounts(textsOf(everything), counts)
  const world = openWorld({
    book,
    count: tokensOf,
    assumptions: assumedSizes(settings.policy.config.assumptions),
  })
  const deltas = diff(shareCapacity(old.workloads, world), shareCapacity(current.workloads, world), world)

  // Whether that is allowed.
  const judgedChange = judgedDeltas(deltas, {
    strict: new Map(strict.map(workload => [workload.identity, estimate(workload, world)])),
    undeclared: new Set(current.borrowed),
  })
  const diagnostics = [
    ...settings.diagnostics,
    ...priceProblems,
    ...after.diagnostics,
    ...current.diagnostics,
  ]
  const { policy } = settings
  const judgement = judge({ deltas: judgedChange, diagnostics, policy, rules, prices: book, date })
  return judged({
    base: { revision: base.revision, label: base.label },
    head: { revision: head.revision, label: head.label },
    deltas,
    judgement,
    diagnostics,
    policy: { from: policy.from, note: policy.note, changes: policy.changes },
    prices: { as_of: book.asOf, date, stale: book.stale },
  })
}

const NO_FILES = { base: null, head: null }

const configFiles = async ({ base, head, renames }: Change, path: string) => ({
  base: await fileOf(base, renames.get(path) ?? path),
  head: await fileOf(head, path),
})

function laterPathIn({ renames }: Change): (path: string) => string {
  const later = new Map([...renames].map(([head, base]) => [base, head]))
  return path => later.get(path) ?? path
}

const factsOf = (reading: TreeReading) => [...reading.values()].flatMap(({ facts }) => facts)

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

/** Contract rates are policy: base's apply, also where this change edits them. */
const contractOf = async ({ base, head }: Change) =>
  (await fileOf(base, CONTRACT)) ?? (await fileOf(head, CONTRACT))
