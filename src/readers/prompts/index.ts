import type { Reader } from '../reader.ts'
import { githubModels } from './github-models.ts'
import { plain } from './plain.ts'

/** In order of priority: the first reader that recognizes a file reads it. */
export const prompts: readonly Reader[] = [githubModels, plain]
