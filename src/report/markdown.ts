import type { Judged, NotJudged, WorkloadResult } from './result.ts'
import { isNews } from './benchmark-words.ts'
import { changes } from './changes.ts'
import { headline } from './headline.ts'
import { capacity } from './markdown/capacity.ts'
import { confidence } from './markdown/confidence.ts'
import { components } from './markdown/components.ts'
import { code, prose } from './markdown/escape.ts'
import { fit, type Section } from './markdown/fit.ts'
import { footer } from './markdown/footer.ts'
import { budgetsAndRules, otherFiles } from './markdown/judgement.ts'
import { lead } from './markdown/lead.ts'
import type { Page } from './markdown/page.ts'
import { place } from './markdown/place.ts'
import { policy, waivers } from './markdown/policy.ts'
import { cheaperModels, quality } from './markdown/quality.ts'
import { stepList } from './markdown/steps.ts'
import { changeTable } from './markdown/table.ts'
import { why } from './markdown/why.ts'
import { everyWorkload } from './markdown/workloads.ts'
import { type Link, type Reporter, reportOptions } from './reporter.ts'
import { requestUnit } from './request-unit.ts'
import { servingMoved } from './serving-change.ts'

/**
 * The comment on a pull request, also the job summary and the text of the check run. GitHub-flavored
 * Markdown (https://github.github.com/gfm/); every text from the tree is escaped, `limit` is kept.
 */
export const markdown: Reporter = (result, options) => {
  const { link, limit, reproduce } = reportOptions(options)
  const title = `### ${mark(result)}${prose(headline(result), 300)}`
  if (result.verdict === null) return fit([kept('title', title), ...notJudged(result, link)], limit)
  if (isQuiet(result)) return `${title}\n`
  const page: Page = { result, link, reproduce, unit: requestUnit(result), changes: changes(result) }
  return fit([kept('title', title), ...sections(page)], limit)
}

/** In reading order. `drop` is the order in which sections leave when the text is too long; 0 never leaves. */
const sections = (page: Page): readonly Section[] => [
  kept('summary', lead(page)),
  kept('next steps', stepList(page)),
  kept('changes', changeTable(page)),
  {
    name: 'causes',
    text: lines([
      why(page),
      quality(page),
      cheaperModels(page),
      capacity(page),
      confidence(page),
      waivers(page),
    ]),
    drop: 7,
  },
  { name: 'policy changes', text: policy(page), drop: 6 },
  { name: 'how the numbers were made', text: components(page), drop: 1 },
  { name: 'the table of all workloads', text: everyWorkload(page), drop: 2 },
  { name: 'budgets and rules', text: budgetsAndRules(page), drop: 4 },
  { name: 'other files', text: otherFiles(page), drop: 3 },
  { name: 'footer', text: footer(page), drop: 8 },
]

function notJudged(result: NotJudged, link: Link | null): readonly Section[] {
  const list = result.diagnostics
    .slice(0, 10)
    .map(
      ({ path, line, message, hint }) => `- ${place({ path, line }, link)} ${prose(message)} ${prose(hint)}`,
    )
  return [
    kept('hint', `**Not judged, so not passed.** ${prose(result.error.hint)}`),
    { name: 'files', text: list.length > 0 ? list.join('\n') : null, drop: 1 },
    kept('code', `<sub>${code(result.error.code)} · exit code 2</sub>`),
  ]
}

/** Nobody has to read more than one line about a change that costs nothing and breaks nothing. */
export const isQuiet = ({ verdict, workloads, policy, provisional }: Judged) =>
  verdict === 'pass' && !provisional && workloads.every(isSilent) && policy.changes.length === 0

const isSilent = (workload: WorkloadResult) =>
  workload.status === 'unchanged' &&
  !servingMoved(workload) &&
  (workload.benchmark === null || !isNews(workload.benchmark))

/** Only a help for the eye: the words beside it say the same. */
function mark(result: Judged | NotJudged): string {
  if (result.verdict === 'block') return '❌ '
  if (result.verdict !== 'pass') return '⚠️ '
  return changes(result).every(({ perMonth, perRequest }) => (perMonth ?? perRequest ?? 1) < 0) ? '✅ ' : ''
}

const kept = (name: string, text: string | null): Section => ({ name, text, drop: 0 })

/** Lines that stand under each other in one paragraph. */
function lines(parts: readonly (string | null)[]): string | null {
  const present = parts.filter(part => part !== null)
  return present.length > 0 ? present.join('  \n') : null
}
