import type { Reader } from '../reader.ts'
import { asksAModel } from './asks.ts'
import { factsOf } from './call-facts.ts'
import { javascriptModule } from './javascript-module.ts'

/** Calls of model libraries in JavaScript and TypeScript, and the constants that such files import. */
export const javascript: Reader = {
  id: 'javascript',
  title: 'JavaScript and TypeScript call sites',
  files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
  sniff: asksAModel,
  read: ({ path, text }) => ({ facts: factsOf(javascriptModule(path, text)), diagnostics: [] }),
}
