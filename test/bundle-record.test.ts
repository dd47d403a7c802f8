import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../scripts/bundle.ts'
import { benchmarkRecord } from '../src/readers/benchmarks/benchmark-record.ts'
import { RECORD } from '../src/readers/benchmarks/record.fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'unitcost-record-'))
let bundled: { readonly benchmarkRecord: typeof benchmarkRecord }
let code: string

beforeAll(async () => {
  const { files } = await bundle(join(import.meta.dirname, '..'), [
    'src/readers/benchmarks/benchmark-record.ts',
  ])
  for (const [name, content] of files) writeFileSync(join(folder, name), content)
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  code = new TextDecoder().decode(files.get('benchmark-record.js'))
  bundled = await import(join(folder, 'benchmark-record.js'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test.for([
  ['a record', RECORD],
  ['a record with a key too many', { ...RECORD, usd_per_hour: 1 }],
  ['a record without accelerators', { ...RECORD, hardware: { ...RECORD.hardware, count: 0 } }],
  ['a record of no load', { ...RECORD, points: [] }],
] as const)('a bundle reads %s as the sources do', ([, record]) => {
  const file = { path: '.unitcost/benchmarks/l4.json', text: JSON.stringify(record) }
  expect(bundled.benchmarkRecord.read(file)).toStrictEqual(benchmarkRecord.read(file))
})

test('and has no schema compiler in it', () => {
  expect(code).not.toContain('new Function')
  expect(code.length).toBeLessThan(120_000)
})
