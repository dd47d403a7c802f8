import { type Change, EXAMPLE_TRAFFIC } from '../changes.ts'
import { usdDelta } from '../../words/money.ts'
import { change as relative } from '../../words/numbers.ts'
import { tradeOff } from '../quality-words.ts'
import { blockers } from '../reason.ts'
import { lacksTraffic } from '../request-unit.ts'
import { pendingWords } from '../pending-words.ts'
import type { Page } from './page.ts'
import { sentence } from './sentence.ts'
import { verdict } from './verdict.ts'

/** Below the title: whether it may be merged and because of what, then the main change in one sentence. */
export function lead(page: Page): string | null {
  const blocked = blockers(page.result)[0]?.workload
  const main = page.changes.find(({ workload }) => workload.id === blocked) ?? page.changes[0]
  const parts = [
    verdict(page),
    main ? sentence(main, page.unit) : null,
    main ? worth(main) : null,
    main ? withoutTraffic(main) : null,
  ]
  const provisional = page.result.provisional
    ? `**Provisional:** ${pendingWords(page.result)}; these numbers rest on what was stored before.`
    : null
  const present = [...parts, provisional].filter(part => part !== null)
  return present.length > 0 ? present.join(' ') : null
}

/** Cost and answers that move against each other, and what that makes of a solved task. */
function worth({ workload }: Change): string | null {
  const found = tradeOff(workload)
  const ratio = workload.quality?.usd_per_solved_task.ratio ?? null
  if (found === null) return null
  const isSame = ratio?.interval != null && ratio.interval.low <= 1 && ratio.interval.high >= 1
  const moved = ratio === null ? null : isSame ? 'about the same' : relative(ratio.value)
  return `It is **${found}**${moved === null ? '' : `; per task that it solves the cost is ${moved}`}.`
}

function withoutTraffic(change: Change): string | null {
  if (!lacksTraffic(change.workload) || !change.perRequest) return null
  const amount = usdDelta(change.perRequest * EXAMPLE_TRAFFIC)
  return `No traffic is declared for it, so there is no monthly figure; at 100,000 requests a month it would be **${amount} a month**.`
}
