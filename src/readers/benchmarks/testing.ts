import type { BenchmarkFact } from '../../model/benchmark.ts'
import { benchmarks } from './index.ts'

/** What a file says, read by the reader that recognizes it. */
export function readBenchmark(path: string, content: string | object) {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const reader = benchmarks.find(({ sniff }) => sniff({ path, text }))
  const { facts, diagnostics } = reader?.read({ path, text }) ?? { facts: [], diagnostics: [] }
  return {
    facts: facts.filter((fact): fact is BenchmarkFact => fact.kind === 'benchmark'),
    diagnostics,
    said: diagnostics.map(({ code, message }) => `${code}: ${message}`),
  }
}

/** The first load of the first benchmark in a file. */
export const firstPoint = (path: string, content: string | object) =>
  readBenchmark(path, content).facts[0]?.points[0]
