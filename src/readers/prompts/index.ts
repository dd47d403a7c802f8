import type { Reader } from '../reader.ts'
import { baml } from './baml.ts'
import { dotprompt } from './dotprompt.ts'
import { githubModels } from './github-models.ts'
import { langchain } from './langchain.ts'
import { plain } from './plain.ts'
import { promptFlow } from './prompt-flow.ts'
import { promptfooChat } from './promptfoo-chat.ts'
import { prompty } from './prompty.ts'
import { semanticKernel } from './semantic-kernel.ts'

/** In order of priority: the first reader that recognizes a file reads it. */
export const prompts: readonly Reader[] = [
  githubModels,
  prompty,
  dotprompt,
  baml,
  promptFlow,
  langchain,
  semanticKernel,
  promptfooChat,
  plain,
]
