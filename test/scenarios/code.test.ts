import { describe, expect, test } from 'vitest'
import type { Files } from '../repository.ts'
import { judged } from './pull-request.ts'

const SUMMARY = `import os
from openai import OpenAI

client = OpenAI()
MODEL = os.getenv("SUMMARY_MODEL", "gpt-4o-mini")
MAX_STEPS = 4


def summarize(text):
    return client.chat.completions.create(
        model=MODEL,
        max_tokens=400,
        messages=[
            {"role": "system", "content": open("prompts/summary.txt").read()},
            {"role": "user", "content": f"Summarize: {text}"},
        ],
    )


def classify(text):
    return client.chat.completions.create(
        model="gpt-4o-mini", messages=[{"role": "user", "content": "Answer with one word: " + text}]
    )


def research(task):
    for _ in range(MAX_STEPS):
        step = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": task}])
        if step.choices[0].finish_reason == "stop":
            return step
`

const RAG = `import OpenAI from 'openai'
import { MODEL } from './models'

const client = new OpenAI()

export async function answer(question: string, chunks: Chunk[]) {
  const context = chunks.slice(0, 4).map(chunk => chunk.text).join('\\n')
  return client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: \`\${context}\\n\${question}\` }],
  })
}

export const translate = (text: string) =>
  client.chat.completions.create({ model: MODEL, messages: [{ role: 'user', content: text }] })
`

const GATEWAY = `model_list:
  - model_name: chat
    litellm_params: { model: openai/gpt-4o-mini }
  - model_name: backup
    litellm_params: { model: openai/gpt-4.1 }
router_settings:
  num_retries: 1
  fallbacks: [{ chat: [backup] }]
`

const GPU = `resource "aws_instance" "embedder" {
  count         = 1
  instance_type = "g5.xlarge"
}
`

const BASE = {
  'app/summary.py': SUMMARY,
  'src/rag.ts': RAG,
  'src/models.ts': "export const MODEL = 'gpt-4o-mini'\n",
  'prompts/summary.txt': 'Summarize the ticket in two sentences. Keep names and dates.\n',
  'llm/config.yaml': GATEWAY,
  'infra/embedder.tf': GPU,
} satisfies Files

const edit = (path: keyof typeof BASE, from: string, to: string): Files => {
  expect(BASE[path]).toContain(from)
  return { [path]: BASE[path].replace(from, to) }
}

const changed = async (head: Files) => {
  const { result, exitCode } = await judged({ base: BASE, head })
  const workloads = result.workloads.filter(({ status }) => status !== 'unchanged')
  return { exitCode, verdict: result.verdict, workloads, result }
}

describe('each planted driver is seen, alone and with its cause', () => {
  const cases: readonly (readonly [string, () => Files, string, string])[] = [
    [
      'a default of an environment variable',
      () => edit('app/summary.py', '"gpt-4o-mini")\nMAX', '"gpt-4o")\nMAX'),
      'app/summary.py#summarize',
      'model',
    ],
    [
      'a literal model in Python',
      () => edit('app/summary.py', 'model="gpt-4o-mini"', 'model="gpt-4o"'),
      'app/summary.py#classify',
      'model',
    ],
    [
      'a prompt file that code reads',
      () =>
        edit('prompts/summary.txt', 'dates.', `dates.${' Quote the passage that you rely on.'.repeat(300)}`),
      'app/summary.py#summarize',
      'prompt',
    ],
    [
      'the maximum of an agent loop',
      () => edit('app/summary.py', 'MAX_STEPS = 4', 'MAX_STEPS = 12'),
      'app/summary.py#research',
      'calls',
    ],
    [
      'a literal model in TypeScript',
      () => edit('src/rag.ts', "'gpt-4o-mini'", "'gpt-4o'"),
      'src/rag.ts#answer',
      'model',
    ],
    [
      'a constant of another file',
      () => edit('src/models.ts', 'gpt-4o-mini', 'gpt-4o'),
      'src/rag.ts#translate',
      'model',
    ],
    [
      'retrieved pieces',
      () => edit('src/rag.ts', 'slice(0, 4)', 'slice(0, 20)'),
      'src/rag.ts#answer',
      'context',
    ],
    [
      'a model behind an alias',
      () => edit('llm/config.yaml', 'gpt-4o-mini', 'gpt-4o'),
      'llm/config.yaml#chat',
      'model',
    ],
    [
      'retries',
      () => edit('llm/config.yaml', 'num_retries: 1', 'num_retries: 4'),
      'llm/config.yaml#chat',
      'retries',
    ],
    [
      'a machine',
      () => edit('infra/embedder.tf', 'g5.xlarge', 'p4d.24xlarge'),
      'infra/aws_instance.embedder',
      'capacity',
    ],
    [
      'how many machines',
      () => edit('infra/embedder.tf', '= 1', '= 2'),
      'infra/aws_instance.embedder',
      'capacity',
    ],
  ]

  test.for(cases)('%s', async ([, head, id, kind]) => {
    const { workloads } = await changed(head())
    const workload = workloads.find(one => one.id === id)
    expect(workload?.drivers.map(driver => driver.kind)).toEqual([kind])
  })
})

