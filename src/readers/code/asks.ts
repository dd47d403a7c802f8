/**
 * What source files that matter have in their text: a library that asks models, a model that is passed on
 * (`ask(text, model='gpt-4o')`), the name of a known one, a text that is called a prompt, or named values that such files may import
 * (`export const MODEL = 'house-model'`). Means the same as a JavaScript and as a POSIX extended expression,
 * so that git can look for it too.
 */
export const ASKS_A_MODEL = [
  '[Oo]pen[Aa][Ii]',
  '[Aa]nthropic',
  '[Gg]en(erative)?[Aa][Ii]',
  '[Vv]ertex[Aa][Ii]',
  'litellm',
  '[Ll]ang[Cc]hain',
  'ai-sdk',
  `['"]ai['"]`,
  '[Bb]edrock',
  'pydantic_ai',
  'ollama',
  'import.{0,200}agents',
  'agents.{0,200}import',
  `model[A-Za-z_]{0,20}['"]? {0,20}[=:] {0,20}(['"A-Z]|settings|config)`,
  `['"]([a-z_-]{1,20}[/:])?(gpt|claude|gemini|o[1-9]|llama|mistral|deepseek|qwen|grok|nova)-[0-9a-z]`,
  `([Pp]rompt|PROMPT)[A-Za-z_]{0,40}(: {0,20}[A-Za-z_]+)? {0,20}= {0,20}['"\`]`,
  `^(export )?(const )?[A-Z][A-Z0-9_]*(: *[A-Za-z_]+)? *= *['"0-9]`,
].join('|')

const MATCH = new RegExp(ASKS_A_MODEL, 'm')

export const asksAModel = ({ text }: { readonly text: string }): boolean => MATCH.test(text)

/** Source files are many, and few of them ask a model. */
export const isCode = (path: string): boolean => /\.(?:py|[cm]?[jt]sx?)$/.test(path)
