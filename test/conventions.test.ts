import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../rules/index.ts'
import { readers } from '../src/readers/index.ts'
import { projects } from '../src/readers/projects.ts'
import { reporters } from '../src/report/index.ts'

/** What is easily forgotten when a format, a rule, a report or a price is added. */

const paths = (pattern: string) => globSync(pattern).map(path => path.replaceAll('\\', '/'))
const textOf = (path: string) => readFileSync(path, 'utf8')

/** Files that declare a thing of a kind, by the id that it gives itself. */
const declaring = (pattern: string, type: string) =>
  paths(pattern)
    .filter(path => !/\.test\.ts$|\/testing\.ts$/.test(path))
    .flatMap(path => {
      const things = textOf(path).matchAll(new RegExp(`: (?:${type}) = \\{\\s*id: '([^']+)'`, 'g'))
      return [...things].map(([, id = '']) => ({ id, path }))
    })

describe('readers', () => {
  const found = declaring('src/readers/**/*.ts', 'Reader|ProjectReader')
  const listed = [...readers, ...projects].map(({ id }) => id)

  test('every one of the folder is in the list, once', () => {
    expect(found.map(({ id }) => id).toSorted()).toStrictEqual(listed.toSorted())
    expect(new Set(listed).size).toBe(listed.length)
  })

  test.for(found)('$id has its page and a test beside it', ({ id, path }) => {
    const folder = posix.dirname(path)
    expect(existsSync(`${folder}/${id}.md`)).toBe(true)
    const exported = /export const (\w+): (?:Project)?Reader/.exec(textOf(path))?.[1] ?? 'nothing'
    const tests = paths(`${folder}/*.test.ts`).map(textOf)
    expect(tests.some(test => test.includes(exported) || test.includes(`'${id}'`))).toBe(true)
  })

  test('every page of the folder belongs to a reader, or to what readers share', () => {
    const ids = new Set(listed)
    const pages = paths('src/readers/**/*.md').map(path => posix.basename(path, '.md'))
    const others = pages.filter(page => !ids.has(page))
    expect(others.toSorted()).toStrictEqual(
      ['catalogue', 'javascript', 'mapped', 'template'].filter(page => !ids.has(page)),
    )
  })
})

describe('rules', () => {
  const files = paths('rules/*.ts').filter(path => !/\.test\.ts$|\/(?:index|testing)\.ts$/.test(path))

  test('every one of the folder is in the list', () => {
    expect(rules.map(({ id }) => id).toSorted()).toStrictEqual(
      files.map(path => posix.basename(path, '.ts')).toSorted(),
    )
  })

  test.for(files)('%s has its page and a test beside it', path => {
    const name = path.replace(/\.ts$/, '')
    expect([existsSync(`${name}.md`), existsSync(`${name}.test.ts`)]).toStrictEqual([true, true])
  })
})

describe('reporters', () => {
  const found = paths('src/report/*.ts').filter(path =>
    /export const \w+: Reporter =|export (?:const|function) \w+[^\n]*satisfies Reporter/.test(textOf(path)),
  )

  test('every one of the folder is in the list', () => {
    expect(found.map(path => posix.basename(path, '.ts')).toSorted()).toStrictEqual(
      Object.keys(reporters).toSorted(),
    )
  })

  test.for(Object.keys(reporters))('%s has its page and a test beside it', name => {
    expect(existsSync(`src/report/${name}.md`)).toBe(true)
    expect(existsSync(`src/report/${name}.test.ts`)).toBe(true)
  })
})

describe('prices', () => {
  const NAMES = ['id', 'sku', 'name', 'source']

  /** Every object of a price file that states an amount, or what has one, is a row. */
  const rowsOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] => {
    if (Array.isArray(value)) return value.flatMap(rowsOf)
    if (typeof value !== 'object' || value === null) return []
    const row: Readonly<Record<string, unknown>> = { ...value }
    const isRow = ['provider', 'vendor'].some(key => key in row) && NAMES.some(key => key in row)
    return [...(isRow ? [row] : []), ...Object.values(row).flatMap(rowsOf)]
  }

  test.for(paths('pricing/*.json'))('every row of %s says where it is from, and of when', path => {
    const rows = rowsOf(JSON.parse(textOf(path)))
    expect(rows.length).toBeGreaterThan(0)
    const bare = rows.filter(({ source, as_of: date }) => !isText(source) || !isText(date))
    expect(bare).toStrictEqual([])
  })

  const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''
})
