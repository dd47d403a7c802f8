import { describe, expect, test } from 'vitest'
import type { Mapping } from '../../model/mapping.ts'
import { mappedReader } from './mapped.ts'
import { unmatchedMappings } from './unmatched.ts'

const KITCHEN = `default_model: openai/gpt-5-mini
tasks:
  menu:
    model: anthropic/claude-haiku-4-5
    prompt: ./menu.j2
    limits: { max_tokens: 400 }
  allergens:
    system: |
      You are careful.
      Name every allergen of {dish} for {{ guest }}.
    max_rounds: 6
  leftovers:
    model: \${LEFTOVERS_MODEL}
`

const TASKS: Mapping = {
  files: ['config/kitchen.yml'],
  at: '$.tasks.{task}',
  model: ['$.model', '$file.default_model'],
  prompt: ['$.prompt'],
  text: ['$.system'],
  max_output: ['$.limits.max_tokens'],
  max_steps: ['$.max_rounds'],
}

const read = (mappings: readonly Mapping[], text: string, path = 'config/kitchen.yml') =>
  mappedReader(mappings).read({ path, text })

const callsOf = (mappings: readonly Mapping[], text: string) =>
  read(mappings, text).facts.flatMap(fact => (fact.kind === 'call' ? [fact] : []))

describe('calls', () => {
  test('each task is a call, with the default of the file where it names no model', () => {
    const calls = callsOf([TASKS], KITCHEN)
    expect(
      calls.map(({ id, model, modelAt, prompt, maxOutput, loop }) => [
        id,
        `${model}:${modelAt?.line}`,
        prompt,
        maxOutput,
        loop?.max ?? null,
      ]),
    ).toEqual([
      ['config/kitchen.yml#menu', 'anthropic/claude-haiku-4-5:4', 'config/menu.j2', 400, null],
      ['config/kitchen.yml#allergens', 'openai/gpt-5-mini:1', null, null, 6],
      ['config/kitchen.yml#leftovers', '${LEFTOVERS_MODEL}:13', null, null, null],
    ])
    expect(calls.map(({ unresolved }) => unresolved)).toEqual([
      null,
      null,
      'the model is chosen at run time (${LEFTOVERS_MODEL})',
    ])
  })

  test('a prompt inside of the configuration keeps its lines and its variables', () => {
    expect(callsOf([TASKS], KITCHEN)[1]?.messages).toEqual([
      {
        role: 'system',
        parts: [
          { kind: 'text', text: 'You are careful.\nName every allergen of ', line: 9 },
          { kind: 'variable', name: 'dish', line: 10 },
          { kind: 'text', text: ' for ', line: 10 },
          { kind: 'variable', name: 'guest', line: 10 },
          { kind: 'text', text: '.\n', line: 10 },
        ],
      },
    ])
  })

  test('texts are filled in with keys and fields; a name that comes twice gets a number', () => {
    const mapping: Mapping = {
      files: ['config/kitchen.yml'],
      at: '$.stations[*]',
      name: ['$.chef'],
      model: ['={$.vendor}/{$.model}'],
      max_output: ['=250'],
    }
    const text = '{"stations": [{"chef": "Ana", "vendor": "openai", "model": "gpt-5"}, {"chef": "Ana"}]}'
    expect(
      callsOf([mapping], text).map(({ id, model, unresolved, maxOutput }) => [
        id,
        model,
        unresolved,
        maxOutput,
      ]),
    ).toEqual([
      ['config/kitchen.yml#Ana', 'openai/gpt-5', null, 250],
      ['config/kitchen.yml#Ana#2', null, 'the mapping finds no model at ={$.vendor}/{$.model}', 250],
    ])
  })
})

