import { expect, test } from 'vitest'
import type { PromptPart } from '../src/model/fact.ts'
import { declared, exactly } from '../src/model/quantity.ts'
import type { Call } from '../src/model/workload.ts'
import { tokens, usdPerMonth } from '../src/units.ts'
import { assumedShare } from './assumed-share.ts'
import {
  call,
  component,
  delta,
  drafts,
  looping,
  month,
  pageExample,
  request,
  sentences,
  side,
  target,
  template,
  told,
} from './testing.ts'

const variable = (name: string): PromptPart => ({ kind: 'variable', name, line: 2 })

const GUESSED_OUTPUT = {
  tokens: { ...exactly(tokens(300)), basis: 'assumed', at: null },
  maximum: null,
} as const

const asking = (...parts: readonly PromptPart[]): Partial<Call> => ({
  prompt: template({ messages: [{ role: 'user', parts }] }),
})

/** A request of $0.01, of which `assumed` rests on assumptions. */
const guessed = (assumed: number, ...calls: readonly Call[]) =>
  side(
    { calls },
    {
      perRequest: request(0.01, 0.052, 0.002),
      components: [
        component('input', 0.01 - assumed, { basis: 'declared' }),
        component('output', assumed * 0.75, { basis: 'assumed' }),
        component('input', assumed * 0.25, { basis: 'assumed' }),
      ],
    },
  )

