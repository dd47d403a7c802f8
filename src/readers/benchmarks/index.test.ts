import * as fc from 'fast-check'
import picomatch from 'picomatch'
import { describe, expect, test } from 'vitest'
import { benchmarks } from './index.ts'
import { readBenchmark } from './testing.ts'
import { tools } from './tools/index.ts'

describe('files', () => {
  const isAsked = picomatch(
    benchmarks.flatMap(({ files }) => [...files]),
    { dot: true },
  )

  test.for([
    '.unitcost/benchmarks/l4.json',
    'bench/run.json',
    'results/llama/online.jsonl',
    'perf/4xL40S/vllm.json',
    'ops/benchmarks/h200/sglang.jsonl',
    'infra/llama-bench.json',
    'out/profile_export_aiperf.json',
    'results/summary_lifecycle_metrics.json',
    'closed/acme/results/8xMI300X/llama2-70b-99/Server/performance/run_1/mlperf_log_summary.txt',
    'agg_gpt-oss.json',
  ])('%s is asked for', path => {
    expect(isAsked(path)).toBe(true)
  })

  test.for(['package.json', 'src/data.json', 'notes/summary.txt', 'tsconfig.json', 'config/models.json'])(
    '%s is not',
    path => {
      expect(isAsked(path)).toBe(false)
    },
  )
})

describe('whatever a file says under the names of a tool', () => {
  const value = fc.oneof(
    fc.double(),
    fc.string({ maxLength: 8 }),
    fc.constantFrom(null, true, [], {}, [null], { mean: 'x', successful: { percentiles: 3 } }, '4xL4', 'inf'),
  )

  test.for(tools)('$name neither throws nor gives numbers that are none', ({ marks }) => {
    const keys = [
      ...marks.flatMap(mark => /^"(\w+)"$/.exec(mark)?.[1] ?? []),
      'benchmarks',
      'metrics',
      'duration',
      'completed',
    ]
    const row = fc.record(Object.fromEntries(keys.map(key => [key, value])))
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), rows => {
        const text = JSON.stringify([...rows, marks.join(' ')])
        expect(marks.filter(mark => !text.includes(mark))).toStrictEqual([])
        const numbers = JSON.stringify(readBenchmark('bench/odd.json', text).facts)
        expect(numbers).not.toMatch(/:-\d|NaN|Infinity/)
      }),
      { numRuns: 50 },
    )
  })
})
