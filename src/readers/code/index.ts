import type { Reader } from '../reader.ts'
import { factsOf } from './call-facts.ts'
import { javascriptModule } from './javascript.ts'
import { pythonModule } from './python.ts'

/** What every library that asks a model has in its name or its calls, and constants that such files import. */
const ASKS =
  /openai|anthropic|genai|generativeai|vertexai|litellm|langchain|ai-sdk|['"]ai['"]|bedrock|pydantic_ai|\bagents\b/iu
/** A file of nothing but names: `export const MODEL = 'gpt-4o'`. */
const NAMES = /^(?:export const )?[A-Z][A-Z0-9_]*(?:: \w+)? = ['"\d]/mu

const isCode = ({ text }: { readonly text: string }) => ASKS.test(text) || NAMES.test(text)

/** Python call sites. */
const python: Reader = {
  id: 'python',
  title: 'Python call sites',
  files: ['**/*.py'],
  sniff: isCode,
  read: ({ path, text }) => ({ facts: factsOf(pythonModule(path, text)), diagnostics: [] }),
}

/** JavaScript and TypeScript call sites. */
const javascript: Reader = {
  id: 'javascript',
  title: 'JavaScript and TypeScript call sites',
  files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
  sniff: isCode,
  read: ({ path, text }) => ({ facts: factsOf(javascriptModule(path, text)), diagnostics: [] }),
}

export const code: readonly Reader[] = [python, javascript]
