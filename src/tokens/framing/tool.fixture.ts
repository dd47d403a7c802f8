import type { Tool } from '../conversation.ts'

export const EMPTY_TOOL: Tool = { name: '', description: '', parameters: {}, strict: false }
