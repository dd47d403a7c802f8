import { describe, expect, test } from 'vitest'
import { semanticKernel } from './semantic-kernel.ts'
import { sketches } from './sketch.ts'

const FOLDER = 'plugins/Refund/Explain'
const config = (text: string) => semanticKernel.read({ path: `${FOLDER}/config.json`, text })

describe('a folder of two files', () => {
  test('skprompt.txt is the text', () => {
    const { facts } = semanticKernel.read({
      path: `${FOLDER}/skprompt.txt`,
      text: 'Today is {{time.Date}}.\n{{recall $order}}\nExplain {{$order}}.\n',
    })
    expect(sketches(facts)).toEqual(['user: Today is {time.Date}.\n{recall}\nExplain {order}.\n'])
    expect(facts).toMatchObject([{ kind: 'prompt', id: `${FOLDER}/skprompt.txt`, model: null }])
  })

  test('config.json says how it is called, under the same id', () => {
    const { facts } = config(`{
      "schema": 1,
      "execution_settings": {"default": {"model_id": "gpt-4o-mini", "max_tokens": 90}},
      "input_variables": [{"name": "order", "default": "4711"}, {"name": "tone"}]
    }`)
    expect(facts).toMatchObject([
      {
        kind: 'call',
        id: `${FOLDER}/skprompt.txt`,
        prompt: `${FOLDER}/skprompt.txt`,
        model: 'gpt-4o-mini',
        modelAt: { path: `${FOLDER}/config.json`, line: 3 },
        maxOutput: 90,
        unresolved: null,
        samples: { order: ['4711'] },
      },
    ])
  })

  test.for([
    ['"completion": {"max_tokens": 256}', 256, 'the model is chosen in code: config.json names none'],
    [
      '"execution_settings": {"fast": {"model_id": "gpt-4o-mini", "max_tokens": 50}, "best": {"model_id": "gpt-4o", "max_tokens": 500}}',
      500,
      'the model is chosen at run time among gpt-4o-mini, gpt-4o',
    ],
  ] as const)('%s allows %s tokens, and %s', ([settings, maxOutput, unresolved]) => {
    expect(config(`{"schema": 1, ${settings}}`).facts).toMatchObject([{ model: null, maxOutput, unresolved }])
  })

  test.for(['{"name": "app", "schema": 1}', '{"schema": 2, "completion": {}}', '{}'])(
    'another config.json is none: %s',
    text => {
      const file = { path: 'app/config.json', text }
      expect(semanticKernel.sniff(file) && semanticKernel.read(file).facts.length > 0).toBe(false)
    },
  )
})

describe('one YAML file', () => {
  const read = (text: string) => semanticKernel.read({ path: 'ai/sum-up.yaml', text })

  test('messages are tags of the text', () => {
    const { facts } = read(`template_format: handlebars
template: |
  <message role="system">Be brief.</message>
  <message role="user">Sum up {{text}}</message>
input_variables: [{ name: text, default: A short letter. }]
execution_settings:
  default: { model_id: gpt-4o-mini, max_tokens: 200 }
`)
    expect(sketches(facts)).toEqual(['system: Be brief.', 'user: Sum up {text}'])
    expect(facts).toMatchObject([
      {
        id: 'ai/sum-up.yaml',
        model: 'gpt-4o-mini',
        maxOutput: 200,
        samples: { text: ['A short letter.'] },
        messages: [{ parts: [{ line: 3 }] }, { parts: [{ line: 4 }, { line: 4 }] }],
      },
    ])
  })

  test.for([
    ['liquid', '{% if a %}{{ b }}{% endif %}', 'user: ({b}|)'],
    ['semantic-kernel', '{{$a}} {% if %}', 'user: {a} {% if %}'],
  ] as const)('%s', ([format, template, expected]) => {
    expect(sketches(read(`template_format: ${format}\ntemplate: '${template}'\n`).facts)).toEqual([expected])
  })

  test.for([
    ['template: Hi\nexecution_settings: {}\n', true],
    ['template: Hi\ntemplate_format: liquid\n', true],
    ['template: Hi\ninput_variables:\n  - name: a\n', true],
    ['template: Hi\ninput_variables: [a]\n', false],
    ['spec:\n  template: {}\n', false],
  ] as const)('%j is one: %s', ([text, expected]) => {
    expect(semanticKernel.sniff({ path: 'ai/sum-up.yaml', text })).toBe(expected)
  })
})
