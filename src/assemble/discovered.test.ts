import { describe, expect, test } from 'vitest'
import { capacityOf } from '../../test/builders.ts'
import {
  assembled,
  callFact,
  include,
  promptFact,
  routeFact,
  routeTarget,
  settings,
} from '../../test/facts.ts'
import type { CallFact, ConstantFact, Fact } from '../model/fact.ts'
import { namedPaths } from './named-paths.ts'
import { assembleSide } from './side.ts'

const gpu = capacityOf('g5.xlarge', 1, { id: 'infra/gpu', at: { path: 'infra/gpu.tf', line: 1 } }).fact
const smart = routeFact('smart', [routeTarget('openai/gpt-4o')])

/** `id identity: model of each call` */
const found = (facts: readonly Fact[], yaml = '', renames: Readonly<Record<string, string>> = {}) =>
  assembled(facts, yaml, { formerPath: path => renames[path] ?? path }).workloads.map(
    ({ id, identity, calls }) =>
      `${id} ${identity}: ${calls.map(({ route }) => route.targets.map(({ model, problem }) => problem ?? model).join('|')).join(' + ')}`,
  )

describe('what no declared workload uses', () => {
  test.for<[string, readonly Fact[], string, readonly string[]]>([
    ['a prompt with a model', [promptFact('a.md')], '', ['a.md found:a.md: openai/gpt-4o']],
    [
      'a prompt with the default model',
      [promptFact('a.md', { model: null })],
      'defaults: { model: openai/gpt-5 }',
      ['a.md found:a.md: openai/gpt-5'],
    ],
    ['a prompt without a model', [promptFact('a.md', { model: null })], '', []],
    [
      'a route, at the default profile',
      [smart],
      '',
      ['gateway.yaml#smart found:gateway.yaml#smart: openai/gpt-4o'],
    ],
    [
      'a route that asks a named one: the nearest file that has it',
      [
        routeFact('outer', [routeTarget('route:elsewhere#inner')]),
        {
          ...routeFact('inner', [routeTarget('openai/gpt-5')]),
          id: 'route:a/gw.yaml#inner',
          at: { path: 'a/gw.yaml', line: 1 },
        },
        {
          ...routeFact('inner', [routeTarget('openai/gpt-4o')]),
          id: 'route:b/gw.yaml#inner',
          at: { path: 'b/gw.yaml', line: 1 },
        },
      ],
      '',
      [
        'gateway.yaml#outer found:gateway.yaml#outer: openai/gpt-5',
        'a/gw.yaml#inner found:a/gw.yaml#inner: openai/gpt-5',
        'b/gw.yaml#inner found:b/gw.yaml#inner: openai/gpt-4o',
      ],
    ],
    ['a part of a route, for which nobody can ask', [{ ...smart, names: [] }], '', []],
    ['a resource', [gpu], '', ['infra/gpu capacity:infra/gpu: ']],
    ['a call in code', [callFact('app.ts#ask')], '', ['app.ts#ask found:app.ts#ask: openai/gpt-4o']],
    ['a call in a test', [callFact('tests/app.ts#ask')], '', []],
    [
      'a workflow: its nodes serve a request together',
      [
        callFact('flow.json#plan', { group: 'flow.json' }),
        callFact('flow.json#write', { group: 'flow.json', model: 'openai/gpt-5' }),
      ],
      '',
      ['flow.json found:flow.json: openai/gpt-4o + openai/gpt-5'],
    ],
    [
      'a group that is not a path',
      [callFact('app.ts#ask', { group: 'support' })],
      '',
      ['support found:app.ts#support: openai/gpt-4o'],
    ],
  ])('%s', ([, facts, yaml, expected]) => {
    expect(found(facts, yaml)).toStrictEqual(expected)
  })

  test('is not counted twice', () => {
    const prompt = promptFact('a.md', { model: 'smart' })
    const call = callFact('app.ts#ask', { prompt: 'a.md', model: null, modelAt: null })
    expect(found([prompt, smart])).toStrictEqual(['a.md found:a.md: openai/gpt-4o'])
    expect(found([prompt, smart, call])).toStrictEqual(['app.ts#ask found:app.ts#ask: openai/gpt-4o'])
    const yaml = 'workloads: { chat: { served_by: [infra/gpu], calls: { answer: { prompt: a.md } } } }'
    expect(found([prompt, smart, call, gpu], yaml)).toStrictEqual(['chat declared:chat: openai/gpt-4o'])
  })

  test('keeps its identity when its file is renamed', () => {
    const renames = { 'new.md': 'old.md', 'new.ts': 'old.ts' }
    expect(found([promptFact('new.md'), callFact('new.ts#ask')], '', renames)).toStrictEqual([
      'new.md found:old.md: openai/gpt-4o',
      'new.ts#ask found:old.ts#ask: openai/gpt-4o',
    ])
  })

  test('is not looked for where nobody wants it', () => {
    expect(assembled([promptFact('a.md')], '', { discover: false }).workloads).toStrictEqual([])
  })
})