describe('routes', () => {
  const VENDORS = `vendors:
  openai: { default: gpt-5-mini, share: 3 }
  google: { default: gemini-2.5-flash, share: 1 }
`
  const ANY: Mapping = {
    files: ['config/kitchen.yml'],
    name: ['=any'],
    targets: { at: '$.vendors.{vendor}', model: ['={vendor}/{$.default}'] },
  }

  test('without weights the program decides at run time', () => {
    const [route] = read([ANY], VENDORS).facts
    expect(route).toMatchObject({ id: 'route:config/kitchen.yml#any', names: ['any'], selection: 'dynamic' })
  })

  test('with weights the shares follow from the file', () => {
    const weighted = {
      ...ANY,
      targets: { at: '$.vendors.{vendor}', model: ['$.default'], weight: ['$.share'] },
    }
    const [route] = read([weighted], VENDORS).facts
    expect(route).toMatchObject({
      selection: 'weighted',
      targets: [
        { model: 'gpt-5-mini', weight: 3, at: { line: 2 } },
        { model: 'gemini-2.5-flash', weight: 1, at: { line: 3 } },
      ],
    })
  })

  test('a thing without targets below it is an alias of one model', () => {
    const alias: Mapping = {
      files: ['config/kitchen.yml'],
      at: '$.vendors.{vendor}',
      targets: { model: ['$.default'] },
    }
    expect(read([alias], VENDORS).facts).toMatchObject([
      { names: ['openai'], selection: 'weighted', targets: [{ model: 'gpt-5-mini', weight: 1 }] },
      { names: ['google'], selection: 'weighted', targets: [{ model: 'gemini-2.5-flash', weight: 1 }] },
    ])
  })
})

describe('mistakes', () => {
  test.for<[name: string, mapping: Partial<Mapping>, said: string]>([
    [
      'a misspelled place',
      { at: '$.task.*' },
      'warning :1 Mapping 1 of unitcost.yml: `at: $.task.*` finds nothing in this file. There is `default_model`, `tasks`. Correct the path in unitcost.yml.',
    ],
    [
      'a misspelled field',
      { prompt: ['$.promt'] },
      'warning :3 Mapping 1 of unitcost.yml: `prompt: $.promt` finds nothing in any of the things that `at` found. There is `model`, `prompt`, `limits`. Correct the path, or remove the key, in unitcost.yml.',
    ],
    [
      'a pattern that also fits other files',
      { files: ['config/*.yml'], at: '$.task.*' },
      'note :1 Mapping 1 of unitcost.yml: `at: $.task.*` finds nothing in this file. There is `default_model`, `tasks`. Correct the path in unitcost.yml.',
    ],
  ])('%s is said, with what there is', ([, mapping, said]) => {
    const { diagnostics } = read([{ ...TASKS, ...mapping }], KITCHEN)
    expect(
      diagnostics.map(({ severity, line, message, hint }) => `${severity} :${line} ${message} ${hint}`),
    ).toEqual([said])
  })

  test('a file that does not parse is an error', () => {
    const { facts, diagnostics } = read([TASKS], 'tasks: [menu')
    expect(facts).toEqual([])
    expect(diagnostics).toMatchObject([{ code: 'yaml-syntax', severity: 'error' }])
  })

  test('ten thousand things are read up to a thousand, and that is said', () => {
    const text = JSON.stringify({ tasks: Array.from({ length: 10_000 }, () => ({ model: 'openai/gpt-5' })) })
    const { facts, diagnostics } = read([{ files: TASKS.files, at: '$.tasks[*]', model: ['$.model'] }], text)
    expect(facts).toHaveLength(1000)
    expect(diagnostics[0]?.message).toContain('only the first 1000 are read')
  })

  test('files that no mapping names are not touched', () => {
    const { sniff } = mappedReader([TASKS])
    expect(sniff({ path: 'config/kitchen.yml', text: '' })).toBe(true)
    expect(sniff({ path: 'config/cellar.yml', text: KITCHEN })).toBe(false)
  })

  test('a mapping that fits no file is said at its place', () => {
    const placeOf = (index: number) => ({ path: 'unitcost.yml', line: 3 + index })
    const mappings = [TASKS, { ...TASKS, files: ['config/kitchn.yml'] }]
    expect(unmatchedMappings(mappings, ['README.md', 'config/kitchen.yml'], placeOf)).toMatchObject([
      { code: 'mapping-without-file', line: 4, message: 'Mapping 2 fits no file of this tree.' },
    ])
  })

  test.for([
    ['a megabyte on one line', JSON.stringify({ tasks: { one: { system: '{{ a {b '.repeat(130_000) } } })],
    ['a deep file', `${'{"tasks":'.repeat(3_000)}1${'}'.repeat(3_000)}`],
    ['odd bytes', '\u0000\u0007\ufffd: [\u202e'],
    ['nothing', ''],
  ] as const)('%s is read', ([, text]) => {
    const routes = { files: TASKS.files, targets: { at: '$.tasks.*', model: ['$.system'] } }
    expect(() => read([TASKS, routes], text)).not.toThrow()
  })
})
