import { familyOf } from './families.ts'
import type { Family } from './families.ts'

/** Tokens that a provider bills beside the text of a request, and the part of a schema's JSON that it bills. */
export type Framing = {
  /** Once per request. */
  readonly perRequestBase: number
  /** Per message of user, assistant or tool, its role included. */
  readonly perMessage: number
  /** For the system text, whether it is a message or a field of its own. */
  readonly perSystem: number
  /** Per message with a name. */
  readonly perName: number
  /** Opens the reply, once per request. */
  readonly reply: number
  /** Once as soon as there is a tool. */
  readonly toolsBase: number
  readonly perTool: number
  /** Billed tokens per token of a tool's minified JSON `{name, description, parameters}`. */
  readonly toolText: number
  /** Once when there is a response schema. */
  readonly schemaBase: number
  /** Billed tokens per token of the response schema's minified JSON. */
  readonly schemaText: number
}

/** The framing of `provider/model` or a bare id: typical values, each within a few tokens but for tools. */
export const framingOf = (model: string): Framing => FRAMINGS[familyOf(model)]

const NONE: Framing = {
  perRequestBase: 0,
  perMessage: 0,
  perSystem: 0,
  perName: 0,
  reply: 0,
  toolsBase: 0,
  perTool: 0,
  toolText: 1,
  schemaBase: 0,
  schemaText: 1,
}

// https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb:
// 3 per message and its role, 1 per name, 3 for the reply. Tools are rendered in a shorter syntax than JSON.
const OPENAI: Framing = {
  ...NONE,
  perMessage: 4,
  perSystem: 4,
  perName: 1,
  reply: 3,
  toolsBase: 6,
  toolText: 0.65,
}

// Fitted to recorded requests with their billed usage, as are all rows without a source of their own:
// https://github.com/pydantic/pydantic-ai/tree/main/tests, https://github.com/traceloop/openllmetry
const CLAUDE: Framing = {
  ...NONE,
  perRequestBase: 4,
  perMessage: 4,
  perSystem: 1,
  // https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview: a system prompt for tools
  toolsBase: 450,
  perTool: 53,
  schemaBase: 125,
}

/** A chat template with a mark on either side of each message. */
const TEMPLATE: Framing = { ...NONE, perMessage: 4, perSystem: 4, reply: 3 }

const FRAMINGS: Readonly<Record<Family, Framing>> = {
  'openai-embedding': NONE,
  'openai-cl100k': { ...OPENAI, toolsBase: 15, toolText: 0.75 },
  'openai-chat': OPENAI,
  'openai-reasoning': { ...OPENAI, reply: 2 },
  // The template adds a system message of its own: https://github.com/openai/harmony
  'gpt-oss': { ...OPENAI, perRequestBase: 64, schemaBase: 130 },
  'claude-2': CLAUDE,
  'claude-4': CLAUDE,
  'claude-5': { ...CLAUDE, toolsBase: 245 },
  claude: CLAUDE,
  // A response schema steers decoding and is not billed.
  gemini: { ...NONE, schemaText: 0 },
  deepseek: { ...NONE, perRequestBase: 2, perMessage: 1, perSystem: 1, toolsBase: 254 },
  qwen: { ...TEMPLATE, reply: 4, toolsBase: 150 },
  'mistral-1': { ...NONE, perRequestBase: 2, perMessage: 3, perTool: 8, toolText: 1.2 },
  mistral: { ...NONE, perRequestBase: 2, perMessage: 3, perTool: 8, toolText: 1.2 },
  // Bills text alone (`billed_units`); `tokens` of the same answer also counts the template.
  cohere: NONE,
  'llama-4': { ...TEMPLATE, toolsBase: 560 },
  // Its template states the knowledge cutoff and today's date in every request.
  'llama-3': { ...TEMPLATE, perRequestBase: 28, toolsBase: 150 },
  nova: { ...NONE, toolsBase: 350 },
  unknown: TEMPLATE,
}
