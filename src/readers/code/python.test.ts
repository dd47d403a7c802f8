import { describe, expect, test } from 'vitest'
import type { CallFact } from '../../model/fact.ts'
import { sketches } from '../prompts/sketch.ts'
import { python } from './python.ts'

const read = (text: string, path = 'app/desk.py') => python.read({ path, text }).facts
const calls = (text: string, path?: string) =>
  read(text, path).filter((fact): fact is CallFact => fact.kind === 'call')
const one = (text: string) => {
  const [call] = calls(text)
  if (call === undefined) throw new Error('no call was found')
  return call
}

const CLIENT = 'from openai import OpenAI\nclient = OpenAI()\n'
const chat = (args: string) =>
  `${CLIENT}def answer(question):\n    return client.chat.completions.create(${args})\n`

describe('the model', () => {
  test.for([
    ['a literal', 'model="gpt-4o"', 'openai/gpt-4o'],
    ['with its provider', 'model="openai/gpt-4o"', 'openai/gpt-4o'],
    ['a parameter', 'model=question', 'the model is decided at run time (question)'],
    ['a setting', 'model=settings.model', 'the model is decided at run time (settings.model)'],
    ['none', 'messages=[]', 'the call names no model'],
  ] as const)('%s', ([, args, expected]) => {
    const { model, unresolved } = one(chat(args))
    expect(model ?? unresolved).toBe(expected)
  })

  test('the default of an environment variable, at the line that states it', () => {
    const call = one(
      `import os\n${CLIENT}MODEL = os.getenv("DESK_MODEL", "gpt-4o-mini")\n${chat('model=MODEL').slice(CLIENT.length)}`,
    )
    expect(call).toMatchObject({ model: 'openai/gpt-4o-mini', modelAt: { line: 4 } })
  })

  test('a constant of another file', () => {
    expect(one(`from app.models import FAST\n${chat('model=FAST')}`).model).toBe('const:app/models#FAST')
    expect(one(`from .models import FAST as QUICK\n${chat('model=QUICK')}`).model).toBe(
      'const:app/models#FAST',
    )
    expect(read('FAST: str = "gpt-4o-mini"\n', 'app/models.py')).toEqual([
      {
        kind: 'constant',
        id: 'app/models.py#FAST',
        at: { path: 'app/models.py', line: 1 },
        value: 'gpt-4o-mini',
      },
    ])
  })

  test('a name that is assigned twice is decided at run time', () => {
    const twice = 'M = "gpt-4o"\nM = "gpt-4o-mini"\n'
    expect(one(`${twice}${chat('model=M')}`).unresolved).toBe('the model is decided at run time (M)')
  })

  test.for([
    ['https://openrouter.ai/api/v1', 'openrouter/llama-3.3-70b', null],
    ['http://vllm:8000/v1', 'llama-3.3-70b', 'base_url decides who serves llama-3.3-70b'],
  ] as const)('behind %s', ([address, model, unresolved]) => {
    const call = one(chat('model="llama-3.3-70b"').replace('OpenAI()', `OpenAI(base_url="${address}")`))
    expect({ model: call.model, unresolved: call.unresolved }).toEqual({ model, unresolved })
  })
})

