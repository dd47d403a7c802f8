import { describe, expect, test } from 'vitest'
import { loadConfig } from './load.ts'
import { mappingsFor } from './mappings.ts'

const load = (mapping: string) =>
  loadConfig(
    { path: 'unitcost.yml', text: `version: 1\nmappings:\n  - ${mapping.replaceAll('\n', '\n    ')}\n` },
    { rules: [] },
  )

describe('mappings', () => {
  test('one source or one file may stand without a list', () => {
    expect(
      load('files: config/*.yml\nat: $.tasks.{task}\nmodel: ={task}/small\nmax_output: 300').config?.mappings,
    ).toEqual([
      { files: ['config/*.yml'], at: '$.tasks.{task}', model: ['={task}/small'], max_output: ['=300'] },
    ])
  })

  test.for<[mapping: string, said: string]>([
    ['files: a.yml\nmodel: openai/gpt-5', '`model` must be a path such as $.model'],
    ['files: a.yml\nmodel: [$.model, 4]', 'item 2 of `model` must be a path such as $.model'],
    ['files: a.yml\nat: tasks.*\nmodel: $.model', '`at` must be a path such as $.tasks.{task}'],
    ['files: "config/[ab].yml"\nmodel: $.model', '`files` must be a path in this repository'],
    ['files: ../a.yml\nmodel: $.model', '`files` must be a path in this repository'],
    ['files: "*a*b*c*d*.yml"\nmodel: $.model', '`files` must be a path in this repository'],
    ['files: a.yml', 'This mapping says neither what is called nor where requests go.'],
    [
      'files: a.yml\nmodel: $.m\ntargets:\n  model: $.m',
      '`model` is of calls, and `targets` makes this mapping',
    ],
    ['files: a.yml\nat: $.{vendor}\nmodel: ={vendr}/x', '`{vendr}` is not a name that `at` gives.'],
  ])('%j is refused', ([mapping, said]) => {
    const { config, diagnostics } = load(mapping)
    expect(config).toBeNull()
    expect(diagnostics.map(({ message }) => message).join('\n')).toContain(said)
    expect(diagnostics.every(({ hint, line }) => hint !== '' && line !== null)).toBe(true)
  })

  test.for(['config/llm.yml', '**/llm.yml', 'config/**/*.yml', 'a*b*.yml', '.config/llm.json', '*.yml'])(
    '%s are files',
    files => {
      expect(load(`files: "${files}"\nmodel: $.model`).config).not.toBeNull()
    },
  )
})

describe('both sides of a change', () => {
  const recipes = { files: ['recipes.yml'], model: ['$.model'] }
  const renamed = { files: ['recipes.yml'], model: ['$.llm'] }
  const menu = { files: ['menu.yml'], model: ['$.model'] }

  test('a mapping that only the other side has holds here too: writing it down is no cost', () => {
    expect(mappingsFor({ version: 1 }, { version: 1, mappings: [recipes] })).toEqual([recipes])
    expect(mappingsFor({ version: 1, mappings: [menu] }, { version: 1, mappings: [recipes, menu] })).toEqual([
      menu,
      recipes,
    ])
  })

  test('a file that changes together with its mapping is read on each side as that side says', () => {
    const after = { version: 1, mappings: [renamed] } as const
    expect(mappingsFor({ version: 1, mappings: [recipes] }, after)).toEqual([recipes])
  })
})
