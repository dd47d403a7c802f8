import { matchesAny } from '../src/config/match.ts'
import { targetsOf } from '../src/estimate/texts.ts'
import type { World } from '../src/estimate/world.ts'
import type { Call, Target } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { cheapestOf, exactNames } from '../src/policy/other-model.ts'
import { defineRule } from '../src/policy/rule.ts'
import { savingWords } from '../src/policy/saving.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { plural } from '../src/words/numbers.ts'

const NO_LIST: readonly string[] = []

/** Models that nobody approved, also as fallback or to embed a query. Silent until an admin gives a list. */
export const modelNotAllowed = defineRule({
  id: 'model-not-allowed',
  title: 'Only approved models are asked.',
  level: 'warning',
  defaults: { allow: NO_LIST },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      description: 'Models, or globs with *, that may be asked. Empty: all.',
    },
  },
  check: ({ deltas, options: { allow }, world }) =>
    allow.length === 0
      ? []
      : touchedCalls(deltas).flatMap(touched => {
          const strange = modelsOf(touched.call).filter(({ model }) => !matchesAny(allow, model))
          return strange.length === 0 ? [] : [finding(touched, { strange, allow, world })]
        }),
})

/** What is not known from the tree is not known to be forbidden: that is the business of `unpriced`. */
const modelsOf = (call: Call): readonly Target[] =>
  [
    ...targetsOf(call),
    ...[call.retrieval?.embedding, call.caching.response?.lookup].filter(target => target != null),
  ].filter(({ problem }) => problem === null)

type Strange = {
  readonly strange: readonly Target[]
  readonly allow: readonly string[]
  readonly world: World
}

function finding({ side, call }: TouchedCall, { strange, allow, world }: Strange): Draft {
  const models = [...new Set(strange.map(({ model }) => model))]
  const isMeant = ({ model }: Target) => models.includes(model)
  const cheaper = cheapestOf(exactNames(allow), { side, call, isMeant }, world)
  const more = models.length > SHOWN ? ` and ${models.length - SHOWN} more` : ''
  return {
    workload: side.workload.id,
    message: `${callName(side, call)} asks ${models.slice(0, SHOWN).join(', ')}${more}, which ${models.length === 1 ? 'is' : 'are'} not among the ${plural(allow.length, 'name')} that \`allow\` lists.`,
    why: 'What a model costs, and where the data goes, was decided for the models of the list and for no other.',
    suggestions: [
      `Ask one of the list: ${allow.slice(0, SHOWN).join(', ')}${allow.length > SHOWN ? ', …' : ''}.`,
      ...(cheaper === null
        ? []
        : [
            `At the same numbers of tokens ${cheaper.model} would save ${savingWords(cheaper.saving)}; compare the evals of both.`,
          ]),
      'Or let its owner add the model to `allow` in a change of its own.',
    ],
    at: strange.map(({ at }) => at).slice(0, SHOWN),
  }
}

const SHOWN = 3