describe('a model of a configuration', () => {
  test.for([
    ['a dictionary', 'MODELS = {"fast": "gpt-4o-mini"}', 'MODELS["fast"]'],
    ['a dictionary that is asked for', 'MODELS = {"fast": "gpt-4o-mini"}', 'MODELS.get("fast", "gpt-4o")'],
    ['a class', 'class Models:\n    FAST = "gpt-4o-mini"', 'Models.FAST'],
    ['an enumeration', 'class Models(str, Enum):\n    FAST = "gpt-4o-mini"', 'Models.FAST.value'],
    ['a dataclass', '@dataclass\nclass Settings:\n    model: str = "gpt-4o-mini"\nS = Settings()', 'S.model'],
    [
      'settings of Pydantic',
      'class Settings(BaseSettings):\n    model: str = Field(default="gpt-4o-mini")\nS = Settings()',
      'S.model',
    ],
    ['a default of a parameter', 'DEFAULT = "gpt-4o-mini"', 'picked or DEFAULT'],
  ] as const)('%s', ([, setup, model]) => {
    const call = one(`${setup}\n${chat(`model=${model}`)}`)
    expect({ model: call.model, unresolved: call.unresolved }).toEqual({
      model: 'openai/gpt-4o-mini',
      unresolved: null,
    })
  })

  test.for([
    ['a key that is chosen', 'MODELS[tier]', 'the model is decided at run time (MODELS[tier])'],
    [
      'a condition',
      '"gpt-4o" if big else "gpt-4o-mini"',
      'the model is decided at run time ("gpt-4o" if big else "gpt-4o-mini")',
    ],
    [
      'the environment alone',
      'os.getenv("DESK_MODEL")',
      'the model comes from the environment variable DESK_MODEL',
    ],
    ['a function', 'pick(question, 3)', 'the model is decided at run time (pick(question, …))'],
  ] as const)('%s is said, not guessed', ([, model, unresolved]) => {
    const call = one(chat(`model=${model}`))
    expect({ model: call.model, unresolved: call.unresolved }).toEqual({ model: null, unresolved })
  })

  test.for([
    ['MODELS["fast"]', 'from app.models import MODELS', 'const:app/models#MODELS.fast'],
    ['settings.model', 'from .config import settings', 'const:app/config#settings.model'],
    ['config.FAST', 'from app import config', 'const:app#config.FAST'],
    [
      's.model',
      'from app.config import Settings\ns = Settings.from_env()',
      'const:app/config#Settings.model',
    ],
  ] as const)('%s of another file', ([model, setup, expected]) => {
    expect(one(`${setup}\n${chat(`model=${model}`)}`).model).toBe(expected)
  })

  test('is a constant for other files, with its own line', () => {
    const facts = read(
      'MODELS = {\n    "fast": "gpt-4o-mini",\n    "limits": {"fast": 400},\n}\nclass Settings:\n    model: str = "gpt-4o"\nsettings = Settings()\nOlder = Settings\n',
      'app/models.py',
    )
    expect(facts.map(fact => fact.kind === 'constant' && [fact.id, fact.value, fact.at.line])).toEqual([
      ['app/models.py#MODELS.fast', 'gpt-4o-mini', 2],
      ['app/models.py#MODELS.limits.fast', 400, 3],
      ['app/models.py#Settings.model', 'gpt-4o', 6],
      ['app/models.py#settings.model', 'gpt-4o', 6],
      ['app/models.py#Older.model', 'gpt-4o', 6],
    ])
  })

  test('arguments may be spread from a dictionary, and the last one counts', () => {
    const call = one(
      `BASE = {"model": "gpt-4o", "max_tokens": 90}\n${chat('**{**BASE, "model": "gpt-4o-mini"}, messages=[]')}`,
    )
    expect(call).toMatchObject({ model: 'openai/gpt-4o-mini', maxOutput: 90 })
  })
})

