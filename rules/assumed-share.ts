import type { Side } from '../src/diff/diff.ts'
import type { Component, Estimate } from '../src/estimate/estimate.ts'
import type { PromptPart } from '../src/model/fact.ts'
import type { Call, Prompt } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { usd, usdRange } from '../src/words/money.ts'
import { sharePercent } from '../src/words/numbers.ts'

/** A cost that rests mostly on sizes that nobody stated: it compares well, and may be far off. */
export const assumedShare = defineRule({
  id: 'assumed-share',
  title: 'Most of the cost of what a change touches rests on stated or measured sizes.',
  level: 'note',
  defaults: { above: 0.5 },
  options: {
    above: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'The share of the expected cost, 0 to 1, that may rest on assumptions.',
    },
  },
  check: ({ deltas, options }) =>
    deltas.flatMap(({ status, head }) => {
      if (head === null || status === 'unchanged') return []
      const bill = billOf(head.estimate)
      return bill !== null && bill.assumed > options.above * bill.total ? [finding(head, bill)] : []
    }),
})

type Row = { readonly part: Component; readonly usd: number }
type Bill = {
  readonly unit: string
  readonly cost: { readonly low: number; readonly high: number }
  readonly total: number
  readonly assumed: number
  /** Largest first. */
  readonly guesses: readonly Row[]
}

/** Per request, else per month for what is only paid by the hour. */
function billOf({ perRequest, perMonth, components }: Estimate): Bill | null {
  const cost = perRequest ?? perMonth
  if (cost === null) return null
  const key = perRequest === null ? 'perMonth' : 'perRequest'
  const rows = components.map(part => ({ part, usd: part[key] ?? 0 }))
  const guesses = rows
    .filter(({ part, usd }) => part.basis === 'assumed' && usd > 0)
    .toSorted((a, b) => b.usd - a.usd)
  const unit = perRequest === null ? 'a month' : 'per request'
  return { unit, cost, total: sum(rows), assumed: sum(guesses), guesses }
}

const sum = (rows: readonly Row[]) => rows.reduce((total, { usd }) => total + usd, 0)

function finding({ workload }: Side, { unit, cost, total, assumed, guesses }: Bill): Draft {
  const largest = guesses.slice(0, 3)
  const named = largest.map(
    ({ part, usd: amount }) => `${METERS[part.meter]} of \`${part.call}\` ${usd(amount)}`,
  )
  const calls = workload.calls.filter(call => guesses.some(({ part }) => part.call === call.id))
  const gaps = [
    ...calls.flatMap(call => gapsOf(call, guesses)),
    ...(guesses.some(({ part }) => part.meter === 'unit_hours')
      ? ['State the region of the capacity in its file.']
      : []),
  ]
  return {
    workload: workload.id,
    message: `${sharePercent(assumed / total)} of the ${usd(total)} ${unit} of ${workload.id} is assumed: ${named.join(', ')}.`,
    why: `What is assumed is the same before and after a change, so the difference holds, but the cost itself may be anywhere in ${usdRange(cost.low, cost.high)}.`,
    suggestions: [
      ...(workload.origin === 'declared' ? [] : [`Declare ${workload.id} as a workload in unitcost.yml.`]),
      ...gaps.slice(0, 3),
    ],
    at: [workload.at],
  }
}

const METERS: Readonly<Record<Component['meter'], string>> = {
  input: 'input',
  cache_read: 'cached input',
  cache_write: 'input written to the cache',
  output: 'output',
  lookup: 'cache look-ups',
  embedding: 'embedding',
  rerank: 'reranking',
  store: 'store queries',
  unit_hours: 'unit-hours',
  accelerator_hours: 'accelerator-hours',
  overhead: 'running it',
  one_off: 'one-off spend',
}

/** What could be stated about a call, largest effect first: a loop multiplies everything in it. */
function gapsOf(call: Call, guesses: readonly Row[]): readonly string[] {
  const { loop } = call.repetition
  const meters = new Set(guesses.filter(({ part }) => part.call === call.id).map(({ part }) => part.meter))
  const reads = (['input', 'cache_read', 'cache_write'] as const).some(meter => meters.has(meter))
  return [
    ...(loop !== null && loop.measured === null && loop.mean === null
      ? [`Declare how many steps \`${call.id}\` takes, as \`loop: { mean, p95, max }\`.`]
      : []),
    ...(call.route.selection === 'dynamic' && call.route.targets.length > 1
      ? [`Give the targets of ${call.route.id} weights, if their shares are known.`]
      : []),
    ...(meters.has('output') && call.output.tokens.basis === 'assumed'
      ? [`Declare \`output_tokens\` of \`${call.id}\`, or let its evals measure them.`]
      : []),
    ...(reads ? inputGaps(call) : []),
  ]
}

function inputGaps({ id, prompt }: Call): readonly string[] {
  if (prompt.kind === 'profile')
    return prompt.input.basis === 'assumed' ? [`Name the \`prompt\` of \`${id}\`.`] : []
  const open = openVariables(prompt).map(name => `\`${name}\``)
  const shown = open.length > 4 ? `${open.slice(0, 4).join(', ')}, …` : open.join(', ')
  return open.length > 0 ? [`Declare the tokens of ${shown} under \`variables\` of \`${id}\`.`] : []
}

/** Variables without a stated size or an example. */
function openVariables({
  messages,
  samples,
  sizes,
}: Extract<Prompt, { kind: 'template' }>): readonly string[] {
  const names = new Set(messages.flatMap(({ parts }) => parts.flatMap(variablesIn)))
  return [...names].filter(name => !Object.hasOwn(samples, name) && !Object.hasOwn(sizes, name))
}

function variablesIn(part: PromptPart): readonly string[] {
  switch (part.kind) {
    case 'variable':
      return [part.name]
    case 'choice':
      return part.options.flatMap(option => option.flatMap(variablesIn))
    case 'repeat':
      return part.parts.flatMap(variablesIn)
    default:
      return []
  }
}
