import type { Side } from '../src/diff/diff.ts'
import type { World } from '../src/estimate/world.ts'
import type { Target, Workload } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule, type JudgedDelta } from '../src/policy/rule.ts'
import { savingOf, savingWords, type Saving } from '../src/policy/saving.ts'

/** Work for which nobody waits, at the price of answers at once. */
export const batchOnDemand = defineRule({
  id: 'batch-on-demand',
  title: 'Work for which nobody waits is done at batch prices, where there are any.',
  level: 'note',
  defaults: {},
  options: {},
  check: ({ deltas, world }) =>
    deltas.flatMap(delta => {
      const { head } = delta
      if (head === null || head.workload.urgency !== 'batch' || !isTouched(delta)) return []
      const moved = movedTargets(head.workload, world)
      const saving = moved.length === 0 ? null : savingOf(head, inBatch(head.workload, moved), world)
      return saving === null ? [] : [finding(head, moved, saving)]
    }),
})

/** That nobody waits may be news by itself. */
const isTouched = ({ status, base }: JudgedDelta) =>
  status !== 'unchanged' || base?.workload.urgency !== 'batch'

/** Asked at once now, and with a batch price in the book. An agent cannot wait a day for each of its steps. */
const movedTargets = ({ calls }: Workload, { book }: World): readonly Target[] =>
  calls
    .filter(({ repetition }) => repetition.loop === null)
    .flatMap(({ route }) => route.targets)
    .filter(
      ({ deployment, stated, problem }) => deployment === 'on-demand' && stated === null && problem === null,
    )
    .filter(({ model, region }) => book.model({ model, region, deployment: 'batch' }).kind === 'found')

const inBatch = (workload: Workload, moved: readonly Target[]): Workload => ({
  ...workload,
  calls: workload.calls.map(call => ({
    ...call,
    route: {
      ...call.route,
      targets: call.route.targets.map(target =>
        moved.includes(target) ? { ...target, deployment: 'batch' as const } : target,
      ),
    },
  })),
})

function finding({ workload }: Side, moved: readonly Target[], saving: Saving): Draft {
  const models = [...new Set(moved.map(({ model }) => model))].slice(0, 3)
  return {
    workload: workload.id,
    message: `${workload.id} is declared as \`urgency: batch\` and asks ${models.join(', ')} at the on-demand price; the batch price saves ${savingWords(saving)}.`,
    why: 'Providers answer a batch within a day for about half of the price, and nobody waits for these answers.',
    suggestions: [
      'Send the requests through the batch API of the provider, or a batch target of the gateway.',
      'Or declare `urgency: minutes` or `interactive`, if somebody does wait.',
    ],
    at: [workload.at, ...moved.map(({ at }) => at).slice(0, 2)],
  }
}
