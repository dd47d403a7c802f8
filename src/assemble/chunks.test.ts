import { expect, test } from 'vitest'
import { worldOf } from '../../test/builders.ts'
import { assembled, promptFact, text } from '../../test/facts.ts'
import { estimate } from '../estimate/workload.ts'
import type { PromptPart } from '../model/fact.ts'

const world = worldOf({ models: { small: { input: 1, output: 0 } } })

const variable = (name: string): PromptPart => ({ kind: 'variable', name, line: 2 })
const list = (over: string): PromptPart => ({
  kind: 'repeat',
  over,
  parts: [text('- '), variable(`${over}.text`)],
  line: 2,
})

/** Input tokens beside those of the same call without the part. */
function added(part: PromptPart, keys: string): number {
  const inputOf = (parts: readonly PromptPart[]) => {
    const prompt = promptFact('prompts/answer.j2', { model: 'small', messages: [{ role: 'user', parts }] })
    const yaml = `workloads: { chat: { calls: { answer: { prompt: prompts/answer.j2, ${keys} } } } }`
    return assembled([prompt], yaml).workloads.map(workload => estimate(workload, world).tokens.input)[0] ?? 0
  }
  return Math.round(inputOf([part]) - inputOf([]))
}

const CONTEXT = 'context: { chunks: 4, tokens_per_chunk: 350 }'

test.for<[string, PromptPart, string, number]>([
  ['an item of a list is assumed', list('chunks'), '', 102],
  ['declared chunks are that list', list('chunks'), CONTEXT, 0],
  ['whatever stands before its name', list('page.retrieved_passages'), CONTEXT, 0],
  ['or the variable that holds them', variable('context'), CONTEXT, 0],
  ['or what is sent only sometimes', { kind: 'choice', options: [[list('docs')], []], line: 1 }, CONTEXT, 0],
  ['another list is no context', list('examples'), CONTEXT, 102],
  ['nor is a name that only sounds like one', variable('source_language'), CONTEXT, 100],
  ['a size of the list itself counts', list('chunks'), `${CONTEXT}, variables: { chunks: 900 }`, 900],
])('%s', ([, part, keys, tokens]) => {
  expect(added(part, keys)).toBe(tokens)
})
