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

describe('a model of a configuration', () => {
  test.for([
    ['an object that never changes', "const MODELS = { fast: 'gpt-4o-mini' } as const", 'MODELS.fast'],
    [
      'an object that satisfies a type',
      "const MODELS = { fast: 'gpt-4o-mini' } satisfies M",
      "MODELS['fast']",
    ],
    ['an object in an object', "const AI = { models: { fast: 'gpt-4o-mini' } }", 'AI.models.fast'],
    ['a part of an object', "const { fast } = { fast: 'gpt-4o-mini' }", 'fast'],
    ['an enumeration', "enum Models { Fast = 'gpt-4o-mini' }", 'Models.Fast'],
    ['a class', "class Models { static fast = 'gpt-4o-mini' }", 'Models.fast'],
  ] as const)('%s', ([, setup, model]) => {
    const call = one(`${setup}\n${chat(`model: ${model}`)}`)
    expect({ model: call.model, unresolved: call.unresolved }).toEqual({
      model: 'openai/gpt-4o-mini',
      unresolved: null,
    })
  })

  test.for([
    ['MODELS.fast', "import { MODELS } from './models'", 'const:src/models#MODELS.fast'],
    ['models.FAST', "import * as models from '../config/models.js'", 'const:config/models.js#FAST'],
    ['config.model', "import config from './config'", 'const:src/config#default.model'],
    ['FAST', "import { FAST } from '@/lib/models'", 'const:lib/models#FAST'],
  ] as const)('%s of another file', ([model, setup, expected]) => {
    expect(one(`${setup}\n${chat(`model: ${model}`)}`).model).toBe(expected)
  })

  test('is a constant for other files, also as what the file is by default', () => {
    const facts = read("export default {\n  model: 'gpt-4o-mini',\n}\n", 'src/config.ts')
    expect(facts).toEqual([
      {
        kind: 'constant',
        id: 'src/config.ts#default.model',
        at: { path: 'src/config.ts', line: 2 },
        value: 'gpt-4o-mini',
      },
    ])
  })

  test.for([
    ["big ? 'gpt-4o' : 'gpt-4o-mini'", "the model is decided at run time (big ? 'gpt-4o' : 'gpt-4o-mini')"],
    ["chosen.languageModel('title')", "the model is decided at run time (chosen.languageModel('title'))"],
    ['process.env.MODEL', 'the model comes from the environment variable MODEL'],
    ['MODELS[tier]', 'the model is decided at run time (MODELS[tier])'],
  ] as const)('%s is said, not guessed', ([model, unresolved]) => {
    expect(one(chat(`model: ${model}`))).toMatchObject({ model: null, unresolved })
  })

  test('options may be spread, and may be an object with a name', () => {
    const base = "const BASE = { model: 'gpt-4o', max_tokens: 90 }\n"
    expect(one(`${base}${chat("...BASE, model: 'gpt-4o-mini'")}`)).toMatchObject({
      model: 'openai/gpt-4o-mini',
      maxOutput: 90,
    })
    const named = chat('').replace('{  }', 'BASE')
    expect(one(`${base}${named}`)).toMatchObject({ model: 'openai/gpt-4o', maxOutput: 90 })
  })
})

