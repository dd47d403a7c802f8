export type ModelName = {
  /** `provider/model`, an alias, `const:PATH#NAME` (with its provider in front), or null. */
  readonly name: string | null
  /** Why it is not known from this file. */
  readonly unresolved: string | null
  readonly line: number | null
}

export const unknown = (unresolved: string, line: number | null): ModelName => ({
  name: null,
  unresolved,
  line,
})

export const servedElsewhere = (setting: string, name: string) =>
  `${setting} decides who serves ${name.replace(/^const:.*#/u, '').slice(0, 100)}`

/** With its provider in front, unless the name has one in it, or is a constant that says it by itself. */
export function qualified(provider: string | null, name: string): string {
  const isComplete = provider === null || provider === '' || name.includes('/') || name.startsWith('const:')
  return isComplete && !RESELLERS.has(provider ?? '') ? name : `${provider}/${name}`
}

/** They sell models of others, so the name of a model does not tell that they are asked. */
const RESELLERS: ReadonlySet<string> = new Set([
  'azure',
  'bedrock',
  'openrouter',
  'groq',
  'together_ai',
  'fireworks_ai',
])
