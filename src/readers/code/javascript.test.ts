import { describe, expect, test } from 'vitest'
import type { CallFact } from '../../model/fact.ts'
import { sketches } from '../prompts/sketch.ts'
import { javascript } from './javascript.ts'

const read = (text: string, path = 'src/desk.ts') => javascript.read({ path, text }).facts
const calls = (text: string, path?: string) =>
  read(text, path).filter((fact): fact is CallFact => fact.kind === 'call')
const one = (text: string) => {
  const [call] = calls(text)
  if (call === undefined) throw new Error('no call was found')
  return call
}

const CLIENT = "import OpenAI from 'openai'\nconst client = new OpenAI()\n"
const chat = (options: string) =>
  `${CLIENT}export const answer = async (question: string) => client.chat.completions.create({ ${options} })\n`

describe('the model', () => {
  test.for([
    ['a literal', "model: 'gpt-4o'", 'openai/gpt-4o'],
    [
      'the default of an environment variable',
      "model: process.env.MODEL ?? 'gpt-4o-mini'",
      'openai/gpt-4o-mini',
    ],
    ['a parameter', 'model: question', 'the model is decided at run time (question)'],
    ['a shorthand', 'model', 'the model is decided at run time (model)'],
  ] as const)('%s', ([, options, expected]) => {
    const { model, unresolved } = one(chat(options))
    expect(model ?? unresolved).toBe(expected)
  })

  test('a constant of another file', () => {
    expect(one(`import { FAST as QUICK } from './models'\n${chat('model: QUICK')}`).model).toBe(
      'const:src/models#FAST',
    )
    expect(read("export const FAST = 'gpt-4o-mini'\n", 'src/models.ts')).toMatchObject([
      { kind: 'constant', id: 'src/models.ts#FAST', value: 'gpt-4o-mini' },
    ])
  })

  test('by the package of the AI SDK that names it', () => {
    const text = `import { generateText, stepCountIs } from 'ai'\nimport { anthropic } from '@ai-sdk/anthropic'\nexport const plan = (q: string) => generateText({ model: anthropic('claude-haiku-4-5'), prompt: q, stopWhen: stepCountIs(5) })\n`
    expect(one(text)).toMatchObject({
      id: 'src/desk.ts#plan',
      model: 'anthropic/claude-haiku-4-5',
      loop: { max: 5 },
    })
  })
})

test('what is sent, with its roles', () => {
  const text = chat(
    "model: 'gpt-4o', max_tokens: 300, messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: `About ${order.id}: ${question}` }]",
  )
  expect(sketches(calls(text))).toEqual(['system: Be brief.', 'user: About {id}: {question}'])
  expect(one(text)).toMatchObject({ maxOutput: 300, loop: null, repeats: null })
})

test('retrieved pieces are context, not a variable beside it', () => {
  const text = `${CLIENT}export async function answer(question: string, chunks: Chunk[]) {
  const context = chunks.slice(0, 4).map(chunk => chunk.text).join('\\n')
  return client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: \`\${context}\\n\${question}\` }] })
}
`
  expect(one(text).chunks?.count).toBe(4)
  expect(sketches(calls(text))).toEqual(['user: \n{question}'])
})

test.for([
  ['for (let i = 0; i < MAX; i++)', 'if (step.done) return step', { loop: 6, repeats: undefined }],
  ['while (true)', 'if (step.done) break', { loop: null, repeats: undefined }],
  ['for (const one of many)', 'log(step)', { loop: undefined, repeats: null }],
] as const)('%s', ([head, end, expected]) => {
  const text = `${CLIENT}const MAX = 6\nasync function run() { ${head} { const step = await client.chat.completions.create({ model: 'gpt-4o' }); ${end} } }`
  const call = one(text)
  expect({ loop: call.loop?.max, repeats: call.repeats?.times }).toEqual(expected)
})

test.for([
  ['desk.js', "const run = async () => client.chat.completions.create({ model: 'gpt-4o' })"],
  ['desk.tsx', "const Run = () => { client.chat.completions.create({ model: 'gpt-4o' }); return <p>x</p> }"],
  [
    'desk.mts',
    "class Desk { run(): void { client.chat.completions.create({ model: 'gpt-4o' } as Options) } }",
  ],
] as const)('%s', ([name, text]) => {
  expect(calls(`${CLIENT}${text}`, `src/${name}`)).toHaveLength(1)
})

test.for([
  ['a broken statement', `${chat("model: 'gpt-4o'")}function broken( {`, 1],
  ['deep nesting', `${CLIENT}${'['.repeat(20_000)}`, 0],
  ['a very long line', `${CLIENT}const x = "${'a'.repeat(900_000)}"`, 0],
] as const)('survives %s', ([, text, count]) => {
  expect(calls(text)).toHaveLength(count)
})