describe('a call in code', () => {
  const one = (fact: Partial<CallFact>, facts: readonly Fact[] = [], yaml = '') =>
    assembled([callFact('app.ts#ask', fact), ...facts], yaml).workloads[0]?.calls[0]
  const model = (...of: Parameters<typeof one>) => {
    const [target] = one(...of)?.route.targets ?? []
    return target?.problem ?? target?.model
  }
  const AT = { path: 'app.ts', line: 10 }
  const chosen = { model: null, unresolved: 'the model is chosen at run time' }

  test.for<[string, Partial<CallFact>, readonly Fact[], string, string]>([
    ['names a model', {}, [], '', 'openai/gpt-4o'],
    ['does not tell its model', chosen, [], '', 'the model is chosen at run time'],
    [
      'does not tell it: then the default holds',
      chosen,
      [],
      'defaults: { model: openai/gpt-5 }',
      'openai/gpt-5',
    ],
    ['names the only route of a file', { model: 'route:gateway.yaml' }, [smart], '', 'openai/gpt-4o'],
    [
      'names one that cannot be resolved, whatever the default',
      { ...chosen, model: 'openai/$X' },
      [],
      'defaults: { model: openai/gpt-5 }',
      'the model is chosen at run time',
    ],
    [
      'leaves it to its prompt',
      { model: null, prompt: 'a.md' },
      [promptFact('a.md', { model: 'openai/gpt-5' })],
      '',
      'openai/gpt-5',
    ],
    [
      'wins over its prompt',
      { prompt: 'a.md' },
      [promptFact('a.md', { model: 'openai/gpt-5' })],
      '',
      'openai/gpt-4o',
    ],
    [
      'is said to be without one',
      { model: null },
      [],
      '',
      'no model is known for app.ts#ask: state one as `model` in unitcost.yml',
    ],
  ])('%s', ([, fact, facts, yaml, expected]) => {
    expect(model(fact, facts, yaml)).toBe(expected)
  })

  describe('with the constant of another file', () => {
    const constant = (id: string, value: string | number = 'openai/gpt-5'): ConstantFact => ({
      kind: 'constant',
      id,
      at: { path: id.split('#')[0] ?? id, line: 3 },
      value,
    })
    test.for<[string, string, ConstantFact, string]>([
      ['by its path', 'const:lib/models.ts#MODEL', constant('lib/models.ts#MODEL'), 'openai/gpt-5'],
      ['without an ending', 'const:lib/models#MODEL', constant('lib/models.py#MODEL'), 'openai/gpt-5'],
      [
        'in the entry of a folder',
        'const:lib/models#MODEL',
        constant('lib/models/index.ts#MODEL'),
        'openai/gpt-5',
      ],
      [
        'by what it is compiled to',
        'const:lib/models.js#MODEL',
        constant('lib/models.ts#MODEL'),
        'openai/gpt-5',
      ],
      [
        'that is a number',
        'const:lib/models.ts#MODEL',
        constant('lib/models.ts#MODEL', 4),
        'the model is MODEL of lib/models.ts, which is no constant there',
      ],
      [
        'that is nowhere',
        'const:lib/models.ts#MODEL',
        constant('lib/other.ts#MODEL'),
        'the model is MODEL of lib/models.ts, which is no constant there',
      ],
    ])('%s', ([, reference, fact, expected]) => {
      expect(model({ model: reference }, [fact])).toBe(expected)
    })
  })

  test('sends its prompt first, then what it adds; the stricter word of the two counts', () => {
    const prompt = promptFact('a.md', {
      maxOutput: 500,
      responseSchema: '{"a":1}',
      samples: { name: ['Ann'] },
    })
    const call = one({ prompt: 'a.md', maxOutput: 70, samples: { name: ['Bob'] } }, [prompt])
    expect(call?.output.maximum).toBe(70)
    expect(call?.prompt).toMatchObject({
      responseSchema: '{"a":1}',
      samples: { name: ['Bob'] },
      messages: [{ role: 'system' }, { role: 'user' }],
    })
    expect(one({ prompt: 'a.md' }, [prompt])?.output.maximum).toBe(500)
  })

  test('of a prompt that was not read sends a part of unknown size', () => {
    expect(one({ prompt: 'gone.md', messages: [] })?.prompt).toMatchObject({
      messages: [{ role: 'user', parts: [include('gone.md', 10)] }],
    })
    expect(
      one({ prompt: 'gone.md', messages: [], at: { path: 'app.ts', line: null } })?.prompt,
    ).toMatchObject({
      messages: [{ parts: [include('gone.md', 1)] }],
    })
  })

  test.for<[string, Partial<CallFact>, object]>([
    ['once', {}, { repetition: { perRequest: { expected: 1, basis: 'declared' }, loop: null } }],
    [
      'as often as its loop says',
      { repeats: { times: 3, at: AT } },
      { repetition: { perRequest: { low: 3, expected: 3, high: 3 } } },
    ],
    [
      'for each item of a list',
      { repeats: { times: null, at: AT } },
      { repetition: { perRequest: { low: 1, expected: 1, high: 10, basis: 'assumed' } } },
    ],
    ['as an agent', { loop: { max: 12, at: AT } }, { repetition: { loop: { mean: null, maximum: 12 } } }],
    ['again after a failure', { retries: 2 }, { route: { retries: 2 } }],
    [
      'with retrieved pieces',
      { chunks: { count: 4, at: AT } },
      {
        context: {
          chunks: { expected: 4, basis: 'declared' },
          tokensPerChunk: { low: 0, expected: 100, high: 1000, basis: 'assumed' },
        },
      },
    ],
  ])('asks %s', ([, fact, expected]) => {
    expect(one(fact)).toMatchObject(expected)
  })

  test('keeps the retries of its route where they are more', () => {
    const route = routeFact('smart', [routeTarget('openai/gpt-4o')], { retries: 5 })
    expect(one({ model: 'smart', retries: 2 }, [route])?.route.retries).toBe(5)
  })
})

