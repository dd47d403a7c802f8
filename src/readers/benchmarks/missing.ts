import type { BenchmarkFact, BenchmarkPoint } from '../../model/benchmark.ts'
import { BENCHMARK_FOLDER } from '../../model/benchmark-record.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'

/**
 * What the benchmarks of a file do not say, above all on what they ran. A warning where somebody put them for a
 * workload to rest on; elsewhere a note, since most result files of a repository are nobody's evidence.
 */
export function missingFrom(facts: readonly BenchmarkFact[]): readonly Diagnostic[] {
  const unknown = facts.find(({ hardware }) => hardware === null)
  const [first] = facts
  const gaps = gapsOf(facts)
  return [
    ...(unknown === undefined ? [] : [noHardware(unknown)]),
    ...(first === undefined || gaps.length === 0 ? [] : [incomplete(first, gaps)]),
  ]
}

const noHardware = ({ at, tool }: BenchmarkFact): Diagnostic => ({
  code: 'benchmark-hardware',
  severity: at.path.startsWith(BENCHMARK_FOLDER) ? 'warning' : 'note',
  message: `this ${tool} result does not say on which accelerators, and on how many, it ran: it has no price`,
  hint: 'Name its folder after them (4xL40S), or record them with it (vllm bench serve --metadata gpu=4xL40S).',
  ...at,
})

const incomplete = ({ at, tool }: BenchmarkFact, gaps: readonly string[]): Diagnostic => ({
  code: 'benchmark-incomplete',
  severity: 'note',
  message: `this ${tool} result does not say: ${gaps.join(', ')}`,
  hint: 'A latency target that needs what was not recorded counts as not kept.',
  ...at,
})

function gapsOf(facts: readonly BenchmarkFact[]): readonly string[] {
  const points = facts.flatMap(fact => fact.points)
  const lacks = (of: (point: BenchmarkPoint) => unknown) => points.some(point => of(point) === null)
  const gaps: readonly (readonly [boolean, string])[] = [
    [facts.some(({ model }) => model === null), 'the model'],
    [lacks(point => point.requestsPerSecond), 'requests per second'],
    [lacks(point => point.inputTokensPerSecond), 'input tokens per second'],
    [lacks(point => point.outputTokensPerSecond), 'output tokens per second'],
    [lacks(point => point.ttftMs.p95), 'P95 of the time to first token'],
    [lacks(point => point.tpotMs.p95), 'P95 of the time per output token'],
    [lacks(point => point.failed), 'failed requests'],
  ]
  return gaps.flatMap(([isMissing, words]) => (isMissing ? [words] : []))
}
