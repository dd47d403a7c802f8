import type { Place } from '../model/evidence.ts'

/** What the numbers of own machines rest on, as it is published. */
export type BenchmarkResult = {
  /** `measured`: new at head; `reused`: base has it too; `missing`: nobody measured. */
  readonly state: 'measured' | 'reused' | 'stale' | 'failed' | 'missing'
  readonly at: Place | null
  /** `unitcost bench on 1 × L4` */
  readonly source: string | null
  readonly age_days: number | null
  /** Why the newest record does not count. */
  readonly why: string | null
  /** Against the newest run of the same configuration at base; 0.1 is 10 % more. */
  readonly changes: readonly {
    readonly kind: 'usd_per_request' | 'ttft_p95' | 'tpot_p95'
    readonly change: number
    /** 95 %, of repeated runs; null: too few of them. */
    readonly interval: { readonly low: number; readonly high: number } | null
  }[]
  /** What the run itself cost, where it is new at head. */
  readonly run: { readonly hours: number; readonly usd: number } | null
}
