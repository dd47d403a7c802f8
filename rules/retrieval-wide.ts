import { declared } from '../src/model/quantity.ts'
import type { World } from '../src/estimate/world.ts'
import type { Draft } from '../src/policy/finding.ts'
import { defineRule } from '../src/policy/rule.ts'
import { savingOf, savingWords, withCall } from '../src/policy/saving.ts'
import { callName, touchedCalls, type TouchedCall } from '../src/policy/touched.ts'
import { count } from '../src/words/numbers.ts'

/** More retrieved pieces than an answer usually needs. */
export const retrievalWide = defineRule({
  id: 'retrieval-wide',
  title: 'A call puts few retrieved chunks into its prompt.',
  level: 'note',
  defaults: { chunks: 10 },
  options: { chunks: { type: 'number', minimum: 1, description: 'The most chunks per call.' } },
  check: ({ deltas, options, world }) =>
    touchedCalls(deltas).flatMap(touched => {
      const { call, before } = touched
      const [now, old] = [call.context.chunks?.expected ?? 0, before?.context.chunks?.expected ?? 0]
      return now > options.chunks && now > old ? [finding(touched, options.chunks, world)] : []
    }),
})

function finding({ side, call }: TouchedCall, most: number, world: World): Draft {
  const { chunks, tokensPerChunk } = call.context
  const fewer = { ...call, context: { ...call.context, chunks: declared(most, chunks?.at ?? null) } }
  const saving = savingOf(side, withCall(side.workload, fewer), world)
  const size =
    tokensPerChunk === null ? '' : ` of ${count(tokensPerChunk.expected)} ${tokensPerChunk.basis} tokens`
  return {
    workload: side.workload.id,
    message: `${callName(side, call)} reads ${count(chunks?.expected ?? 0)} chunks${size} per call, and ${count(most)} are allowed.`,
    why: 'Chunks far down the list seldom change the answer, and every request pays for all of them.',
    suggestions: [
      saving === null
        ? `Read at most ${count(most)} chunks, the best ones after reranking.`
        : `Read at most ${count(most)} chunks, the best ones after reranking: that saves ${savingWords(saving)}.`,
    ],
    at: [chunks?.at ?? call.at],
  }
}
