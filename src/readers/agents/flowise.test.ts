import { expect, test } from 'vitest'
import { flowise } from './flowise.ts'
import { sketchesOf } from './testing.ts'

type Stated = {
  readonly label: string
  readonly category: string
  readonly inputs: object
}

const node = (id: string, { label, category, inputs }: Stated) => ({
  id,
  data: { id, name: label, category, baseClasses: [], inputAnchors: [], inputs },
})

const read = (nodes: readonly object[]) =>
  flowise.read({ path: 'flows/museum.json', text: JSON.stringify({ nodes, edges: [] }, null, 2) })

const flow = (id: string, label: string, inputs: object) =>
  node(id, { label, category: 'Agent Flows', inputs })

const inside = (parent: string, held: object) => ({ ...held, parentNode: parent })

test('an agent flow: planner, guide in an iteration, and a loop back', () => {
  const { facts } = read([
    flow('plan_0', 'llmAgentflow', {
      llmModel: 'chatAnthropic',
      llmModelConfig: { modelName: 'claude-sonnet-4-5', maxTokensToSample: 700 },
      llmMessages: [{ role: 'system', content: '<p>Plan a <strong>tour</strong> &amp; be brief.</p>' }],
      llmUserMessage: '<p>For <span class="variable" data-id="x">{{ $form.guest }}</span></p>',
      llmStructuredOutput: [{ key: 'rooms', type: 'stringArray' }],
    }),
    flow('rooms_0', 'iterationAgentflow', {}),
    inside(
      'rooms_0',
      flow('guide_0', 'agentAgentflow', {
        agentModel: 'chatOpenAI',
        agentModelConfig: { modelName: 'gpt-4o-mini', maxTokens: '' },
        agentTools: [{ agentSelectedTool: 'catalogue' }],
        agentEnableMemory: true,
      }),
    ),
    flow('back_0', 'loopAgentflow', { loopBackToNode: 'plan_0-Planner', maxLoopCount: '3' }),
  ])
  expect(sketchesOf(facts)).toMatchInlineSnapshot(`
    [
      [
        "flows/museum.json#plan_0 anthropic/claude-sonnet-4-5 max 700",
        "loop up to 4 (line 78)",
        "schema [{"key":"rooms","type":"stringArray"}]",
        "system: Plan a tour & be brief.
    ",
        "user: For {$form.guest}",
      ],
      [
        "flows/museum.json#guide_0 openai/gpt-4o-mini max null",
        "loop up to null (line 45)",
        "repeats null (line 45)",
        "tool catalogue null",
        "user: <memory>",
      ],
    ]
  `)
})

test('a chat flow: a chain names its model, memory and prompt as other nodes', () => {
  const { facts } = read([
    node('gpt_0', {
      label: 'chatOpenAI',
      category: 'Chat Models',
      inputs: { modelName: 'gpt-4o', maxTokens: '90' },
    }),
    node('turns_0', { label: 'bufferMemory', category: 'Memory', inputs: {} }),
    node('ask_0', {
      label: 'promptTemplate',
      category: 'Prompts',
      inputs: { template: 'Describe {painting}.' },
    }),
    node('chain_0', {
      label: 'llmChain',
      category: 'Chains',
      inputs: {
        model: '{{gpt_0.data.instance}}',
        prompt: '{{ask_0.data.instance}}',
        memory: '{{turns_0.data.instance}}',
      },
    }),
  ])
  expect(sketchesOf(facts)).toMatchInlineSnapshot(`
    [
      [
        "flows/museum.json#chain_0 openai/gpt-4o max 90",
        "user: <memory>",
        "user: Describe {painting}.",
      ],
    ]
  `)
})

const modelCases: readonly (readonly [
  label: string,
  inputs: object,
  model: string | null,
  why: string | null,
])[] = [
  ['chatOpenAI', {}, null, 'the node names no model'],
  ['chatOpenAI', { modelName: '{{$vars.model}}' }, null, 'the model is chosen at run time ({{$vars.model}})'],
  [
    'chatOpenAI',
    { modelName: 'qwen', basepath: 'http://gpu/v1' },
    null,
    'the address of the node decides who serves qwen',
  ],
  ['chatOllama', { modelName: 'llama3.2', baseUrl: 'http://localhost:11434' }, 'ollama/llama3.2', null],
  ['constructor', { modelName: 'own' }, 'own', null],
]

test.for(modelCases)('%s with %j is %s', ([label, inputs, model, unresolved]) => {
  const { facts } = read([
    node('llm_0', { label, category: 'Chat Models', inputs }),
    node('team_0', {
      label: 'seqStart',
      category: 'Sequential Agents',
      inputs: { model: '{{llm_0.data.instance}}' },
    }),
    node('member_0', { label: 'seqLLMNode', category: 'Sequential Agents', inputs: {} }),
  ])
  expect(facts).toMatchObject([{ id: 'flows/museum.json#member_0', model, unresolved }])
})
