import { describe, expect, test } from 'vitest'
import type { Files } from '../repository.ts'
import { edit, exampleFile, GATEWAY, PLANTED, type PlantedFile } from './planted.ts'
import { judged } from './pull-request.ts'

const changed = async (head: Files) => {
  const { result, exitCode } = await judged({ base: PLANTED, head })
  const workloads = result.workloads.filter(({ status }) => status !== 'unchanged')
  return { exitCode, verdict: result.verdict, workloads, result }
}

type Driver = {
  readonly what: string
  readonly at: PlantedFile
  readonly from: string
  readonly to: string
  readonly workload: string
  readonly kind: string
  /** What the comment on all of them together says. */
  readonly said: string
}

const DRIVERS: readonly Driver[] = [
  {
    what: 'a default of an environment variable',
    at: 'app/summary.py',
    from: '"gpt-4o-mini")\nMAX',
    to: '"gpt-4o")\nMAX',
    workload: 'app/summary.py#summarize',
    kind: 'model',
    said: '`app/summary.py#summarize` | model gpt-4o-mini → gpt-4o, prompt',
  },
  {
    what: 'a literal model in Python',
    at: 'app/summary.py',
    from: 'model="gpt-4o-mini"',
    to: 'model="gpt-4o"',
    workload: 'app/summary.py#classify',
    kind: 'model',
    said: '`app/summary.py#classify` | model gpt-4o-mini → gpt-4o',
  },
  {
    what: 'a prompt file that code reads',
    at: 'prompts/summary.txt',
    from: PLANTED['prompts/summary.txt'],
    to: exampleFile('after', 'prompts/summary.txt'),
    workload: 'app/summary.py#summarize',
    kind: 'prompt',
    said: 'prompt (130 tokens → 322 tokens)',
  },
  {
    what: 'the maximum of an agent loop',
    at: 'app/summary.py',
    from: 'MAX_STEPS = 4',
    to: 'MAX_STEPS = 12',
    workload: 'app/summary.py#research',
    kind: 'calls',
    said: 'calls (1 step (max 4) → 1 step (max 12))',
  },
  {
    what: 'a literal model in TypeScript',
    at: 'src/rag.ts',
    from: "'gpt-4o-mini'",
    to: "'gpt-4o'",
    workload: 'src/rag.ts#answer',
    kind: 'model',
    said: '`src/rag.ts#answer` | model gpt-4o-mini → gpt-4o, context',
  },
  {
    what: 'a constant of another file',
    at: 'src/models.ts',
    from: 'gpt-4o-mini',
    to: 'gpt-4o',
    workload: 'src/rag.ts#translate',
    kind: 'model',
    said: '`src/rag.ts#translate` | model gpt-4o-mini → gpt-4o',
  },
  {
    what: 'retrieved pieces',
    at: 'src/rag.ts',
    from: 'slice(0, 4)',
    to: 'slice(0, 20)',
    workload: 'src/rag.ts#answer',
    kind: 'context',
    said: 'context (4 chunks × 100 tokens → 20 chunks × 100 tokens)',
  },
  {
    what: 'a model behind an alias',
    at: 'llm/config.yaml',
    from: 'gpt-4o-mini',
    to: 'gpt-4o',
    workload: 'llm/config.yaml#chat',
    kind: 'model',
    said: '`llm/config.yaml#chat` | model gpt-4o-mini → gpt-4o, retries',
  },
  {
    what: 'retries',
    at: 'llm/config.yaml',
    from: 'num_retries: 1',
    to: 'num_retries: 4',
    workload: 'llm/config.yaml#chat',
    kind: 'retries',
    said: 'retries (up to 1 retry, then 1 → up to 4 retries, then 4)',
  },
  {
    what: 'a machine',
    at: 'infra/embedder.tf',
    from: 'g5.xlarge',
    to: 'p4d.24xlarge',
    workload: 'infra/aws_instance.embedder',
    kind: 'capacity',
    said: 'g5.xlarge → 2 × p4d.24xlarge',
  },
  {
    what: 'how many machines',
    at: 'infra/embedder.tf',
    from: '= 1',
    to: '= 2',
    workload: 'infra/aws_instance.embedder',
    kind: 'capacity',
    said: 'capacity 1 × g5.xlarge → 2 ×',
  },
]

describe('eleven planted drivers', () => {
  test.for(DRIVERS)('$what, alone and with its cause', async ({ at, from, to, workload, kind }) => {
    const { workloads } = await changed(edit(at, from, to))
    const drivers = workloads.find(({ id }) => id === workload)?.drivers
    expect(drivers?.map(driver => driver.kind)).toEqual([kind])
  })

  test.for(DRIVERS)('$what is named in the comment on all of them', ({ said }) => {
    expect(exampleFile('.', 'comment.md')).toContain(said)
  })

  test('make the example', () => {
    const all: Record<string, string> = { ...PLANTED }
    for (const { at, from, to } of DRIVERS) all[at] = (all[at] ?? '').replace(from, to)
    expect(all).toEqual(
      Object.fromEntries(Object.keys(PLANTED).map(path => [path, exampleFile('after', path)])),
    )
  })
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

  test('a prompt that code names', async () => {
    const sort = (text: string) => ({ 'src/desk/prompts.py': `sort_prompt = '''${text}'''\n` })
    const code = `from openai import OpenAI
from .prompts import sort_prompt
client = OpenAI()

def sort(q):
    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": sort_prompt}])
`
    const { result } = await judged({
      base: { ...sort('Sort the ticket.'), 'src/desk/sort.py': code },
      head: sort('Sort the ticket into one of our teams. '.repeat(40)),
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
