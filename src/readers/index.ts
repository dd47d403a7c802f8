import { agents } from './agents/index.ts'
import { code } from './code/index.ts'
import { evals } from './evals/index.ts'
import { prompts } from './prompts/index.ts'
import type { Reader } from './reader.ts'
import { routes } from './routes/index.ts'
import { usage } from './usage/index.ts'

/** Every format, in order of preference: the first one that recognizes a file reads it. Plain text comes last. */
export const readers: readonly Reader[] = [...evals, ...usage, ...routes, ...agents, ...code, ...prompts]
