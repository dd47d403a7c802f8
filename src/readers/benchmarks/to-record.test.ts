import { expect, test } from 'vitest'
import { RECORD } from './record.fixture.ts'
import { readBenchmark } from './testing.ts'
import { toRecord } from './to-record.ts'
import { VLLM_RUN } from './vllm-run.fixture.ts'

const SHA256 = 'a'.repeat(64)

test.for([
  ['of another tool', VLLM_RUN],
  ['that was a record', RECORD],
] as const)('a benchmark %s says as a record what it said before', ([, content]) => {
  const [fact] = readBenchmark('bench/run.json', content).facts
  if (fact === undefined) throw new Error('not read')
  const again = readBenchmark('bench/run.json', toRecord(fact, SHA256))
  expect(again.facts).toStrictEqual([fact])
})

test('what the file did not say stays unknown', () => {
  const [fact] = readBenchmark('bench/run.json', { ...VLLM_RUN, gpu: undefined, date: undefined }).facts
  if (fact === undefined) throw new Error('not read')
  expect(toRecord(fact, SHA256)).toMatchObject({
    hardware: null,
    ran_at: null,
    tool: { name: 'vllm bench serve', version: null, file_sha256: SHA256 },
    engine: { name: 'vllm', version: null },
  })
})

test.for([
  ['NVIDIA L40S', 'nvidia'],
  ['h100', 'nvidia'],
  ['AMD Instinct MI300X', 'amd'],
  ['Trainium2', 'other'],
] as const)('%s is of %s', ([name, vendor]) => {
  const [fact] = readBenchmark('bench/run.json', VLLM_RUN).facts
  if (fact === undefined) throw new Error('not read')
  const { hardware } = toRecord({ ...fact, hardware: { name, count: 1, basis: 'declared' } }, SHA256)
  expect(hardware).toMatchObject({ vendor, source: 'declared' })
})
