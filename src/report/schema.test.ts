import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { NotJudged } from './result.ts'
import { SITUATIONS } from './samples.ts'
import { RESULT_SCHEMA } from './schema.ts'

const accepts = new Ajv2020({ allowUnionTypes: true }).compile(RESULT_SCHEMA)
const notJudged: NotJudged = {
  version: 1,
  verdict: null,
  exit_code: 2,
  error: { code: 'no-base', message: 'There is no commit `main`.', hint: 'Fetch it.' },
  workloads: [],
  findings: [],
  diagnostics: [
    {
      code: 'config-value',
      severity: 'error',
      message: 'Wrong.',
      hint: 'Right.',
      path: 'unitcost.yml',
      line: 3,
    },
  ],
}
const complete = SITUATIONS['blocked-by-increase']
const results = [...Object.entries(SITUATIONS), ['notJudged', notJudged] as const]

test.for(results)('%s is a result', ([, result]) => {
  accepts(result)
  expect(accepts.errors).toBeNull()
})

describe('not a result', () => {
  const paths = pathsIn(complete).filter(path => !path.includes('tags/'))

  test('with any key left out', () => {
    const accepted = paths.filter(path => accepts(without(complete, path.split('/'))))
    expect(accepted).toEqual([])
    expect(paths.length).toBeGreaterThan(100)
  })

  test('with a further key', () => {
    expect(accepts({ ...complete, vedrict: 'pass' })).toBe(false)
    expect(accepts({ ...notJudged, verdict: 'block' })).toBe(false)
  })

  test.for([
    { verdict: 'maybe' },
    { exit_code: 2 },
    { version: 2 },
    { workloads: {} },
    { provisional: null },
    { findings: ['text'] },
  ])('with %j', wrong => {
    expect(accepts({ ...complete, ...wrong })).toBe(false)
  })
})

/** `workloads/0/delta/ratio`: every key of an object, at every depth; of a list, the first item. */
function pathsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return pathsIn(value[0]).map(path => `0/${path}`)
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.entries(value).flatMap(([key, inner]) => pathsIn(inner).map(path => `${key}/${path}`))
  return Object.keys(value).concat(inner)
}

function without(value: unknown, [key = '', ...rest]: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return [without(value[0], rest), ...value.slice(1)]
  const entries = Object.entries(value)
  if (rest.length === 0) return Object.fromEntries(entries.filter(([name]) => name !== key))
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, name === key ? without(inner, rest) : inner]),
  )
}