describe('what changes no cost is no change', () => {
  test.for([
    [
      'lines inserted above a call',
      () => edit('app/summary.py', 'client = OpenAI()', `client = OpenAI()\n${'# a remark\n'.repeat(30)}`),
    ],
    [
      'functions in another order',
      () => ({
        'src/rag.ts': RAG.replace(
          'export async function answer',
          'export const unrelated = 1\n\nexport async function answer',
        ),
      }),
    ],
    [
      'a renamed key of the same limit',
      () => edit('app/summary.py', 'max_tokens=400', 'max_completion_tokens=400'),
    ],
  ] as const)('%s', async ([, head]) => {
    expect((await changed(head())).workloads).toEqual([])
  })

  test('a renamed file', async () => {
    const { workloads } = await changed({
      'app/summary.py': null,
      'app/digest.py': SUMMARY,
    })
    expect(workloads).toEqual([])
  })
})

test('a model that nobody knows is unknown, not a saving', async () => {
  const { workloads, verdict } = await changed(
    edit('app/summary.py', 'model="gpt-4o-mini"', 'model="house-model-7b"'),
  )
  expect(verdict).toBe('warn')
  expect(workloads).toMatchObject([
    { id: 'app/summary.py#classify', head: { usd_per_request: null }, delta: { usd_per_request: null } },
  ])
})

test('a call that is lost in code that does not parse is no saving', async () => {
  const broken = SUMMARY.replace(
    'def classify(text):\n    return client.chat',
    'def classify(text):\n    return ((client.chat..',
  )
  const { exitCode, workloads, result } = await changed({ 'app/summary.py': broken })
  expect(exitCode).toBe(1)
  expect(workloads.find(({ id }) => id === 'app/summary.py#classify')).toMatchObject({
    status: 'changed',
    head: { usd_per_request: null },
  })
  expect(result.diagnostics).toMatchObject([
    { code: 'code-syntax', severity: 'error', path: 'app/summary.py' },
  ])
})

test('code that does not parse elsewhere, with every call in place, is read as it is', async () => {
  const { exitCode, workloads, result } = await changed({ 'app/summary.py': `${SUMMARY}\nprint((\n` })
  expect([exitCode, workloads, result.diagnostics]).toEqual([0, [], []])
})

test('a call inside a loop of fifty costs fifty times as much', async () => {
  const looped = SUMMARY.replace(
    'def classify(text):\n    return client',
    'def classify(text):\n  for _ in range(50):\n    client',
  )
  const { workloads } = await changed({ 'app/summary.py': looped })
  expect(workloads).toMatchObject([
    { id: 'app/summary.py#classify', delta: { ratio: 50 }, drivers: [{ kind: 'calls' }] },
  ])
})