describe('one side of a change', () => {
  const declaring = settings('workloads: { chat: { traffic: 9/month, calls: { answer: { prompt: a.md } } } }')
  const silent = settings()
  const policy = { ...silent, from: 'base' as const, note: null, changes: [] }
  const same = (path: string) => path
  const side = (of: 'base' | 'head') =>
    assembleSide(
      { base: silent, head: declaring, policy, diagnostics: [] },
      { side: of, facts: [promptFact('a.md')], broken: new Map(), formerPath: same, pathHere: same },
    )

  test.for(['base', 'head'] as const)('%s has what either side declares of its files', of => {
    expect(side(of).workloads.map(({ id, traffic }) => [id, traffic?.expected])).toStrictEqual([['chat', 9]])
  })

  test('can be assembled with other declarations', () => {
    const { workloads = {} } = settings('workloads: { chat: { traffic: 5/month } }').config
    expect(
      side('head')
        .assembleWith(workloads)
        .map(({ id, traffic }) => [id, traffic?.expected]),
    ).toStrictEqual([['chat', 5]])
  })

  test('reads what declared workloads name, whatever it is called', () => {
    const base = settings(
      'workloads: { chat: { calls: { answer: { prompt: odd.name, model: "route:gw.cfg#smart" }, b: { model: openai/gpt-5 } } }, batch: {} }',
    )
    expect([...namedPaths({ base: silent, head: silent })]).toStrictEqual([])
    expect([...namedPaths({ base, head: declaring })]).toStrictEqual(['odd.name', 'a.md', 'gw.cfg'])
  })
})
