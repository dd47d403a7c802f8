import { expect, test } from 'vitest'
import { dify } from './dify.ts'
import { sketchesOf } from './testing.ts'

const DESK = `kind: app
app: {mode: advanced-chat, name: Help desk}
workflow:
  graph:
    nodes:
      - id: '10'
        data:
          type: question-classifier
          model: {provider: langgenius/openai/openai, name: gpt-4o-mini}
          classes: [{id: '1', name: Invoices}, {id: '2', name: Outages}]
          query_variable_selector: [sys, query]
      - id: '20'
        data:
          type: knowledge-retrieval
          multiple_retrieval_config:
            top_k: 4
      - id: '30'
        data:
          type: llm
          model:
            provider: anthropic
            name: claude-sonnet-4-5
            completion_params: {max_tokens: 600}
          context: {enabled: true, variable_selector: ['20', result]}
          memory: {window: {enabled: true, size: 6}}
          vision: {enabled: true}
          retry_config: {retry_enabled: true, max_retries: 3}
          prompt_template:
            - role: system
              text: |-
                Answer as a clerk of the utility.
                {{#context#}} Tone: {{#env.tone#}} {{literal}}
      - id: '40'
        data: {type: iteration, iterator_selector: ['10', meters]}
      - id: '41'
        parentId: '40'
        data:
          type: parameter-extractor
          isInIteration: true
          iteration_id: '40'
          model: {provider: google, name: gemini-2.5-flash}
          instruction: Read the meter.
          parameters: [{name: kwh, type: number, description: Reading, required: true}]
          query: ['40', item]
          reasoning_mode: function_call
      - id: '50'
        data: {type: loop, loop_count: 5, break_conditions: [{id: done}]}
      - id: '51'
        data:
          type: llm
          loop_id: '50'
          model: {provider: openai, name: '{{#env.model#}}'}
          prompt_template: {text: 'Improve {{#50.draft#}}'}
      - id: '60'
        data:
          type: agent
          agent_parameters:
            model: {value: {provider: langgenius/openai/openai, model: gpt-4o, completion_params: {max_tokens: 900}}}
            instruction: {value: Dispatch a crew.}
            query: {value: '{{#sys.query#}}'}
            maximum_iterations: {value: 7}
            tools: {value: [{tool_name: map, tool_description: Finds a street, enabled: true, schemas: [{name: street, type: string, llm_description: Name}]}]}
      - id: '70'
        data: {type: answer, answer: '{{#30.text#}}'}
`

const read = (text: string) => dify.read({ path: 'apps/desk.yml', text })

test('every node of a workflow that asks a model is a call of one request', () => {
  const { facts, diagnostics } = read(DESK)
  expect(diagnostics).toStrictEqual([])
  expect(new Set(facts.map(fact => fact.kind === 'call' && fact.group))).toStrictEqual(
    new Set(['apps/desk.yml']),
  )
  expect(sketchesOf(facts)).toMatchInlineSnapshot(`
    [
      [
        "apps/desk.yml#10 openai/gpt-4o-mini max null",
        "system: InvoicesOutages",
        "user: {sys.query}",
      ],
      [
        "apps/desk.yml#30 anthropic/claude-sonnet-4-5 max 600",
        "chunks 4 (line 16)",
        "retries 3",
        "system: Answer as a clerk of the utility.
     Tone: {env.tone} {{literal}}",
        "user: <memory>",
        "user: {sys.query}@image",
      ],
      [
        "apps/desk.yml#41 google/gemini-2.5-flash max null",
        "repeats null (line 34)",
        "tool extract_parameters [{"name":"kwh","type":"number","description":"Reading","required":true}]",
        "system: Read the meter.",
        "user: {40.item}",
      ],
      [
        "apps/desk.yml#51 unresolved: the model is chosen at run time ({{#env.model#}}) max null",
        "loop up to 5 (line 47)",
        "user: Improve {50.draft}",
      ],
      [
        "apps/desk.yml#60 openai/gpt-4o max 900",
        "loop up to 7 (line 61)",
        "tool map {"name":"map","description":"Finds a street","parameters":[{"name":"street","type":"string","description":"Name"}]}",
        "system: Dispatch a crew.",
        "user: {sys.query}",
      ],
    ]
  `)
})

test('a variable keeps the line on which it stands', () => {
  const call = read(DESK).facts.find(({ id }) => id.endsWith('#30'))
  const parts = call?.kind === 'call' ? call.messages.flatMap(({ parts }) => parts) : []
  expect(parts.find(part => part.kind === 'variable')).toMatchObject({ name: 'env.tone', line: 32 })
})

test('an app without a workflow is one call', () => {
  const text = `kind: app
app: {mode: agent-chat}
model_config:
  model: {provider: openai, name: gpt-4o, completion_params: {max_tokens: 512}}
  pre_prompt: 'You help {{customer}}.'
  agent_mode:
    enabled: true
    max_iteration: 5
    tools: [{tool_name: tariffs, enabled: true}, {tool_name: weather, enabled: false}]
  dataset_configs:
    top_k: 2
    datasets: {datasets: [{dataset: {id: tariffs}}]}
`
  expect(sketchesOf(read(text).facts)).toMatchInlineSnapshot(`
    [
      [
        "apps/desk.yml openai/gpt-4o max 512",
        "loop up to 5 (line 8)",
        "chunks 2 (line 11)",
        "tool tariffs null",
        "system: You help {customer}.",
        "user: <conversation>",
        "user: {query}",
      ],
    ]
  `)
})

test('a broken export says where', () => {
  const { facts, diagnostics } = read('kind: app\nworkflow:\n  graph: {nodes: [}\n')
  expect(facts).toStrictEqual([])
  expect(diagnostics).toMatchObject([{ code: 'yaml-syntax', path: 'apps/desk.yml', line: 3 }])
})

test.for([
  ['kind: app\nworkflow: {}\n', true],
  ['kind: App\nmetadata: {}\n', false],
  ['kind: Deployment\nworkflow: {}\n', false],
  ['kind: app\nmetadata: {}\n', false],
] as const)('%j is a Dify app: %s', ([text, expected]) => {
  expect(dify.sniff({ path: 'app.yml', text })).toBe(expected)
})

test.for([
  ['itself', '20', ''],
  [
    'through an iteration',
    '50',
    "\n      - id: '50'\n        data: {type: iteration, output_selector: ['20', result]}",
  ],
] as const)('pieces in the text of a prompt, from a retrieval %s, are no variable', ([, source, more]) => {
  const { facts } = dify.read({
    path: 'meters.yml',
    text: `kind: app
app: {mode: workflow}
workflow:
  graph:
    nodes:
      - id: '20'
        data: {type: knowledge-retrieval, multiple_retrieval_config: {top_k: 4}}
      - id: '30'
        data:
          type: llm
          model: {provider: openai, name: gpt-4o}
          prompt_template: [{role: user, text: "Sum up {{#${source}.result#}}"}]${more}
`,
  })
  expect(facts).toMatchObject([
    {
      messages: [{ role: 'user', parts: [{ kind: 'text', text: 'Sum up ' }] }],
      chunks: { count: 4, at: { line: 7 } },
    },
  ])
})
