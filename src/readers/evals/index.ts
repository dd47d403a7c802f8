import type { Reader } from '../reader.ts'
import { evalEvidence } from './eval-evidence.ts'
import { inspectAi } from './inspect-ai.ts'
import { junit } from './junit.ts'
import { promptfooConfig } from './promptfoo-config.ts'
import { promptfooResults } from './promptfoo-results.ts'

/** In order of priority: the first reader that recognizes a file reads it. */
export const evals: readonly Reader[] = [evalEvidence, promptfooResults, promptfooConfig, inspectAi, junit]
