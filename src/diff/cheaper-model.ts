import { estimate } from '../estimate/workload.ts'
import type { World } from '../estimate/world.ts'
import type { Call, OtherResult, Target, TargetGroup, Workload } from '../model/workload.ts'
import { judgePairs, type Judged } from '../quality/compare.ts'
import { pairTests } from '../quality/pair-tests.ts'

/** A model of the same run that costs less and surely is not worse by more than the margin. */
export type CheaperModel = {
  readonly model: string
  /** The model that it would take the place of. */
  readonly instead: string
  /** USD that a request, and a month of the declared traffic, cost less; null without traffic. */
  readonly savingPerRequest: number
  readonly savingPerMonth: number | null
  readonly tests: number
  readonly judged: Judged
}

/** The one that saves most; null: none is offered. Only for a workload that asks one model for everything. */
export function cheaperModel(workload: Workload, world: World): CheaperModel | null {
  const { evaluation, calls } = workload
  const models = new Set(calls.flatMap(call => call.route.targets.map(target => target.model)))
  const [instead, ...more] = [...models]
  if (evaluation === null || instead === undefined || more.length > 0) return null
  const now = estimate(workload, world)
  const offers = evaluation.others.flatMap((other): readonly CheaperModel[] => {
    if (other.tests.length === 0 || other.errors > 0.05 * other.tests.length) return []
    const own = evaluation.own.filter(({ prompt }) => prompt === other.prompt)
    const role = own[0]?.role
    if (role === undefined) return []
    const there = { ...evaluation, own: [{ ...other, role, target: null }], others: [] }
    const paired = pairTests({ ...evaluation, own }, there)
    const judged = judgePairs(paired)
    if (judged.verdict !== 'ok' && judged.verdict !== 'improved') return []
    const then = estimate(answeredBy(workload, other), world)
    if (now.perRequest === null || then.perRequest === null) return []
    return [
      {
        model: other.model,
        instead,
        savingPerRequest: now.perRequest.expected - then.perRequest.expected,
        savingPerMonth:
          now.perMonth === null || then.perMonth === null
            ? null
            : now.perMonth.expected - then.perMonth.expected,
        tests: paired.pairs.length,
        judged,
      },
    ]
  })
  const [best] = offers
    .filter(offer => offer.savingPerRequest > 0)
    .toSorted((a, b) => b.savingPerRequest - a.savingPerRequest)
  return best ?? null
}

/** The same workload with another model in the place of its own, and with the answers that it really gave. */
function answeredBy(workload: Workload, { model, output }: OtherResult): Workload {
  const target = (own: Target): Target => ({ ...own, model, stated: null, problem: null })
  const group = <Group extends TargetGroup>(own: Group): Group => ({
    ...own,
    targets: own.targets.map(target),
  })
  const call = (own: Call): Call => ({
    ...own,
    route: group(own.route),
    output:
      output === null || own.output.tokens.basis !== 'measured'
        ? own.output
        : { ...own.output, tokens: output },
  })
  return { ...workload, calls: workload.calls.map(call) }
}
