import type { Gateway } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { usd } from '../src/words/money.ts'

const NO_LABELS: readonly string[] = []

/** A request that does not say whose it is: the bill shows it under the key alone. Only for calls whose code is read. */
export const untaggedCall = defineRule({
  id: 'untagged-call',
  title: 'The code says with every request whose it is.',
  level: 'note',
  defaults: { labels: NO_LABELS },
  options: {
    labels: {
      type: 'array',
      items: { type: 'string' },
      description: 'Labels that every call must send. Where none is named, any label will do.',
    },
  },
  check: ({ deltas, options }) =>
    touchedCalls(deltas).flatMap(touched => {
      const { labels } = touched.call.about
      if (labels === null) return []
      const sent = [...labels, ...addedBy(touched.call.route.gateway)]
      const missing = options.labels.filter(name => !sent.some(label => isNamed(label, name)))
      if (options.labels.length === 0) return sent.length === 0 ? [finding(touched, [])] : []
      return missing.length === 0 ? [] : [finding(touched, missing)]
    }),
})

/** What a gateway adds by itself, or refuses requests without, is there. */
const addedBy = (gateway: Gateway | null) =>
  (gateway?.metadata ?? []).filter(({ from }) => from !== 'caller').map(({ name }) => name)

/** `team` is sent as `team` or inside of something: `metadata.team`. */
const isNamed = (label: string, name: string) => label === name || label.endsWith(`.${name}`)

function finding({ side, call }: TouchedCall, missing: readonly string[]): Draft {
  const { workload, estimate } = side
  const cost = estimate.perMonth ?? estimate.perRequest
  const unit = estimate.perMonth === null ? 'per request' : 'a month'
  const price = cost === null ? '' : `; ${usd(cost.expected)} ${unit} cannot be told apart on the bill`
  const what = missing.length === 0 ? 'no label' : `no ${missing.map(name => `\`${name}\``).join(', ')}`
  return {
    workload: workload.id,
    message: `The code sends ${what} with the requests of ${callName(side, call)} (${call.at.path}:${call.at.line ?? '?'})${price}.`,
    why: 'Providers bill by key: without a label on the request nobody can split the bill by team, feature or customer later.',
    suggestions: [
      'Send it as `metadata` (OpenAI, LiteLLM), `requestMetadata` (Bedrock) or a header of the gateway, as far as the provider takes it.',
    ],
    at: [call.at],
  }
}
