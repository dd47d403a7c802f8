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
    ['http://vllm:8000/v1', null, 'base_url decides who serves llama-3.3-70b'],
  ] as const)('behind %s', ([address, model, unresolved]) => {
    const call = one(chat('model="llama-3.3-70b"').replace('OpenAI()', `OpenAI(base_url="${address}")`))
    expect({ model: call.model, unresolved: call.unresolved }).toEqual({ model, unresolved })
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
  ] as const)('%s', ([, content, expected]) => {
    const text = `PROMPT = "Sort this."\n${chat(`model="gpt-4o", messages=[{"role": "user", "content": ${content}}]`)}`
    expect(sketches(calls(text))).toEqual([expected])
  })

  test('how many retrieved pieces', () => {
    const text = chat(
      'model="gpt-4o", messages=[{"role": "user", "content": "\\n".join(chunks[:4]) + question}]',
    )
    expect(one(text).chunks).toEqual({ count: 4, at: { path: 'app/desk.py', line: 4 } })
  })
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

test('a call is known by its function, not by its line', () => {
  const ids = (text: string) => calls(text).map(({ id }) => id)
  const two = chat('model="gpt-4o"') + chat('model="gpt-4o-mini"').slice(CLIENT.length)
  expect(ids(two)).toEqual(['app/desk.py#answer', 'app/desk.py#answer.2'])
  expect(ids(`# one\n# two\n${two}`)).toEqual(ids(two))
})

test('a call of that name in a file that imports no such library is none', () => {
  expect(calls('client.chat.completions.create(model="gpt-4o")')).toEqual([])
})

test.for([
  ['a broken statement', `${chat('model="gpt-4o"')}def broken(:\n`, 1],
  ['deep nesting', `${CLIENT}${'('.repeat(20_000)}`, 0],
  ['a very long line', `${CLIENT}x = "${'a'.repeat(900_000)}"\n`, 0],
  ['no text', '', 0],
] as const)('survives %s', ([, text, count]) => {
  expect(calls(text)).toHaveLength(count)
})
