export { deploymentOf } from '../../model/deployment.ts'

/** Vendors and resellers that are known by their address. */
const BY_ADDRESS: ReadonlyMap<string, string> = new Map([
  ['aihubmix.com', 'aihubmix'],
  ['api.anthropic.com', 'anthropic'],
  ['api.cerebras.ai', 'cerebras'],
  ['api.cohere.ai', 'cohere'],
  ['api.cohere.com', 'cohere'],
  ['api.deepinfra.com', 'deepinfra'],
  ['api.deepseek.com', 'deepseek'],
  ['api.fireworks.ai', 'fireworks_ai'],
  ['api.groq.com', 'groq'],
  ['api.mistral.ai', 'mistral'],
  ['api.moonshot.ai', 'moonshot'],
  ['api.moonshot.cn', 'moonshot'],
  ['api.novita.ai', 'novita'],
  ['api.openai.com', 'openai'],
  ['api.perplexity.ai', 'perplexity'],
  ['api.sambanova.ai', 'sambanova'],
  ['api.siliconflow.cn', 'siliconflow'],
  ['api.siliconflow.com', 'siliconflow'],
  ['api.together.xyz', 'together_ai'],
  ['api.x.ai', 'xai'],
  ['dashscope.aliyuncs.com', 'dashscope'],
  ['generativelanguage.googleapis.com', 'gemini'],
  ['integrate.api.nvidia.com', 'nvidia_nim'],
  ['models.github.ai', 'github'],
  ['openrouter.ai', 'openrouter'],
  ['router.huggingface.co', 'huggingface'],
])

/** Who sells models at this address; null for an address that only its owner knows. */
export const vendorAt = (url: string): string | null => BY_ADDRESS.get(hostOf(url)) ?? null

const hostOf = (url: string): string => /^(?:[a-z]+:\/\/)?([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? ''

const MAKERS: readonly (readonly [name: RegExp, provider: string])[] = [
  [/^(?:gpt-(?!oss)|chatgpt-|o\d|text-embedding-)/, 'openai'],
  [/^claude-/, 'anthropic'],
  [/^gemini-/, 'vertex_ai'],
]

/** Who makes a model that nobody else sells below the list price; null for open weights: there the host decides. */
export const makerOf = (model: string): string | null =>
  MAKERS.find(([name]) => name.test(model))?.[1] ?? null
