import { expect, test } from 'vitest'
import { promptFlow } from './prompt-flow.ts'

const read = (text: string) => promptFlow.read({ path: 'flows/parcel/flow.dag.yaml', text })

const PARCEL = `inputs:
  question: { type: string, default: Where is my parcel? }
  turns: { type: list, is_chat_history: true, default: [] }
  size: { type: string, default: gpt-4o }
nodes:
- name: sort
  use_variants: true
- name: answer
  type: llm
  source: { type: code, path: ../shared/answer.jinja2 }
  inputs:
    deployment_name: \${inputs.size}
    max_tokens: 256
    question: \${inputs.question}
    sorted: \${sort.output}
    turns: \${inputs.turns}
- name: look_up
  type: python
  source: { type: code, path: look_up.py }
- name: grade
  type: llm
  aggregation: true
node_variants:
  sort:
    default_variant_id: short
    variants:
      long: { node: { type: llm, source: { path: long.jinja2 }, inputs: { deployment_name: gpt-4o } } }
      short: { node: { type: llm, source: { path: short.jinja2 }, inputs: { deployment_name: prod-a, model: gpt-4o-mini } } }
`

test('the nodes of a flow are calls of one request; of variants the default one', () => {
  expect(read(PARCEL).facts).toMatchObject([
    {
      kind: 'call',
      id: 'flows/parcel/flow.dag.yaml#sort',
      group: 'flows/parcel/flow.dag.yaml',
      at: { line: 6 },
      prompt: 'flows/parcel/short.jinja2',
      model: 'gpt-4o-mini',
    },
    {
      id: 'flows/parcel/flow.dag.yaml#answer',
      prompt: 'flows/shared/answer.jinja2',
      model: 'gpt-4o',
      modelAt: { line: 12 },
      maxOutput: 256,
      maxOutputAt: { line: 13 },
      samples: { question: ['Where is my parcel?'] },
      unresolved: null,
    },
  ])
})

test('Python may call models too: said once', () => {
  expect(read(PARCEL).diagnostics).toMatchInlineSnapshot(`
    [
      {
        "code": "prompt-flow-python",
        "hint": "If the code calls a model, declare that call in unitcost.yml.",
        "line": 17,
        "message": "Python runs in look_up: model calls made there are not known from this file.",
        "path": "flows/parcel/flow.dag.yaml",
        "severity": "note",
      },
    ]
  `)
})

test.for([
  ['deployment_name: ${sort.output}', 'the deployment is decided at run time (${sort.output})'],
  ['deployment_name: ${inputs.model}', 'the deployment is decided at run time (${inputs.model})'],
  ['max_tokens: 5', 'the node names no deployment'],
] as const)('%s is unknown, with the reason', ([input, unresolved]) => {
  const { facts } = read(
    `nodes:\n- name: answer\n  type: llm\n  inputs: { ${input.replaceAll(/: (\$.*)$/g, ': "$1"')} }\n`,
  )
  expect(facts).toMatchObject([{ model: null, unresolved }])
})

test('other files with nodes are not recognized', () => {
  expect(promptFlow.sniff({ path: 'flow.yaml', text: 'nodes:\n- type: http\n' })).toBe(false)
  expect(read('nodes: 3\n').facts).toEqual([])
})

test('an input that is the conversation is earlier turns, whatever its name', () => {
  const { facts } = promptFlow.read({
    path: 'flows/parcels/flow.dag.yaml',
    text: `inputs:
  turns: {type: list, is_chat_history: true, default: []}
nodes:
  - name: answer
    type: llm
    source: {type: code, path: answer.jinja2}
    inputs: {deployment_name: gpt-4o-mini, past: "\${inputs.turns}"}
`,
  })
  expect(facts).toMatchObject([{ messages: [{ parts: [{ kind: 'history', name: 'past', line: 7 }] }] }])
})
