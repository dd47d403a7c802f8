import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { bundle } from '../scripts/bundle.ts'
import type { Bundle } from '../scripts/bundle.ts'
import { loadConfig } from '../src/config/load.ts'
import { configSchema } from '../src/config/published.ts'

const root = join(import.meta.dirname, '..')

const GOOD =
  'version: 1\nworkloads: { support: { traffic: 40k/day } }\nrules: { missing-tags: { tags: [team] } }'
const BAD = `
version: 2
trafic: 1
enforce: blok
workloads:
  "support chat": { calls: { answer: { retry_rate: 120%, output_tokens: { expected: 1 }, per_request: -1 } } }
budgets:
  - { warn_at: 80, enforce: { level: block }, increase: { percent: -1 }, workloads: all }
rules: { missing-tags: eror, own: [{ id: a }] }
waivers: {}
`

describe('the published schemas', () => {
  test('are what the sources give', () => {
    expect(() => execFileSync('node', ['scripts/write-schemas.ts', '--check'], { cwd: root })).not.toThrow()
  })

  test('know the built-in rules and their options', () => {
    const tags = {
      type: 'array',
      items: { type: 'string' },
      description: 'Keys that every workload must carry.',
    } as const
    const accepts = new Ajv2020({ allowUnionTypes: true }).compile(
      configSchema([{ id: 'missing-tags', options: { tags } }]),
    )
    expect(accepts(parse(GOOD))).toBe(true)
    expect(accepts(parse('version: 1\nrules: { missing-tags: off }'))).toBe(true)
    expect(accepts(parse('version: 1\nrules: { missing-tag: off }'))).toBe(false)
    expect(accepts(parse('version: 1\nrules: { missing-tags: { tag: [team] } }'))).toBe(false)
  })

  test('describe every key for the admin', () => {
    const published: unknown = JSON.parse(readFileSync(join(root, 'schema', 'unitcost.schema.json'), 'utf8'))
    expect(undescribed(published)).toEqual([])
  })
})

describe('the bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unitcost-bundle-'))
  let built: Bundle

  beforeAll(async () => {
    built = await bundle(root, ['src/config/load.ts', 'src/not-there.ts'])
    for (const [name, content] of built.files) writeFileSync(join(folder, name), content)
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('loads a file with the same diagnostics as the sources, without a schema compiler', async () => {
    const bundled = await import(join(folder, 'load.js'))
    for (const text of [GOOD, BAD]) {
      const file = { path: 'unitcost.yml', text }
      const known = { rules: [{ id: 'missing-tags', options: {} }] }
      const { config, diagnostics } = loadConfig(file, known)
      expect(bundled.loadConfig(file, known)).toMatchObject({ config, diagnostics })
    }
    expect(loadConfig({ path: 'unitcost.yml', text: BAD }, { rules: [] }).diagnostics.length).toBeGreaterThan(
      12,
    )
    expect(text('load.js')).not.toContain('new Function')
  })

  test('is the same every time and names no folder of this machine', async () => {
    expect((await bundle(root, ['src/config/load.ts'])).files).toEqual(built.files)
    expect([...built.files.keys()].filter(name => text(name).includes(root))).toEqual([])
  })

  test('comes with the licences of what it is made of', () => {
    expect(text('licenses.txt').match(/^\S+ \d+\.\d+\.\d+ \(.*\)$/gm)).toMatchInlineSnapshot(`
      [
        "ajv 8.20.0 (MIT)",
        "yaml 2.9.1 (ISC)",
      ]
    `)
  })

  test('leaves out entry points that do not exist', () => {
    expect(built.skipped).toEqual(['src/not-there.ts'])
  })

  const text = (name: string) => new TextDecoder().decode(built.files.get(name))
})

/** Names of properties without a description, at every depth. */
function undescribed(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const inner = Object.values(schema).flatMap(undescribed)
  const properties = 'properties' in schema ? Object.entries(Object(schema.properties)) : []
  return properties.flatMap(([name, property]) => (hasDescription(property) ? [] : [name])).concat(inner)
}

const hasDescription = (property: unknown) =>
  typeof property === 'object' && property !== null && 'description' in property
