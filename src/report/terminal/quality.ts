import { cheaperWords, outcomeWords, qualityWords, solvedWords, suiteWords } from '../quality-words.ts'
import type { ReportOptions } from '../reporter.ts'
import { runCostWords } from '../run-cost-words.ts'
import type { Judged } from '../result.ts'
import { visible, visibleLine } from '../visible.ts'
import { wrapped } from './screen.ts'

const MOST = 3

/** What the evaluations of changed workloads say, and which cheaper model is not worse. */
export function qualityLines({ workloads }: Judged, { width }: ReportOptions): readonly string[] {
  const all = workloads.flatMap(workload => {
    const { quality, status } = workload
    if (quality === null || (status === 'unchanged' && quality.unpaired === 'same-run')) return []
    const told = [
      qualityWords(quality),
      solvedWords(quality),
      outcomeWords(workload),
      suiteWords(quality),
      runCostWords(quality),
    ]
    const cheaper = cheaperWords(quality)
    return [
      `quality  ${visible(workload.id, 60)}  ${told.filter(text => text !== null).join('; ')}`,
      ...(cheaper === null ? [] : [`cheaper  ${cheaper}`]),
    ]
  })
  return all.slice(0, 2 * MOST).flatMap(text => wrapped(visibleLine(text, 500), width, 2))
}
