import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { benchmarkRecord } from './benchmark-record.ts'
import { RECORD } from './record.fixture.ts'
import { RECORD_SCHEMA } from './record.schema.ts'
import { readBenchmark } from './testing.ts'

const PATH = '.unitcost/benchmarks/l4.json'
const [light, heavy] = RECORD.points

test('a record is a ladder with its hardware, its commit and its repeats', () => {
  const { facts, diagnostics } = readBenchmark(PATH, RECORD)
  expect(diagnostics).toStrictEqual([])
  expect(facts).toMatchObject([
    {
      id: PATH,
      tool: 'unitcost bench',
      model: 'meta-llama/Llama-3.1-8B-Instruct',
      precision: 'fp8',
      hardware: { name: 'NVIDIA L4', count: 1, basis: 'measured' },
      ranAt: '2026-11-20T10:00:00Z',
      commit: '0123456789abcdef0123456789abcdef01234567',
      repeats: [
        { point: 1, requestsPerSecond: 0.97, outputTokensPerSecond: 243, ttftP95Ms: 650, tpotP95Ms: 39 },
      ],
    },
  ])
  expect(
    facts[0]?.points.map(point => [point.load.value, point.averageWatt, point.tpotMs.p95]),
  ).toStrictEqual([
    [0.5, 66, 31],
    [1, null, 38],
  ])
})

describe('is untrusted', () => {
  test.for<[string, object, string]>([
    [
      'a key too many',
      { ...RECORD, usd_per_hour: 1 },
      'the record is not what the schema asks for (additionalProperties)',
    ],
    [
      'a later version',
      { ...RECORD, schema: 'unitcost.gpu-bench/v2' },
      '/schema is not what the schema asks for (const)',
    ],
    ['no accelerators', { ...RECORD, hardware: { ...RECORD.hardware, count: 0 } }, '/hardware'],
    ['a negative rate', { ...RECORD, points: [{ ...light, goodput_req_s: -1 }] }, '/points/0/goodput_req_s'],
    ['no load', { ...RECORD, points: [] }, '/points'],
    ['too many loads', { ...RECORD, points: Array.from({ length: 201 }, () => light) }, '/points'],
    ['a name of two lines', { ...RECORD, tool: { ...RECORD.tool, name: 'a\nb' } }, '/tool/name'],
    ['a flag of its own', { ...RECORD, points: [{ ...light, flags: ['fine'] }] }, '/points/0/flags/0'],
  ])('%s: it is not used', ([, record, why]) => {
    const { facts, said } = readBenchmark(PATH, record)
    expect(facts).toStrictEqual([])
    expect(said.join()).toContain(`this benchmark record is not used: ${why}`)
  })

  test.for(['NaN', 'Infinity', '1e999', '"8"'])('a rate of %s is none', written => {
    const text = JSON.stringify(RECORD).replace('"req_s":0.98', `"req_s":${written}`)
    expect(readBenchmark(PATH, text).facts).toStrictEqual([])
  })

  test('numbers that contradict each other, and loads that fell behind, do not count whatever it says', () => {
    const edited = { ...heavy, rate: { ...heavy?.rate, out_tok_s: 300 } }
    const behind = { ...heavy, load: { ...heavy?.load, value: 4 } }
    const { facts } = readBenchmark(PATH, { ...RECORD, points: [light, edited, behind] })
    expect(facts[0]?.points.map(({ flags }) => flags)).toStrictEqual([
      [],
      ['identity_mismatch'],
      ['saturated'],
    ])
  })

  test('power that is not valid is not used', () => {
    const power = { avg_w: 66, energy_j: null, valid: false }
    const { facts } = readBenchmark(PATH, { ...RECORD, points: [{ ...light, power }] })
    expect(facts[0]?.points[0]?.averageWatt).toBeNull()
  })
})

test('without hardware it has no price, and says so', () => {
  expect(readBenchmark(PATH, { ...RECORD, hardware: null }).said).toStrictEqual([
    'benchmark-hardware: this unitcost bench result does not say on which accelerators, and on how many, it ran: it has no price',
  ])
})

test('the published schema says the same', () => {
  const accepts = new Ajv2020({ allowUnionTypes: true }).compile(RECORD_SCHEMA)
  expect([accepts(RECORD), accepts({ ...RECORD, points: null })]).toStrictEqual([true, false])
  expect(benchmarkRecord.sniff({ path: PATH, text: JSON.stringify(RECORD) })).toBe(true)
})