describe('what is decided in another file', () => {
  const LLM = `from openai import OpenAI
client = OpenAI()


def ask(text, model):
    return client.chat.completions.create(
        model=model, max_tokens=200, messages=[{"role": "user", "content": "As the desk. " + text}]
    )
`
  const DESK = `from desk.llm import ask
from desk.models import MODELS


def sort(ticket):
    return ask(text="Sort: " + ticket, model=MODELS["fast"])
`
  const models = (fast: string) => `MODELS = {"fast": "${fast}", "deep": "gpt-4.1"}\n`
  const desk = (files: Files) =>
    judged({
      base: { 'src/desk/llm.py': LLM, 'src/desk/sort.py': DESK, 'src/desk/models.py': models('gpt-4o-mini') },
      head: files,
    })

  test('a model of a dictionary, through a function that asks it: one workload, that of the caller', async () => {
    const { result } = await desk({ 'src/desk/models.py': models('gpt-4o') })
    expect(result.workloads.filter(({ id }) => id.startsWith('src/desk/'))).toMatchObject([
      {
        id: 'src/desk/sort.py#sort',
        status: 'changed',
        drivers: [{ kind: 'model', from: 'gpt-4o-mini', at: [{ path: 'src/desk/models.py', line: 1 }] }],
      },
    ])
  })

  test('what the caller passes on is a part of its prompt', async () => {
    const { result } = await desk({
      'src/desk/sort.py': DESK.replace('Sort: ', 'Sort the ticket into one of the teams that we have. '),
    })
    expect(result.workloads.filter(({ status }) => status === 'changed')).toMatchObject([
      { id: 'src/desk/sort.py#sort', drivers: [{ kind: 'prompt' }] },
    ])
  })

  test('a function that asks no model makes no model call', async () => {
    const { result } = await desk({ 'src/desk/llm.py': 'def ask(text, model):\n    return text\n' })
    expect(result.workloads.filter(({ id }) => id.startsWith('src/desk/'))).toMatchObject([
      { status: 'removed' },
    ])
  })

  test('an alias that a gateway of the tree answers to, behind an address of its own', async () => {
    const call = (model: string) =>
      `from openai import OpenAI\nclient = OpenAI(base_url="http://litellm:4000")\n\ndef help(q):\n    return client.chat.completions.create(model="${model}", messages=[{"role": "user", "content": q}])\n`
    const { result } = await judged({
      base: { 'llm/config.yaml': GATEWAY.replaceAll('backup', 'large'), 'app/help.py': call('chat') },
      head: { 'app/help.py': call('large') },
    })
    expect(result.workloads.find(({ id }) => id === 'app/help.py#help')).toMatchObject({
      status: 'changed',
      head: { unpriced: [] },
      drivers: [{ kind: 'model' }, { kind: 'routing', from: 'gpt-4o-mini, then gpt-4.1', to: 'gpt-4.1' }],
    })
  })
})

test('a repair that only follows a failure costs nothing until one happens', async () => {
  const node = (name: string, type: string, parameters = {}) => ({
    name,
    type: `@n8n/n8n-nodes-langchain.${type}`,
    parameters,
  })
  const serves = (name: string) => ({
    ai_languageModel: [[{ node: name, type: 'ai_languageModel', index: 0 }]],
  })
  const model = { model: 'gpt-4o', options: { maxTokens: 90 } }
  const workflow = {
    nodes: [
      node('Model', 'lmChatOpenAi', model),
      node('Repairer', 'lmChatOpenAi', model),
      node('Reply', 'chainLlm', { text: 'Answer the ticket.' }),
      node('Repair', 'outputParserAutofixing'),
    ],
    connections: { Model: serves('Reply'), Repairer: serves('Repair') },
  }
  const { nodes, connections } = workflow
  const alone = { nodes: nodes.filter(({ name }) => !name.startsWith('Repair')), connections }
  const costOf = async (flow: object) =>
    (await changed({ 'n8n/flow.json': JSON.stringify(flow) })).workloads.flatMap(
      ({ head }) => head?.usd_per_request ?? [],
    )
  const [[before], [after]] = [await costOf(alone), await costOf(workflow)]
  expect(after).toMatchObject({ low: before?.low, expected: before?.expected })
  expect(after?.high).toBeGreaterThan(before?.high ?? Infinity)
})
