import type { QualityConfig } from '../config/config.ts'
import type { QualityDelta } from '../diff/quality.ts'
import type { Place } from '../model/evidence.ts'
import type { Draft, Level } from './finding.ts'

/** What is to be said about the answers of a workload. `error`: the limit is broken. */
export type Remark = { readonly level: Level; readonly draft: Draft }

/** A workload whose evals are held against a budget. */
export type QualityCase = {
  readonly id: string
  readonly budget: string
  readonly limits: QualityConfig
  readonly quality: QualityDelta
  /** Whether this change moves what the workload costs. */
  readonly changed: boolean
  /** Where head's results are, then the budget. */
  readonly at: readonly Place[]
}

/** What is said of it, before it is known of whom and where. */
export type Words = Omit<Draft, 'workload' | 'at'>

/** A remark about the workload of a case. */
export const remark = ({ id, at }: QualityCase, level: Level, words: Words): Remark => ({
  level,
  draft: { ...words, workload: id, at },
})

/** How serious it is that nobody can tell: what the admin says, `warn` where nothing is said. */
export function inconclusive(held: QualityCase, words: Words): readonly Remark[] {
  const level = LEVELS[held.limits.on_inconclusive ?? 'warn']
  return level === null ? [] : [remark(held, level, words)]
}

const LEVELS = { warn: 'warning', block: 'error', pass: null } as const
