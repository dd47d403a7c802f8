import type { Target } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { cheapestOf, exactNames } from '../src/policy/other-model.ts'
import { defineRule, type RuleInput } from '../src/policy/rule.ts'
import { savingWords } from '../src/policy/saving.ts'
import { tierOf } from '../src/policy/tier.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { usd } from '../src/words/money.ts'
import { count } from '../src/words/numbers.ts'

/** The largest models for work that small ones do as well: sorting, extracting, answering with a word. */
export const frontierForSmallTask = defineRule({
  id: 'frontier-for-small-task',
  title: 'Small tasks are not given to the largest models.',
  level: 'note',
  defaults: {
    tasks: ['classification', 'extraction', 'routing', 'moderation', 'tagging', 'language-detection'],
    tier: 'frontier',
    short_output: 20,
  },
  options: {
    tasks: { type: 'array', items: { type: 'string' }, description: 'Values of `task` that are small.' },
    tier: { type: 'string', description: 'The tier that is too large for them.' },
    short_output: {
      type: 'number',
      minimum: 0,
      description:
        'Without a `task`, a declared or measured answer of at most this many tokens is taken for a small one.',
    },
  },
  check: ({ deltas, options, world, tiers }) =>
    touchedCalls(deltas).flatMap(touched => {
      const small = whySmall(touched, options)
      const isMeant = ({ model }: Target) => tierOf(model, tiers) === options.tier
      return small !== null && touched.call.route.targets.some(isMeant)
        ? [finding(touched, { small, isMeant, tier: options.tier }, { world, tiers })]
        : []
    }),
})

type Options = { readonly tasks: readonly string[]; readonly short_output: number }

/** What is said of the task decides; a short answer is only a hint, and none where its length is a guess. */
function whySmall({ call }: TouchedCall, { tasks, short_output: short }: Options): string | null {
  const { task } = call.about
  const { expected, basis } = call.output.tokens
  if (task !== null) return tasks.includes(task) ? `is for ${task}` : null
  if (basis === 'assumed' || expected > short || expected === 0) return null
  return `answers with ${count(expected)} ${basis} tokens, so its task is assumed to be small`
}

type Reason = {
  readonly small: string
  readonly tier: string
  readonly isMeant: (target: Target) => boolean
}

function finding(
  { side, call }: TouchedCall,
  { small, tier, isMeant }: Reason,
  { world, tiers }: Pick<RuleInput<unknown>, 'world' | 'tiers'>,
): Draft {
  const large = call.route.targets.filter(isMeant)
  const others = Object.entries(tiers).flatMap(([name, models]) => (name === tier ? [] : exactNames(models)))
  const cheaper = cheapestOf(others, { side, call, isMeant }, world)
  const cost = side.estimate.perRequest
  const price = cost === null ? '' : `; a request costs ${usd(cost.expected)}`
  return {
    workload: side.workload.id,
    message: `${callName(side, call)} ${small}, and asks ${large.map(({ model }) => model).join(', ')} (${tier})${price}.`,
    why: 'Models of a smaller tier usually do such a task as well, for a tenth of the price or less; evals show it.',
    suggestions: [
      cheaper === null
        ? 'Try a smaller model, and compare the evals of both.'
        : `Try ${cheaper.model}: at the same numbers of tokens that saves ${savingWords(cheaper.saving)}. Compare the evals of both.`,
      ...(call.about.task === null ? [`Or declare the \`task\` of \`${call.id}\` if it is a hard one.`] : []),
    ],
    at: large.map(({ at }) => at).slice(0, 3),
  }
}
