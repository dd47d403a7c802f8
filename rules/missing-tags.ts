import type { Place } from '../src/model/evidence.ts'
import type { CapacityFact } from '../src/model/fact.ts'
import type { Workload } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule, type JudgedDelta } from '../src/policy/rule.ts'
import { plural } from '../src/words/numbers.ts'

/** Without tags a bill cannot be split: said of what is new or changed, where the tags belong. */
export const missingTags = defineRule({
  id: 'missing-tags',
  title: 'A new or changed workload says whose it is and what it is for, also on its resources.',
  // Nobody who never heard of these tags is warned: an admin who wants them says `warning` or `error`.
  level: 'note',
  defaults: { tags: ['finops.team', 'finops.use-case'] },
  options: {
    tags: { type: 'array', items: { type: 'string' }, description: 'The tags that must be there.' },
  },
  check: ({ deltas, options }) => deltas.flatMap(delta => finding(delta, options.tags)),
})

function finding({ id, status, head }: JudgedDelta, tags: readonly string[]): readonly Draft[] {
  if (head === null || status === 'unchanged') return []
  const gaps = gapsOf(head.workload, tags)
  if (gaps.length === 0) return []
  const said = gaps
    .slice(0, SHOWN)
    .map(({ tags: names, where, at }) => `${names.join(', ')} ${where} (${placed(at)})`)
  const more = gaps.length > SHOWN ? `; and ${plural(gaps.length - SHOWN, 'more place')}` : ''
  return [
    {
      workload: id,
      message: `${id} lacks required tags: ${said.join('; ')}${more}.`,
      why: 'What carries no tag lands on nobody’s budget: the bill cannot be split by team and use case.',
      suggestions: [...new Set(gaps.map(({ remedy }) => remedy))],
      at: gaps.slice(0, SHOWN).map(({ at }) => at),
    },
  ]
}

const SHOWN = 5

const placed = ({ path, line }: Place): string => (line === null ? path : `${path}:${line}`)

type Gap = {
  /** As they are spelled there. */
  readonly tags: readonly string[]
  readonly where: string
  readonly at: Place
  readonly remedy: string
}

/** What only a prompt or a call site tells of has no place for tags. */
function gapsOf(workload: Workload, tags: readonly string[]): readonly Gap[] {
  const { origin, at } = workload
  const unsaid = tags.filter(tag => !isSaid(workload.tags[tag]))
  const own = {
    tags: unsaid,
    where: 'in its declaration',
    at,
    remedy: 'Add them under `tags` of the workload in unitcost.yml.',
  }
  const resources = workload.capacity.flatMap(({ fact }) => gapOf(fact, tags))
  return origin === 'declared' && unsaid.length > 0 ? [own, ...resources] : resources
}

function gapOf(fact: CapacityFact, required: readonly string[]): readonly Gap[] {
  const keeper = KEEPERS.find(({ providers }) => providers.test(fact.provider))
  // A tag that an expression may add is not known to be missing.
  if (keeper === undefined || fact.tagsUnread !== undefined) return []
  const said = new Set(
    Object.entries(fact.tags).flatMap(([name, value]) => (isSaid(value) ? keeper.same(name) : [])),
  )
  const tags = required.map(keeper.spell).filter(tag => !said.has(keeper.same(tag)))
  return tags.length === 0 ? [] : [{ tags, where: `on ${fact.id}`, at: fact.at, remedy: keeper.remedy }]
}

const isSaid = (value: string | undefined): boolean => value !== undefined && value.trim() !== ''

type Keeper = {
  readonly providers: RegExp
  /** How the provider writes the name of a tag. */
  readonly spell: (tag: string) => string
  /** What two spellings of one tag have in common. */
  readonly same: (spelling: string) => string
  readonly remedy: string
}

/**
 * Where each provider keeps tags. Others than these keep none that could be read.
 * https://docs.cloud.google.com/compute/docs/labeling-resources#label_format
 */
const KEEPERS: readonly Keeper[] = [
  {
    providers: /^(?:aws|bedrock|sagemaker)/,
    spell: tag => tag,
    same: tag => tag,
    remedy: 'Add them to `tags` of the resource, or to `default_tags` of the provider.',
  },
  {
    providers: /^azure/,
    spell: tag => tag,
    same: tag => tag.toLowerCase(),
    remedy: 'Add them to `tags` of the resource; a deployment has those of its account.',
  },
  {
    providers: /^(?:gcp|google|vertex)/,
    spell: tag => tag.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '_'),
    same: tag => tag.replaceAll('-', '_'),
    remedy: 'Add them to `labels` of the resource: lower case, with `_` for what labels do not allow.',
  },
  {
    providers: /^kubernetes$/,
    spell: tag => tag,
    same: tag => tag,
    remedy: 'Add them to `metadata.labels` of the object, or of its namespace.',
  },
]
