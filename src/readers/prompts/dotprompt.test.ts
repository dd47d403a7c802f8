import { expect, test } from 'vitest'
import { dotprompt } from './dotprompt.ts'
import { sketches } from './sketch.ts'

const read = (text: string) => dotprompt.read({ path: 'kitchen/menu.prompt', text })

const MENU = `# The menu of the day.

---
model: googleai/gemini-2.5-flash
config:
  maxOutputTokens: 300
tools: [lookUpDish]
maxTurns: 3
input:
  default: { topic: soup }
output:
  schema:
    title: string, what it is called
    steps(array): string
    level?(enum): [easy, hard]
---
{{>tone}}
{{role "system"}}Be brief.
{{role "user"}}{{history}}{{topic}}{{#each photos}}{{media url=this}}{{/each}}{{media url=audioUrl}}
`

test('a prompt states its model, limit, schema, samples, tools and the rounds of its loop', () => {
  const { facts, diagnostics } = read(MENU)
  expect(diagnostics).toEqual([])
  expect(sketches(facts)).toEqual([
    'user: +_tone.prompt',
    'system: Be brief.\n',
    'user: <history>{topic}[photos: @image]@audio\n',
  ])
  expect(facts).toMatchObject([
    {
      kind: 'prompt',
      id: 'kitchen/menu.prompt',
      at: { line: 17 },
      model: 'googleai/gemini-2.5-flash',
      modelAt: { line: 4 },
      maxOutput: 300,
      maxOutputAt: { line: 6 },
      samples: { topic: ['soup'] },
      tools: [{ name: 'lookUpDish', text: null }],
      responseSchema: JSON.stringify({
        type: 'object',
        properties: {
          title: { type: 'string', description: 'what it is called' },
          steps: { type: 'array', items: { type: 'string' } },
          level: { enum: ['easy', 'hard'] },
        },
        required: ['title', 'steps'],
      }),
    },
    {
      kind: 'call',
      id: 'kitchen/menu.prompt',
      prompt: 'kitchen/menu.prompt',
      loop: { max: 3, at: { line: 8 } },
    },
  ])
})

test.for([
  ['tools: [lookUpDish]', 5],
  ['tools: [lookUpDish]\nmaxTurns: 12', 12],
  ['tools: [lookUpDish]\nreturnToolRequests: true', null],
  ['model: vertexai/gemini-2.5-pro', null],
] as const)('%j loops at most %s times', ([front, max]) => {
  const loops = read(`---\n${front}\n---\nHi`).facts.flatMap(fact =>
    fact.kind === 'call' ? [fact.loop?.max] : [],
  )
  expect(loops).toEqual(max === null ? [] : [max])
})

test('a schema that code defines is not in the file', () => {
  expect(read('---\noutput: { schema: Recipe }\n---\nHi').facts).toMatchObject([{ responseSchema: null }])
})

test('a JSON Schema stays what it is', () => {
  expect(
    read('---\noutput: { schema: { type: object, properties: { a: { type: string } } } }\n---\nHi').facts,
  ).toMatchObject([{ responseSchema: '{"type":"object","properties":{"a":{"type":"string"}}}' }])
})

test('a partial has no front matter', () => {
  const { facts } = dotprompt.read({ path: 'kitchen/_tone.prompt', text: 'Be warm to every guest.' })
  expect(facts).toMatchObject([{ id: 'kitchen/_tone.prompt', model: null, at: { line: 1 } }])
})

test('a schema that is no YAML is lost with a warning, the rest counts', () => {
  const { facts, diagnostics } = read(
    '---\nmodel: googleai/gemini-2.5-flash\ninput:\n  schema:\n    guests: { name: string }[]\n---\nHi',
  )
  expect(facts).toMatchObject([{ model: 'googleai/gemini-2.5-flash', modelAt: { line: 2 } }])
  expect(diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "front-matter-syntax",
        "hint": "Fix the syntax near this line: until then input is not read, and what it adds is not counted.",
        "line": 5,
        "message": "The front matter is not valid YAML: Unexpected flow-seq-start at node end.",
        "path": "kitchen/menu.prompt",
        "severity": "warning",
      },
    ]
  `)
})

test.for([
  ['kitchen/menu.prompt', 'name: Menu\ninvokable: true\n---\nHi', false],
  ['.continue/prompts/menu.prompt', '---\nname: Menu\n---\nHi', false],
  ['kitchen/menu.prompt', '---\nmodel: x\n---\nHi', true],
  ['kitchen/menu.prompt', 'Hi {{name}}', true],
  ['kitchen/menu.prompt', ' ', false],
] as const)('%s with %j is one: %s', ([path, text, expected]) => {
  expect(dotprompt.sniff({ path, text })).toBe(expected)
})