test('says how much is assumed, what it is, and what to declare instead', () => {
  const head = guessed(
    0.008,
    call({ ...asking(variable('question'), variable('profile')), output: GUESSED_OUTPUT }),
  )
  const said = drafts(assumedShare, { deltas: [delta({ head })] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:8
    80 % of the $0.01 per request of support-chat is assumed: output of \`answer\` $0.006, input of \`answer\` $0.002.
    What is assumed is the same before and after a change, so the difference holds, but the cost itself may be anywhere in $0.002 … $0.052.
    - Declare \`output_tokens\` of \`answer\`, or let its evals measure them.
    - Declare the tokens of \`question\`, \`profile\` under \`variables\` of \`answer\`."
  `)
  expect(said.map(sentences)).toEqual([pageExample('assumed-share')])
})

test.for([
  { share: 'half of the cost', assumed: 0.005, above: 0.5, found: 0 },
  { share: 'more than half', assumed: 0.0051, above: 0.5, found: 1 },
  { share: 'more than half, where all of it may be assumed', assumed: 0.0051, above: 1, found: 0 },
  { share: 'a tenth, where none may be assumed', assumed: 0.001, above: 0, found: 1 },
  { share: 'nothing, where none may be assumed', assumed: 0, above: 0, found: 0 },
])('$share: $found', ({ assumed, above, found }) => {
  const deltas = [delta({ head: guessed(assumed, call()) })]
  expect(drafts(assumedShare, { deltas, options: { above } })).toHaveLength(found)
})

test('is silent about what did not change, is gone, or has no price', () => {
  const head = guessed(0.008, call())
  const deltas = [
    delta({ status: 'unchanged', base: head, head }),
    delta({ base: head }),
    delta({ base: head, head: side({}, { unpriced: ['no price for openai/gpt-9'] }) }),
  ]
  expect(drafts(assumedShare, { deltas })).toEqual([])
})

const SIZED = asking(variable('question'), variable('policy'), {
  kind: 'choice',
  line: 4,
  options: [[variable('city')], [{ kind: 'repeat', over: 'orders', line: 5, parts: [variable('order')] }]],
})

test.for<{ open: string; answer: Call; remedies: readonly string[] }>([
  {
    open: 'steps of a loop',
    answer: { ...looping(), id: 'answer' },
    remedies: ['Declare how many steps `answer` takes, as `loop: { mean, p95, max }`.'],
  },
  {
    open: 'no prompt',
    answer: call({
      prompt: {
        kind: 'profile',
        at: { path: 'unitcost.yml', line: 11 },
        input: { ...exactly(tokens(1000)), basis: 'assumed', at: null },
      },
    }),
    remedies: ['Name the `prompt` of `answer`.'],
  },
  {
    open: 'steps of a loop over a stated input',
    answer: {
      ...looping(),
      id: 'answer',
      prompt: {
        kind: 'profile',
        at: { path: 'unitcost.yml', line: 11 },
        input: declared(tokens(1000), null),
      },
    },
    remedies: ['Declare how many steps `answer` takes, as `loop: { mean, p95, max }`.'],
  },
  {
    open: 'a router that decides at run time',
    answer: call({
      route: {
        ...call().route,
        id: 'route:gateway/litellm.yaml#smart',
        selection: 'dynamic',
        targets: [target('openai/gpt-4o'), target('openai/gpt-4o-mini')],
      },
    }),
    remedies: ['Give the targets of route:gateway/litellm.yaml#smart weights, if their shares are known.'],
  },
  {
    open: 'variables, some of them sized',
    answer: call({
      prompt: {
        ...template({
          messages: [],
          samples: { policy: ['no refunds'] },
          sizes: { question: declared(tokens(60), null) },
        }),
        ...(SIZED.prompt?.kind === 'template' ? { messages: SIZED.prompt.messages } : {}),
      },
    }),
    remedies: ['Declare the tokens of `city`, `order` under `variables` of `answer`.'],
  },
  {
    open: 'many variables',
    answer: call(asking(...['a', 'b', 'c', 'd', 'e'].map(variable))),
    remedies: ['Declare the tokens of `a`, `b`, `c`, `d`, … under `variables` of `answer`.'],
  },
])('$open: says what to declare', ({ answer, remedies }) => {
  const deltas = [delta({ head: guessed(0.008, answer) })]
  expect(drafts(assumedShare, { deltas })[0]?.suggestions).toEqual(remedies)
})

test('a discovered workload must be declared first', () => {
  const found = guessed(0.008, call({ output: GUESSED_OUTPUT }))
  const head = {
    ...found,
    workload: { ...found.workload, id: 'prompts/answer.prompty', origin: 'discovered' as const },
  }
  expect(drafts(assumedShare, { deltas: [delta({ head })] })[0]?.suggestions).toEqual([
    'Declare prompts/answer.prompty as a workload in unitcost.yml.',
    'Declare `output_tokens` of `answer`, or let its evals measure them.',
  ])
})

test('only what is assumed is asked for, and capacity without traffic has no part of a request', () => {
  const head = side(
    { calls: [call({ ...asking(variable('question')), output: GUESSED_OUTPUT })] },
    {
      perRequest: request(0.01),
      components: [
        component('input', 0.001, { basis: 'declared' }),
        component('output', 0.009, { basis: 'assumed' }),
        component('unit_hours', 0, { basis: 'assumed', perRequest: null, perMonth: usdPerMonth(734) }),
      ],
    },
  )
  const [said] = drafts(assumedShare, { deltas: [delta({ head })] })
  expect(said?.message).toBe(
    '90 % of the $0.01 per request of support-chat is assumed: output of `answer` $0.009.',
  )
  expect(said?.suggestions).toEqual(['Declare `output_tokens` of `answer`, or let its evals measure them.'])
})

test('what is paid by the hour is told per month', () => {
  const head = side(
    { id: 'infra/aws_instance.gpu', calls: [] },
    {
      perMonth: month(734),
      components: [
        component('unit_hours', 0, {
          basis: 'assumed',
          call: 'infra/aws_instance.gpu',
          perRequest: null,
          perMonth: usdPerMonth(734),
        }),
      ],
    },
  )
  const [said] = drafts(assumedShare, { deltas: [delta({ head })] })
  expect(said?.message).toBe(
    '100 % of the $734 a month of infra/aws_instance.gpu is assumed: unit-hours of `infra/aws_instance.gpu` $734.',
  )
  expect(said?.suggestions).toEqual(['State the region of the capacity in its file.'])
})
