import type { Reader } from '../reader.ts'
import { benchmarkRecord } from './benchmark-record.ts'
import { benchmarks as results } from './benchmarks.ts'

/** In order of priority: the first reader that recognizes a file reads it. */
export const benchmarks: readonly Reader[] = [benchmarkRecord, results]