describe('functions that pass the model on', () => {
  const ask = (head: string) =>
    `${CLIENT}def ask(${head}):\n    return client.chat.completions.create(model=model, max_tokens=90, messages=[{"role": "user", "content": text}])\n`

  test('are called with a model, by name or by place', () => {
    const text = `${ask('text, model')}\ndef sort(ticket):\n    return ask("Sort: " + ticket, model="gpt-4o-mini")\n\ndef reply(ticket):\n    return ask(ticket, "gpt-4o")\n`
    const found = calls(text).map(({ id, model, unresolved, through }) => ({
      id,
      model: model ?? unresolved,
      through: through?.call,
    }))
    expect(found).toEqual([
      { id: 'app/desk.py#ask', model: 'the model is decided at run time (model)', through: undefined },
      { id: 'app/desk.py#sort', model: 'openai/gpt-4o-mini', through: 'app/desk.py#ask' },
      { id: 'app/desk.py#reply', model: 'openai/gpt-4o', through: 'app/desk.py#ask' },
    ])
  })

  test('without a model of the caller the default of the function is what runs', () => {
    const text = `${ask('text, model="gpt-4o-mini"')}\ndef sort(ticket):\n    return ask(ticket)\n`
    expect(calls(text)).toMatchObject([{ id: 'app/desk.py#ask', model: 'openai/gpt-4o-mini' }])
  })

  test('may be methods', () => {
    const text = `${CLIENT}class Desk:\n    def ask(self, text, model):\n        return client.chat.completions.create(model=model, messages=[])\n    def sort(self, ticket):\n        return self.ask(ticket, model="gpt-4o-mini")\n`
    expect(calls(text)[1]).toMatchObject({
      id: 'app/desk.py#Desk.sort',
      model: 'openai/gpt-4o-mini',
      through: { call: 'app/desk.py#Desk.ask' },
    })
  })

  test('may be those of another file', () => {
    const text =
      'from app.llm import ask\n\ndef sort(ticket):\n    return ask(text="Sort: " + ticket, model="gpt-4o-mini", max_tokens=20)\n'
    expect(python.sniff({ path: 'app/desk.py', text })).toBe(true)
    expect(one(text)).toMatchObject({
      model: 'gpt-4o-mini',
      maxOutput: 20,
      through: {
        call: 'app/llm#ask',
        passes: {
          text: [
            { kind: 'text', text: 'Sort: ' },
            { kind: 'variable', name: 'ticket' },
          ],
        },
      },
    })
  })
})

describe('other clouds and libraries', () => {
  test.for([
    [
      'Azure, by the name of the deployment',
      'from openai import AzureOpenAI\nclient = AzureOpenAI()\nclient.chat.completions.create(model="desk-prod")',
      'azure/desk-prod',
      null,
    ],
    [
      'Bedrock, with the body that it takes',
      'import boto3\nclient.invoke_model(modelId="anthropic.claude-3-haiku-20240307-v1:0", body=json.dumps({"max_tokens": 300, "messages": []}))',
      'bedrock/anthropic.claude-3-haiku-20240307-v1:0',
      300,
    ],
    [
      'Bedrock, as a conversation',
      'import boto3\nclient.converse(modelId="amazon.nova-lite-v1:0", messages=[], inferenceConfig={"maxTokens": 200})',
      'bedrock/amazon.nova-lite-v1:0',
      200,
    ],
    [
      'Google, by the model that is asked',
      'import google.generativeai as genai\nmodel = genai.GenerativeModel("gemini-2.5-flash")\nmodel.generate_content("Hi", generation_config={"max_output_tokens": 80})',
      'google/gemini-2.5-flash',
      80,
    ],
    [
      'Google, by a client',
      'from google import genai\nclient.models.generate_content(model="gemini-2.5-flash", contents="Hi", config=types.GenerateContentConfig(max_output_tokens=70))',
      'google/gemini-2.5-flash',
      70,
    ],
    [
      'Groq',
      'from groq import Groq\nGroq().chat.completions.create(model="openai/gpt-oss-20b")',
      'groq/openai/gpt-oss-20b',
      null,
    ],
    [
      'LangChain',
      'from langchain_openai import ChatOpenAI\nChatOpenAI(model="gpt-4o-mini", max_tokens=60)',
      'openai/gpt-4o-mini',
      60,
    ],
    [
      'LangChain, by name',
      'from langchain.chat_models import init_chat_model\ninit_chat_model("openai:gpt-4o-mini")',
      'openai:gpt-4o-mini',
      null,
    ],
  ] as const)('%s', ([, text, model, maxOutput]) => {
    expect(one(text)).toMatchObject({ model, maxOutput, unresolved: null })
  })

  test('a constant behind another address is not priced as the provider', () => {
    const call = one(
      `from app.models import FAST\n${chat('model=FAST').replace('OpenAI()', 'OpenAI(base_url=GATEWAY)')}`,
    )
    expect(call).toMatchObject({
      model: 'const:app/models#FAST',
      unresolved: 'base_url decides who serves FAST',
    })
  })
})

