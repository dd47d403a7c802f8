import { plural } from '../../words/numbers.ts'
import { cheaperWords, outcomeWords, qualityWords, solvedWords, suiteWords } from '../quality-words.ts'
import { runCostWords } from '../run-cost-words.ts'
import type { QualityResult } from '../quality.ts'
import type { WorkloadResult } from '../result.ts'
import { code, prose } from './escape.ts'
import type { Page } from './page.ts'

const MOST = 3

type Evaluated = { readonly workload: WorkloadResult; readonly quality: QualityResult }

/** What the evaluations say, beside the cost. Null when no workload has any that this change concerns. */
export function quality(page: Page): string | null {
  const all = evaluated(page)
  if (all.length === 0) return null
  const parts = all.slice(0, MOST).map(({ workload, quality: found }) => {
    const whose = page.result.workloads.length > 1 ? `${code(workload.id, 60)} ` : ''
    const costs = [solvedWords(found), outcomeWords(workload), suiteWords(found), runCostWords(found)].filter(
      text => text !== null,
    )
    return whose + [qualityWords(found), ...costs].map(text => prose(text, 500)).join('; ')
  })
  const rest = all.length - parts.length
  return `**Quality** ${parts.join(' · ')}${rest > 0 ? ` · ${plural(rest, 'more workload')}` : ''}`
}

/** A model of the same run that costs less and is not worse. */
export function cheaperModels(page: Page): string | null {
  const offers = evaluated(page).flatMap(({ workload, quality: found }) => {
    const told = cheaperWords(found)
    return told === null ? [] : [`${code(workload.id, 60)}: ${prose(told, 400)}`]
  })
  return offers.length === 0 ? null : `**Cheaper** ${offers.slice(0, MOST).join(' · ')}`
}

/** Old results of a workload that this change leaves alone are nobody's news. */
const evaluated = ({ result }: Page): readonly Evaluated[] =>
  result.workloads.flatMap(workload => {
    const { quality: found, status } = workload
    const isNews = status !== 'unchanged' || found?.unpaired !== 'same-run'
    return found !== null && isNews ? [{ workload, quality: found }] : []
  })
