import type { Estimate } from '../src/estimate/estimate.ts'
import type { Workload } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { usd } from '../src/words/money.ts'
import { plural } from '../src/words/numbers.ts'

/** A declaration that goes while what it declared stays: nothing runs less for it. */
export const workloadUndeclared = defineRule({
  id: 'workload-undeclared',
  title: 'A workload is declared as long as its files are there.',
  level: 'warning',
  defaults: {},
  options: {},
  check: ({ deltas }) =>
    deltas.flatMap(({ base, head, undeclared }) =>
      undeclared && base !== null ? [finding(base.workload, head?.estimate ?? base.estimate)] : [],
    ),
})

function finding({ id, at: { path }, files }: Workload, estimate: Estimate): Draft {
  const [file, ...more] = [...new Set(files)]
  const others = more.length > 0 ? ` and ${plural(more.length, 'more file')}` : ''
  const remain = file === undefined ? 'what it declared' : `${file}${others}`
  return {
    workload: id,
    message: `${path} no longer declares ${id}, while ${remain} ${others === '' ? 'is' : 'are'} still there${counted(estimate)}.`,
    why: 'A workload that only lost its declaration runs on and is billed on, so it is no saving.',
    suggestions: [
      `Declare \`${id}\` again, under the same id.`,
      'Or remove its files in the same change, if it is gone.',
    ],
    // The line is one of base: at head another thing stands there.
    at: [{ path, line: null }],
  }
}

function counted({ perMonth, perRequest }: Estimate): string {
  if (perMonth !== null) return `; it still counts with ${usd(perMonth.expected)} a month`
  return perRequest === null ? '' : `; it still counts with ${usd(perRequest.expected)} per request`
}
