import type { Reader } from '../reader.ts'
import { claudeAgent } from './claude-agent.ts'
import { crewai } from './crewai.ts'
import { dify } from './dify.ts'
import { flowise } from './flowise.ts'
import { langgraph } from './langgraph.ts'
import { n8n } from './n8n.ts'

/** In order of priority: the first reader that recognizes a file reads it. */
export const agents: readonly Reader[] = [dify, n8n, flowise, crewai, langgraph, claudeAgent]
