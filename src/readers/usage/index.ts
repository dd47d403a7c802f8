import type { Reader } from '../reader.ts'
import { usage as usageEvidence } from './usage.ts'

export const usage: readonly Reader[] = [usageEvidence]
