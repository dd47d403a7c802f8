import type { Side } from '../src/diff/diff.ts'
import type { Place } from '../src/model/evidence.ts'
import type { Call, Capacity, Target, Workload } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { usd } from '../src/words/money.ts'
import { plural } from '../src/words/numbers.ts'

/** A workload whose cost this change made unknown, or that came without one. */
export const unpriced = defineRule({
  id: 'unpriced',
  title: 'What a change adds or touches has a price.',
  level: 'warning',
  defaults: {},
  options: {},
  check: ({ deltas }) =>
    deltas.flatMap(({ status, base, head }) =>
      head === null || status === 'unchanged' || head.estimate.unpriced.length === 0
        ? []
        : [finding(base, head)],
    ),
})

function finding(base: Side | null, { workload, estimate }: Side): Draft {
  const reasons = estimate.unpriced
  const unknown = lookedUp(workload).filter(({ isBlamed }) => reasons.some(isBlamed))
  const places = unknown.map(({ at }) => at)
  return {
    workload: workload.id,
    message: `The cost of ${workload.id} ${costBefore(base)}: ${listed(reasons)}.`,
    why: 'A cost that nobody knows is neither $0 nor a saving, and no budget can be shown to hold for it.',
    suggestions: remedies(unknown.find(({ row }) => row !== null) ?? unknown[0]),
    at: places.length > 0 ? places.slice(0, 3) : [workload.at],
  }
}

function costBefore(base: Side | null): string {
  const { perMonth = null, perRequest = null } = base?.estimate ?? {}
  if (perMonth !== null) return `was ${usd(perMonth.expected)} a month and is unknown now`
  return perRequest === null ? 'is unknown' : `was ${usd(perRequest.expected)} per request and is unknown now`
}

const MOST_REASONS = 3

const listed = (reasons: readonly string[]) =>
  [
    ...reasons.slice(0, MOST_REASONS),
    ...(reasons.length > MOST_REASONS ? [plural(reasons.length - MOST_REASONS, 'more reason')] : []),
  ].join('; ')

/** Something that a price was looked up for. */
type LookedUp = {
  readonly name: string
  readonly at: Place
  /** The row of a price file that would price it; null: a price would not help, the tree leaves it open. */
  readonly row: Readonly<Record<string, string | number>> | null
  readonly isBlamed: (reason: string) => boolean
  /** What to do where no price would help. */
  readonly inTheOpen: string
}

function remedies(unknown: LookedUp | undefined): readonly string[] {
  if (unknown === undefined)
    return ['Correct the name, or state `model` and `prompt` of the call in unitcost.yml.']
  const { name, row } = unknown
  if (row === null) return [unknown.inTheOpen]
  return [
    `Correct ${name} if it is misspelled: only exact names have a price.`,
    `Or add a row with your own rates to \`.unitcost/prices.json\`, such as \`${JSON.stringify(row)}\`.`,
    'Add it in a change of its own if the default branch has that file: a pull request does not set its own prices.',
  ]
}

const lookedUp = ({ id, calls, capacity }: Workload): readonly LookedUp[] => [
  ...calls.flatMap(targetsOf).map(ofTarget),
  ...calls.flatMap(ofRerank),
  ...capacity.map(part => ofCapacity(part, id)),
]

const targetsOf = ({ route, retrieval, caching }: Call): readonly Target[] => [
  ...[route, ...route.fallbacks].flatMap(group => group.targets),
  ...(route.escalation?.to.targets ?? []),
  ...[retrieval?.embedding, caching.response?.lookup].filter(target => target != null),
]

const ofTarget = ({ model, problem, at }: Target): LookedUp => ({
  name: model,
  at,
  row: problem === null ? { model, input_usd_per_mtok: 2, output_usd_per_mtok: 8 } : null,
  isBlamed: reason => (problem === null ? says(reason, model) : reason === problem),
  inTheOpen: openModel(model),
})

const ofRerank = ({ retrieval }: Call): readonly LookedUp[] => {
  const name = retrieval?.rerankModel
  if (retrieval === null || name == null) return []
  const row = { rerank_model: name, usd_per_1000_searches: 2 }
  const isBlamed = (reason: string) => says(reason, name)
  return [{ name, at: retrieval.at, row, isBlamed, inTheOpen: openModel(name) }]
}

function ofCapacity({ fact }: Capacity, workload: string): LookedUp {
  const { id, provider, sku, units, unresolved, skuAt, resource } = fact
  return {
    name: sku ?? id,
    at: skuAt,
    row: sku === null || units === null || unresolved !== null ? null : { provider, sku, usd_per_hour: 4 },
    // A resource that is a workload of its own is not named again.
    isBlamed: reason => id === workload || reason.startsWith(`${id}: `),
    inTheOpen:
      resource === 'accelerators'
        ? `State what is open of ${id} in its file, or name its machine in \`infrastructure.machines\` of unitcost.yml.`
        : `State what is open of ${id} in its file, or name the variable files of its environment in \`infrastructure.variables\` of unitcost.yml.`,
  }
}

const openModel = (name: string) =>
  `Write in the open what ${name} is, or state a \`model\` for the call in unitcost.yml.`

/** As a whole word: `openai/gpt-4` is not what is said of `openai/gpt-4o`. */
const says = (reason: string, name: string) => reason.split(/[\s,;]+/).includes(name)
