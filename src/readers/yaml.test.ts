import { describe, expect, test } from 'vitest'
import { firstDocument, parseYaml } from './yaml.ts'
import type { YamlValue } from './yaml.ts'

const parse = (text: string) => parseYaml({ path: 'gateway/litellm.yaml', text })
const document = (text: string): YamlValue => {
  const first = firstDocument(parse(text))
  if (first === null) throw new Error('no document')
  return first
}

describe('values', () => {
  test('are reached by key and item, with their lines', () => {
    const file = document('models:\n  - name: mini\n    limit: 300\n  - name: large\n')
    const [mini, large] = file.get('models').items()
    expect([mini?.get('name').text(), mini?.get('limit').number()]).toEqual(['mini', 300])
    expect([mini?.line, mini?.get('limit').line, large?.get('name').line]).toEqual([2, 3, 4])
  })

  test('have the tag that is written, and nothing is made of it', () => {
    const file = document('size: !Ref Size\nparts: !Join [a, b]\nplain: 1\n')
    expect(['size', 'parts', 'plain'].map(key => file.get(key).tag)).toEqual(['!Ref', '!Join', null])
    expect([file.get('size').text(), file.get('parts').plain()]).toEqual(['Size', ['a', 'b']])
  })

  test.for([
    ['a string', 'gpt-4o', 'gpt-4o', null],
    ['a number keeps its spelling', '1.10', '1.10', 1.1],
    ['a quoted number counts as a number', '"300"', '300', 300],
    ['a placeholder is not a number', '"${LIMIT:-20}"', '${LIMIT:-20}', null],
    ['a boolean has a text', 'true', 'true', null],
    ['infinity is no number', '.inf', '.inf', null],
    ['null is nothing', '~', null, null],
    ['an absent value is nothing', '', null, null],
  ] as const)('%s', ([, written, text, number]) => {
    const value = document(`value: ${written}\n`).get('value')
    expect([value.text(), value.number()]).toEqual([text, number])
  })

  test('asking for what is not there gives nothing, at the place where it was looked for', () => {
    const missing = document('router:\n  retries: 2\n').get('router').get('fallbacks')
    expect(missing.get('chat').items()).toEqual([])
    expect([missing.shape, missing.text(), missing.number(), missing.boolean(), missing.entries()]).toEqual([
      'nothing',
      null,
      null,
      null,
      [],
    ])
    expect(missing.line).toBe(1)
  })

  test('JSON is read the same way', () => {
    const file = document('{\n  "targets": [\n    {"weight": 3},\n    {"weight": 1}\n  ]\n}')
    const targets = file.get('targets').items()
    expect(targets.map(target => [target.line, target.get('weight').number()])).toEqual([
      [3, 3],
      [4, 1],
    ])
  })

  test('a whole value can be taken as JSON', () => {
    const schema = document(
      'base: &base {type: string}\nschema: {title: {<<: *base, maxLength: 80}, tags: []}\n',
    )
    expect(JSON.stringify(schema.get('schema').plain())).toBe(
      '{"title":{"maxLength":80,"type":"string"},"tags":[]}',
    )
  })

  test('a repeated key takes the last value', () => {
    expect(document('model: mini\nmodel: large\n').get('model').text()).toBe('large')
  })

  test('a text knows on which lines it is written', () => {
    const file = document('literal: |\n  one\n  two\nfolded: >\n  one\nquoted: "one\\ntwo"\n')
    expect(file.entries().map(field => field.value.written)).toEqual([
      { line: 2, verbatim: true },
      { line: 5, verbatim: false },
      { line: 6, verbatim: false },
    ])
  })

  test('every document of a stream is read', () => {
    expect(parse('kind: A\n---\nkind: B\n').documents.map(each => each.get('kind').text())).toEqual([
      'A',
      'B',
    ])
  })
})

describe('aliases', () => {
  test('merge keys fill what a map does not say itself', () => {
    const file = document(
      'defaults: &defaults {retries: 2, timeout: 30}\nchat:\n  <<: *defaults\n  timeout: 60\n',
    )
    const fields = file.get('chat').entries()
    expect(Object.fromEntries(fields.map(({ key, value }) => [key, value.number()]))).toEqual({
      timeout: 60,
      retries: 2,
    })
  })

  test('of several merged maps the first one wins', () => {
    const file = document('a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}\n')
    expect([file.get('c').get('x').number(), file.get('c').get('y').number()]).toEqual([1, 2])
  })

  test('an alias without anchor is nothing', () => {
    expect(document('model: *unknown\n').get('model').shape).toBe('nothing')
  })

  test('a value that contains itself is refused', () => {
    expect(parse('loop: &loop [*loop]\n').diagnostics).toMatchObject([
      { code: 'yaml-too-large', line: 1, message: 'This file is refused: a value contains itself.' },
    ])
  })

  test('a file that unfolds to billions of values is refused', () => {
    const bomb = ['a0: &a0 [x, x]']
    for (let level = 1; level < 40; level++)
      bomb.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`)
    const reading = parse(bomb.join('\n'))
    expect(reading.documents).toEqual([])
    expect(reading.diagnostics.map(each => each.message)).toEqual([
      'This file is refused: its aliases unfold to more than a million values.',
    ])
  })
})

describe('files that cannot be read', () => {
  test('say where and what to do', () => {
    expect(parse('model_list:\n  - model_name: chat\n   weight: [1\n')).toMatchInlineSnapshot(`
      {
        "diagnostics": [
          {
            "code": "yaml-syntax",
            "hint": "Fix the syntax near this line, so that its cost can be read again.",
            "line": 3,
            "message": "This file is not valid YAML: Sequence item without - indicator.",
            "path": "gateway/litellm.yaml",
            "severity": "error",
          },
        ],
        "documents": [],
      }
    `)
  })

  test.for([
    ['brackets', '['.repeat(50_000)],
    ['closed brackets', '['.repeat(300) + ']'.repeat(300)],
    ['dashes', '- '.repeat(50_000)],
    ['indentation', Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ] as const)('endless %s are an error, not a crash', ([, text]) => {
    expect(parse(text).diagnostics.map(each => each.severity)).toEqual(['error'])
    expect(parse(text).documents).toEqual([])
  })

  test('an empty file has no document', () => {
    expect(parse('')).toEqual({ documents: [], diagnostics: [] })
  })
})
