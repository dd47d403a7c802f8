import { sharePercent } from '../words/numbers.ts'
import { remark, type QualityCase, type Remark } from './quality-case.ts'
import { COSTS_MORE, rate, rateWords } from './quality-words.ts'

/** The lowest pass rate holds however few tests there are. One that was below it before blocks only what is worse. */
export function floorRemarks(held: QualityCase): readonly Remark[] {
  const { id, budget, limits, quality } = held
  const { min_pass_rate: floor } = limits
  const { base, head } = quality
  if (floor === undefined || head === null || rate(head) >= floor) return []
  if (base !== null && rate(base) < floor && rate(head) >= rate(base)) return []
  return [
    remark(held, 'error', {
      message: `${id} passes ${rateWords(head)}; \`${budget}\` ${asksFor(floor)}.`,
      why: COSTS_MORE,
      suggestions: ['Look at the failing tests, or keep the model and prompt that passed them.'],
    }),
  ]
}

export const asksFor = (floor: number) => `asks for at least ${sharePercent(floor)}`