describe('the AI SDK', () => {
  const generate = (imports: string, options: string) =>
    `import { generateText, stepCountIs, hasToolCall, gateway } from 'ai'\n${imports}\nexport const plan = (q: string) => generateText({ ${options} })\n`

  test.for([
    [
      'a provider that is set up',
      "import { createOpenAI } from '@ai-sdk/openai'\nconst openai = createOpenAI({ apiKey })",
      "model: openai('gpt-4o')",
      'openai/gpt-4o',
    ],
    [
      'a model that is wrapped',
      "import { openai } from '@ai-sdk/openai'\nconst model = wrapLanguageModel({ model: openai('gpt-4o'), middleware })",
      'model',
      'openai/gpt-4o',
    ],
    ['the gateway', '', "model: gateway('openai/gpt-4o')", 'openai/gpt-4o'],
    ['a name with its provider', '', "model: 'openai/gpt-4o'", 'openai/gpt-4o'],
    [
      'a constant',
      "import { openai } from '@ai-sdk/openai'\nimport { FAST } from './models'",
      'model: openai(FAST)',
      'const:src/models#FAST',
    ],
  ] as const)('%s', ([, imports, options, model]) => {
    expect(one(generate(imports, options))).toMatchObject({ model, unresolved: null })
  })

  test('an address of its own is not the provider', () => {
    const imports =
      "import { createOpenAI } from '@ai-sdk/openai'\nconst local = createOpenAI({ baseURL: HERE })"
    expect(one(generate(imports, "model: local('llama')"))).toMatchObject({
      model: 'llama',
      unresolved: 'baseURL decides who serves llama',
    })
  })

  test('stops after a number of steps, also among other conditions', () => {
    const options = "model: 'openai/gpt-4o', stopWhen: [hasToolCall('done'), stepCountIs(7)]"
    expect(one(generate('', options)).loop?.max).toBe(7)
  })

  test('labels of telemetry', () => {
    const options =
      "model: 'openai/gpt-4o', experimental_telemetry: { functionId: 'plan', metadata: { team: 'desk', user: q } }"
    expect(one(generate('', options)).metadata).toEqual({
      functionId: 'plan',
      'metadata.team': 'desk',
      'metadata.user': null,
    })
  })
})

test('Bedrock takes its call as a command', () => {
  const text = `import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
await client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', inferenceConfig: { maxTokens: 200 } }))
`
  expect(one(text)).toMatchObject({ model: 'bedrock/amazon.nova-lite-v1:0', maxOutput: 200 })
})

test('functions that pass the model on take it by name or by place', () => {
  const text = `${CLIENT}const ask = async ({ text, model }: Options) => client.chat.completions.create({ model, messages: [{ role: 'user', content: text }] })
const say = async (text: string, model: string) => client.chat.completions.create({ model, messages: [] })
export const sort = (ticket: string) => ask({ text: \`Sort: \${ticket}\`, model: 'gpt-4o-mini' })
export const reply = (ticket: string) => say(ticket, 'gpt-4o')
`
  const found = calls(text).filter(({ through }) => through !== null)
  expect(found).toMatchObject([
    { id: 'src/desk.ts#sort', model: 'openai/gpt-4o-mini', through: { call: 'src/desk.ts#ask' } },
    { id: 'src/desk.ts#reply', model: 'openai/gpt-4o', through: { call: 'src/desk.ts#say' } },
  ])
  expect(found[0]?.through?.passes).toMatchObject({
    text: [
      { kind: 'text', text: 'Sort: ' },
      { kind: 'variable', name: 'ticket' },
    ],
  })
})

test('what a list is mapped with runs once for each item', () => {
  const text = `${CLIENT}const all = (many: string[]) => Promise.all(many.map(async one => client.chat.completions.create({ model: 'gpt-4o' })))`
  expect(one(text).repeats).toMatchObject({ times: null })
})

test('a caught error may have a type', () => {
  const text = `${CLIENT}const run = async () => { try { await client.chat.completions.create({ model: 'gpt-4o' }) } catch (error: unknown) { log(error) } }`
  expect(javascript.read({ path: 'src/desk.ts', text })).toMatchObject({ facts: [{}], diagnostics: [] })
})

test('names inside a function are no constants for other files, whatever its name', () => {
  expect(read("export async function POST() { const model = 'gpt-4o' }\n", 'src/route.ts')).toEqual([])
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
  ['nested lists', `${CLIENT}const x = ${'['.repeat(50_000)}${']'.repeat(50_000)}`, 0],
  ['nested calls', `${CLIENT}const x = ${'f('.repeat(20_000)}${')'.repeat(20_000)}`, 0],
  ['a sum of many terms', `${CLIENT}const x = ${'1 + '.repeat(100_000)}1`, 0],
  ['many names', `${CLIENT}${'const a = 1;'.repeat(50_000)}`, 0],
  ['a very long line', `${CLIENT}const x = "${'a'.repeat(900_000)}"`, 0],
] as const)('survives %s', ([, text, count]) => {
  expect(calls(text)).toHaveLength(count)
})
