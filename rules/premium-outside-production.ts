import { matchesAny } from '../src/config/match.ts'
import { targetsOf } from '../src/estimate/texts.ts'
import type { Target } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { tierOf } from '../src/policy/tier.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { usd } from '../src/words/money.ts'

const NO_MODELS: readonly string[] = []

/** The dearest models where only colleagues and tests ask. Silent where nobody says which environment it is. */
export const premiumOutsideProduction = defineRule({
  id: 'premium-outside-production',
  title: 'The dearest models are for production.',
  level: 'warning',
  defaults: { production: ['production', 'prod', 'prod-*'], tier: 'frontier', models: NO_MODELS },
  options: {
    production: {
      type: 'array',
      items: { type: 'string' },
      description: 'Environments, or globs with *, in which every model may be asked.',
    },
    tier: { type: 'string', description: 'The tier that is for production only.' },
    models: {
      type: 'array',
      items: { type: 'string' },
      description: 'Further models, or globs with *, that are for production only.',
    },
  },
  check: ({ deltas, options, tiers }) =>
    touchedCalls(deltas).flatMap(touched => {
      const { environment } = touched.side.workload
      if (environment === null || matchesAny(options.production, environment)) return []
      const dear = targetsOf(touched.call).filter(
        ({ model }) => tierOf(model, tiers) === options.tier || matchesAny(options.models, model),
      )
      return dear.length === 0 ? [] : [finding(touched, dear, environment)]
    }),
})

function finding({ side, call }: TouchedCall, dear: readonly Target[], environment: string): Draft {
  const models = [...new Set(dear.map(({ model }) => model))].slice(0, 3)
  const { perMonth, perRequest } = side.estimate
  const cost = perMonth ?? perRequest
  const unit = perMonth === null ? 'per request' : 'a month'
  const price = cost === null ? '' : `; it costs ${usd(cost.expected)} ${unit}`
  return {
    workload: side.workload.id,
    message: `${callName(side, call)} asks ${models.join(', ')} in ${environment}${price}.`,
    why: 'Tests and drafts run more often than anybody counts, and most of them would pass with a small model too.',
    suggestions: [
      `Ask a smaller model in ${environment}, for example by a setting of the environment.`,
      `Or add ${environment} to \`production\` of this rule, if its answers must be those of production.`,
    ],
    at: dear.map(({ at }) => at).slice(0, 3),
  }
}
