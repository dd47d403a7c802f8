import { expect, test } from 'vitest'
import { langchain } from './langchain.ts'
import { sketches } from './sketch.ts'

const read = (text: string) => langchain.read({ path: 'chains/opposite_prompt.yaml', text })

test('a prompt in Python format', () => {
  const { facts } = read(
    '_type: prompt\ninput_variables: [text]\ntemplate: |\n  Sum up {text} as {{"a": 1}}\n',
  )
  expect(sketches(facts)).toEqual(['user: Sum up {text} as {"a": 1}\n'])
  expect(facts).toMatchObject([
    { id: 'chains/opposite_prompt.yaml', model: null, messages: [{ parts: [{ line: 4 }, {}, {}] }] },
  ])
})

test.for([
  ['jinja2', '{% if a %}{{ b }}{% endif %}', 'user: ({b}|)'],
  ['mustache', '{{#a}}{{b}}{{/a}}', 'user: [a: {b}]'],
] as const)('%s', ([format, template, expected]) => {
  expect(
    sketches(read(`input_variables: [a]\ntemplate_format: ${format}\ntemplate: '${template}'\n`).facts),
  ).toEqual([expected])
})

const OPPOSITE = `_type: few_shot
input_variables: [word]
prefix: Write the opposite.
example_prompt: { _type: prompt, input_variables: [in, out], template: "{in} is not {out}" }
examples:
  - { in: tall, out: short }
  - { in: wet, out: dry }
suffix: "{word} is not"
`

test('every example of a few-shot prompt is sent', () => {
  expect(sketches(read(OPPOSITE).facts)).toEqual([
    'user: Write the opposite.\n\ntall is not short\n\nwet is not dry\n\n{word} is not',
  ])
})

test('examples in another file are a list of unknown length, a template in another file is included', () => {
  const text = OPPOSITE.replace(/examples:[^]*?suffix/, 'examples: words.json\nsuffix').replace(
    /template: "[^"]*"/,
    'template_path: word.txt',
  )
  expect(sketches(read(text).facts)).toEqual([
    'user: Write the opposite.\n\n[examples: +word.txt]\n\n{word} is not',
  ])
})

test('a chain says which model it asks', () => {
  const { facts } = read(
    '{"_type": "llm_chain", "llm": {"_type": "openai", "model_name": "gpt-4o-mini", "max_tokens": -1},\n "prompt": {"_type": "prompt", "template": "Hi {name}"}}',
  )
  expect(facts).toMatchObject([{ model: 'gpt-4o-mini', modelAt: { line: 1 }, maxOutput: null }])
})

test('a dump of a chat prompt', () => {
  const message = (name: string, template: string) =>
    `{"lc":1,"id":["langchain","prompts","chat","${name}"],"kwargs":{"prompt":{"kwargs":{"template":"${template}"}}}}`
  const { facts } = read(
    `{"lc":1,"type":"constructor","id":["langchain","prompts","chat","ChatPromptTemplate"],"kwargs":{"messages":[
      ${message('SystemMessagePromptTemplate', 'Be {tone}.')},
      {"lc":1,"id":["MessagesPlaceholder"],"kwargs":{"variable_name":"turns"}},
      ${message('HumanMessagePromptTemplate', '{question}')}]}}`,
  )
  expect(sketches(facts)).toEqual(['system: Be {tone}.', 'user: <turns>', 'user: {question}'])
})

test.for([
  ['a Semantic Kernel prompt', 'template: Hi\ntemplate_format: handlebars\n'],
  ['a deployment', 'kind: Deployment\nspec:\n  template: {}\n'],
] as const)('%s is not recognized', ([, text]) => {
  expect(langchain.sniff({ path: 'a.yaml', text })).toBe(false)
})

test('a template of something else is not read', () => {
  expect(read('_type: email\ntemplate: Welcome, {name}\n').facts).toEqual([])
})

test('a megabyte of empty lines is none of it', () => {
  expect(langchain.sniff({ path: 'a.yaml', text: '\n'.repeat(1_000_000) })).toBe(false)
})
