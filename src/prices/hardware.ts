import { acceleratorFamily } from '../model/accelerator.ts'
import type { Hardware, PriceBook } from './book.ts'

export type AcceleratorFile = { readonly accelerators: readonly AcceleratorRow[] }

/** Dense peaks, without sparsity: vendors also print twice as much. */
export type AcceleratorRow = {
  readonly name: string
  /** How the device calls itself, as `nvidia-smi` prints it. */
  readonly reported_as: readonly string[]
  readonly vendor: string
  readonly memory_gb: number
  readonly bandwidth_gb_per_s: number
  readonly dense_tflops_16bit: number | null
  readonly dense_tflops_8bit: number | null
  readonly dense_tflops_4bit: number | null
  readonly power_w: number | null
  readonly as_of: string
  readonly confidence: string
  readonly source: string
  readonly note: string | null
}

/**
 * What an accelerator can do at most. Of several variants of a family the strongest value of each, because it
 * bounds: nothing of that family is faster.
 */
export function hardwareOf(rows: readonly AcceleratorRow[]): PriceBook['hardware'] {
  return name => {
    const family = acceleratorFamily(name)
    const exact = rows.filter(row => [row.name, ...row.reported_as].includes(name))
    const fitting = exact.length > 0 ? exact : rows.filter(row => acceleratorFamily(row.name) === family)
    const [first] = fitting
    if (first === undefined || family === null) return null
    const most = (of: (row: AcceleratorRow) => number | null) => {
      const values = fitting.flatMap(row => of(row) ?? [])
      return values.length === 0 ? null : Math.max(...values)
    }
    return {
      name: exact.length > 0 ? first.name : family,
      memoryGb: most(row => row.memory_gb) ?? first.memory_gb,
      bandwidthGbPerSecond: most(row => row.bandwidth_gb_per_s) ?? first.bandwidth_gb_per_s,
      denseTflops: {
        bits16: most(row => row.dense_tflops_16bit),
        bits8: most(row => row.dense_tflops_8bit),
        bits4: most(row => row.dense_tflops_4bit),
      },
      powerWatt: most(row => row.power_w),
      isSure: fitting.every(row => row.confidence !== 'low'),
      source: first.source,
      asOf: first.as_of,
    } satisfies Hardware
  }
}