describe('labels', () => {
  test.for([
    ['a user', 'user="acme"', { user: 'acme' }],
    ['one that is only known at run time', 'user=question.user', { user: null }],
    [
      'metadata',
      'metadata={"team": "support", "ticket": question}',
      { 'metadata.team': 'support', 'metadata.ticket': null },
    ],
    [
      'tags of LiteLLM',
      'extra_body={"metadata": {"tags": ["support", "triage"]}}',
      { 'metadata.tags': 'support,triage' },
    ],
    [
      'headers of Helicone, and no keys',
      'extra_headers={"Helicone-Property-App": "desk", "Helicone-Auth": "Bearer secret"}',
      { 'helicone-property-app': 'desk' },
    ],
    [
      'metadata of Portkey',
      'extra_headers={"x-portkey-metadata": json.dumps({"_user": "desk"})}',
      { 'x-portkey-metadata._user': 'desk' },
    ],
  ] as const)('%s', ([, args, expected]) => {
    expect(one(chat(`model="gpt-4o", ${args}`)).metadata).toEqual(expected)
  })

  test('those of the client hold for its calls', () => {
    const text = chat('model="gpt-4o", user="acme"').replace(
      'OpenAI()',
      'OpenAI(default_headers={"X-Title": "Desk"})',
    )
    expect(one(text).metadata).toEqual({ 'x-title': 'Desk', user: 'acme' })
  })
})

describe('what is sent', () => {
  test.for([
    ['a literal', '"Be brief."', 'user: Be brief.'],
    ['an f-string', 'f"Ticket: {ticket.text}!"', 'user: Ticket: {text}!'],
    ['a sum', '"Ticket: " + ticket', 'user: Ticket: {ticket}'],
    ['a template of the file', 'PROMPT.format(ticket=ticket)', 'user: Sort this.'],
    ['a file', 'open("prompts/sort.txt").read()', 'user: +prompts/sort.txt'],
    ['a path', 'Path("prompts/sort.txt").read_text()', 'user: +prompts/sort.txt'],
    ['something else', 'build(ticket)', 'user: {build}'],
    ['a text of another file', 'RULES', 'user: +const:app/rules#RULES'],
  ] as const)('%s', ([, content, expected]) => {
    const text = `from app.rules import RULES\nPROMPT = "Sort this."\n${chat(`model="gpt-4o", messages=[{"role": "user", "content": ${content}}]`)}`
    expect(sketches(calls(text))).toEqual([expected])
  })

  test('how many retrieved pieces', () => {
    const text = chat(
      'model="gpt-4o", messages=[{"role": "user", "content": "\\n".join(chunks[:4]) + question}]',
    )
    expect(one(text).chunks).toEqual({ count: 4, at: { path: 'app/desk.py', line: 4 } })
  })
})

test.for([
  [
    'a model that is only made here',
    'from langchain_openai import ChatOpenAI\nChatOpenAI(model="gpt-4o")',
    ['user: {input}'],
  ],
  [
    'an agent',
    'from agents import Agent\nAgent(model="gpt-4o", instructions="Be brief.")',
    ['system: Be brief.', 'user: {input}'],
  ],
] as const)('%s is asked elsewhere, and not for nothing', ([, text, expected]) => {
  expect(sketches(calls(text))).toEqual(expected)
})

describe('loops', () => {
  const loop = (head: string, end: string) =>
    `${CLIENT}MAX_STEPS = 6\ndef run(task):\n    ${head}\n        step = client.chat.completions.create(model="gpt-4o")\n        ${end}\n`

  test.for([
    [
      'an agent with a maximum',
      'for _ in range(MAX_STEPS):',
      'if step.done: return step',
      { loop: 6, repeats: undefined },
    ],
    ['an agent without one', 'while True:', 'if step.done: break', { loop: null, repeats: undefined }],
    ['a batch of known size', 'for _ in range(50):', 'print(step)', { loop: undefined, repeats: 50 }],
    ['a batch of unknown size', 'for one in task:', 'print(step)', { loop: undefined, repeats: null }],
  ] as const)('%s', ([, head, end, expected]) => {
    const call = one(loop(head, end))
    expect({ loop: call.loop?.max, repeats: call.repeats?.times }).toEqual(expected)
  })
})

test.for([
  ['[client.chat.completions.create(model="gpt-4o") for one in range(3)]', 3],
  ['[client.chat.completions.create(model="gpt-4o") for one in question]', null],
] as const)('%s is a batch', ([expression, times]) => {
  expect(one(`${CLIENT}def run(question):\n    return ${expression}\n`).repeats?.times).toBe(times)
})

