import type { QualityDelta } from '../src/diff/quality.ts'
import type { Words } from '../src/policy/quality-case.ts'
import { criticalLost, names, regressed } from '../src/policy/quality-words.ts'
import { defineRule } from '../src/policy/rule.ts'
import { judgePairs, lostCritical } from '../src/quality/compare.ts'
import { QUALITY_TERMS } from '../src/quality/verdict.ts'

/** Evals that surely fell, for workloads that no budget limits: their owners should at least know. */
export const qualityRegressed = defineRule({
  id: 'quality-regressed',
  title: 'Answers do not get worse unnoticed.',
  level: 'warning',
  defaults: { min_pairs: QUALITY_TERMS.minPairs },
  options: {
    min_pairs: {
      type: 'number',
      minimum: 1,
      description: 'With fewer tests on both sides only critical ones count.',
    },
  },
  check: ({ deltas, options, qualityLimits }) =>
    deltas.flatMap(({ id, head, quality }) => {
      if (head === null || quality?.head == null || qualityLimits.has(id)) return []
      const words = whatFell(id, quality, options.min_pairs)
      return words === null ? [] : [{ ...words, workload: id, at: [quality.head.at] }]
    }),
})

function whatFell(id: string, { paired }: QualityDelta, minPairs: number): Words | null {
  if (paired === null) return null
  const judged = judgePairs(paired, { ...QUALITY_TERMS, minPairs })
  if (judged.verdict === 'regressed')
    return regressed({ id, budget: null, paired, judged, margin: QUALITY_TERMS.margin })
  const critical = names(lostCritical(paired))
  return critical.length === 0 ? null : criticalLost(id, critical)
}
