import type { Call, Gateway } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { usd } from '../src/words/money.ts'
import { plural } from '../src/words/numbers.ts'

/** An agent that only its own step count stops: no dollars, tokens, tool calls or seconds at which it ends. */
export const guardrailMissing = defineRule({
  id: 'guardrail-missing',
  title: 'A run-time limit stops a request of an agent.',
  level: 'note',
  defaults: { every_call: false },
  options: {
    every_call: { type: 'boolean', description: 'Also look at calls that do not loop.' },
  },
  check: ({ deltas, options }) =>
    touchedCalls(deltas)
      .filter(({ call }) => options.every_call || call.repetition.loop !== null)
      .filter(({ call }) => !isDeclared(call) && !isCapped(call.route.gateway))
      .map(finding),
})

const isDeclared = ({ about: { limits } }: Call) =>
  limits !== null &&
  [limits.toolCalls, limits.tokens, limits.usd, limits.seconds].some(limit => limit !== null)

/** A rate of requests is no guardrail: it slows a confused agent and does not stop it. */
const isCapped = (gateway: Gateway | null) => gateway?.limits.some(({ unit }) => unit !== 'requests') ?? false

function finding({ side, call }: TouchedCall): Draft {
  const { workload, estimate } = side
  const { loop } = call.repetition
  const steps = loop?.maximum == null ? '' : `; its ${plural(loop.maximum, 'step')} are the only end`
  const cost = estimate.perRequest
  const price =
    cost === null
      ? ''
      : `, and a request costs ${usd(cost.expected)}, at the high end of its sizes ${usd(cost.high)}`
  return {
    workload: workload.id,
    message: `No limit on dollars, tokens, tool calls or time is declared for ${callName(side, call)}${steps}${price}.`,
    why: 'A step count does not bound what a step reads: only a limit at run time ends a request that has become expensive.',
    suggestions: [
      workload.origin === 'declared'
        ? `Enforce a limit in the code, and declare it as \`limits: { usd_per_task: ${example(cost?.high)} }\` of \`${call.id}\` in ${call.at.path}.`
        : `Enforce a limit in the code, and declare the workload in unitcost.yml with \`limits: { usd_per_task: ${example(cost?.high)} }\`.`,
      'Or let a gateway cap the tokens or dollars of its key.',
    ],
    at: [loop?.at ?? call.at],
  }
}

/** The worst case of today with two digits: a limit that no usual request meets. */
const example = (high: number | undefined) => (high === undefined ? 0.25 : Number(high.toPrecision(2)))
