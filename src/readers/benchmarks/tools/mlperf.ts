import { NS, spreadOf } from '../amounts.ts'
import { runOf, type Run, type Spread } from '../run.ts'
import type { ResultFile, Tool } from '../tool.ts'

/**
 * MLPerf `mlperf_log_summary.txt` of an LLM, times in nanoseconds. The model and the machine are only in the
 * folders of a submission. https://github.com/mlcommons/inference
 */
export const mlperf: Tool = {
  name: 'mlperf',
  marks: ['MLPerf Results Summary', 'okens per second'],
  runs,
}

function runs({ text }: ResultFile): readonly Run[] {
  const values = valuesOf(text)
  const number = (name: string) => {
    const value = Number(values.get(name) ?? Number.NaN)
    return Number.isFinite(value) && value >= 0 ? value : null
  }
  const spread = (metric: string): Spread =>
    spreadOf(part => number(`${part === 'mean' ? 'mean' : PERCENTILE[part]} ${metric}`), NS)
  const isOffline = values.get('scenario') === 'offline'
  return [
    runOf({
      tool: mlperf.name,
      dataset: values.get('scenario') ?? null,
      load: isOffline
        ? { kind: 'offline', value: null }
        : { kind: 'rate', value: number('scheduled samples per second') },
      stated: {
        requests: number(isOffline ? 'samples per second' : 'completed samples per second'),
        input: null,
        output: number(isOffline ? 'tokens per second' : 'completed tokens per second'),
        total: null,
      },
      ttft: spread('first token latency (ns)'),
      tpot: spread('time to output token (ns)'),
      endToEnd: spread('latency (ns)'),
      flags: values.get('result is') === 'valid' ? [] : ['failed'],
    }),
  ]
}

const PERCENTILE = { p50: '50.00 percentile', p95: '95.00 percentile', p99: '99.00 percentile' } as const

/** `50.00 percentile latency (ns)   : 38401775522`, by name in lower case; the first of a name counts. */
function valuesOf(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n', 500).flatMap(line => {
    const colon = line.indexOf(':')
    return colon === -1
      ? []
      : [
          [
            line.slice(0, colon).trim().toLowerCase(),
            line
              .slice(colon + 1)
              .trim()
              .toLowerCase(),
          ] as const,
        ]
  })
  return new Map(lines.toReversed())
}
