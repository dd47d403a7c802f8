import { NOTHING } from '../reader.ts'
import type { Reader } from '../reader.ts'

/**
 * An agent or command of a developer's tool, also where it names a model. It serves no request of the product, so
 * it is recognized and left out. https://code.claude.com/docs/en/sub-agents
 */
export const claudeAgent: Reader = {
  id: 'claude-agent',
  title: 'Claude Code agent',
  files: ['**/.claude/{agents,commands,skills}/**/*.md'],
  sniff: () => true,
  read: () => NOTHING,
}
