import type { InfrastructureConfig } from './config.ts'
import type { BothSettings } from './settings.ts'

/**
 * How infrastructure is put together is policy, the same for both sides: another variable file or another
 * machine behind a label is no change of cost. Base's holds; where base says nothing, head's.
 */
export const infrastructureOf = ({ policy, head }: BothSettings): InfrastructureConfig =>
  policy.config.infrastructure ?? head.config.infrastructure ?? {}