test('a model of LangChain that is configured later is asked where it is', () => {
  const text = `from langchain.chat_models import init_chat_model
model = init_chat_model(configurable_fields=("model",))
def plan(task):
    settings = {"model": "openai:gpt-4o-mini", "max_tokens": 70}
    return model.with_retry().with_config(settings).invoke(task)
def other(task):
    return model.with_config(tags=["plan"]).invoke(task)
`
  expect(calls(text)).toMatchObject([{ id: 'app/desk.py#plan', model: 'openai:gpt-4o-mini', maxOutput: 70 }])
})

test('a chat model that is made from settings of its caller is no call by itself', () => {
  const made = 'from langchain_openai import ChatOpenAI\ndef make(**settings):\n    return ChatOpenAI('
  expect(calls(`${made}**settings)\n`)).toEqual([])
  expect(calls(`${made}model="gpt-4o", **settings)\n`)).toMatchObject([{ model: 'openai/gpt-4o' }])
  expect(calls(`${made})\n`)).toMatchObject([{ unresolved: 'the call names no model' }])
})

test.for([
  [
    'OpenAI Agents',
    'from agents import Agent, Runner\na = Agent(model="gpt-4o")\nRunner.run(a, "Hi", max_turns=4)',
    4,
  ],
  ['OpenAI Agents without a limit', 'from agents import Agent\na = Agent(model="gpt-4o")', 10],
  [
    'the limit of a graph',
    'from pydantic_ai import Agent\na = Agent("openai:gpt-4o")\ngraph.invoke(state, {"recursion_limit": 9})',
    9,
  ],
] as const)('%s is an agent', ([, text, max]) => {
  expect(one(text).loop?.max).toBe(max)
})

test('a call is known by its function, not by its line', () => {
  const ids = (text: string) => calls(text).map(({ id }) => id)
  const two = chat('model="gpt-4o"') + chat('model="gpt-4o-mini"').slice(CLIENT.length)
  expect(ids(two)).toEqual(['app/desk.py#answer', 'app/desk.py#answer.2'])
  expect(ids(`# one\n# two\n${two}`)).toEqual(ids(two))
})

test.for(['import ', 'agents ', 'model', "'gpt", 'A = '])(
  'a line of nothing but %j is soon seen through',
  word => {
    expect(python.sniff({ path: 'app/desk.py', text: word.repeat(150_000) })).toBe(false)
  },
)

test('a call of that name in a file that imports no such library is none', () => {
  expect(calls('client.chat.completions.create(model="gpt-4o")')).toEqual([])
})

test.for([
  ['a broken statement', `${chat('model="gpt-4o"')}def broken(:\n`, 1],
  ['deep nesting', `${CLIENT}${'('.repeat(20_000)}`, 0],
  ['a very long line', `${CLIENT}x = "${'a'.repeat(900_000)}"\n`, 0],
  ['no text', '', 0],
  ['nested lists', `${CLIENT}x = ${'['.repeat(50_000)}${']'.repeat(50_000)}\n`, 0],
  ['nested loops', `${CLIENT}${'if x: '.repeat(3)}y = ${'f('.repeat(20_000)}${')'.repeat(20_000)}\n`, 0],
  ['a sum of many terms', `${CLIENT}x = ${'"a" + '.repeat(100_000)}"b"\n`, 0],
  [
    'names that are made of names',
    `${CLIENT}${Array.from({ length: 12 }, (_, i) => `a${i + 1} = [${Array.from({ length: 50 }, () => `a${i}`).join(', ')}]\n`).join('')}${chat('model="gpt-4o", messages=a12').slice(CLIENT.length)}`,
    1,
  ],
  ['many agents', `from agents import Agent\n${'Agent(model=a)\n'.repeat(30_000)}`, 30_000],
  ['many names', `${CLIENT}${'a = 1\n'.repeat(100_000)}`, 0],
] as const)('survives %s', ([, text, count]) => {
  expect(calls(text)).toHaveLength(count)
})
