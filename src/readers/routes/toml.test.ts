import { expect, test } from 'vitest'
import { parseToml } from './toml.ts'

const lineOf = (text: string, keys: readonly string[]) => {
  const toml = parseToml({ path: 'x.toml', text })
  if (toml.kind === 'broken') throw new Error(toml.diagnostics[0]?.message)
  return keys.reduce((at, key) => at.get(key), toml.root).line
}

const DOCUMENT = `# places
title = "a"
[tables."with dots.inside".deep]
key = 1
dotted.path = 2
text = """
key = 'not a key'
"""
after = 3
inline = { first = 1,
  second = 2 }
[[list]]
name = "one"
[[list]]
name = "two"
[list.child]
name = "of two"
`

test.for([
  [['title'], 2],
  [['tables', 'with dots.inside', 'deep'], 3],
  [['tables', 'with dots.inside', 'deep', 'key'], 4],
  [['tables', 'with dots.inside', 'deep', 'dotted', 'path'], 5],
  [['tables', 'with dots.inside', 'deep', 'after'], 9],
  [['tables', 'with dots.inside', 'deep', 'inline', 'first'], 10],
  [['missing', 'key'], 1],
] as const)('%j is in line %s', ([keys, line]) => {
  expect(lineOf(DOCUMENT, keys)).toBe(line)
})

test('elements of a list of tables have their own lines', () => {
  const toml = parseToml({ path: 'x.toml', text: DOCUMENT })
  const items = toml.kind === 'read' ? toml.root.get('list').items() : []
  expect(items.map(item => [item.line, item.get('name').text(), item.get('name').line])).toEqual([
    [12, 'one', 13],
    [14, 'two', 15],
  ])
  expect(items[1]?.get('child').get('name').line).toBe(17)
})

test.for([
  ['a = 10_000_000', '10000000', 10_000_000],
  ['a = 9007199254740993', '9007199254740993', 9007199254740992],
  ['a = "7"', '7', null],
  ['a = nan', 'NaN', null],
  ['a = 2026-01-15', null, null],
] as const)('%s', ([text, written, number]) => {
  const toml = parseToml({ path: 'x.toml', text })
  const value = toml.kind === 'read' ? toml.root.get('a') : null
  expect([value?.text(), value?.number()]).toEqual([written, number])
})

test('a broken file says where, without repeating the file', () => {
  const toml = parseToml({ path: 'x.toml', text: 'a = 1\napi_key = sk-secret\n' })
  const [problem] = toml.kind === 'broken' ? toml.diagnostics : []
  expect(problem).toMatchObject({ code: 'toml-syntax', line: 2, path: 'x.toml' })
  expect(JSON.stringify(problem)).not.toContain('sk-secret')
})
