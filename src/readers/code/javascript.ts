import type { Reader } from '../reader.ts'
import { asksAModel } from './asks.ts'
import { javascriptModule } from './javascript-module.ts'
import { readingOf } from './reading.ts'

/** Calls of model libraries in JavaScript and TypeScript, and the constants that such files import. */
export const javascript: Reader = {
  id: 'javascript',
  title: 'JavaScript and TypeScript call sites',
  files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
  sniff: asksAModel,
  read: ({ path, text }) => readingOf(javascriptModule(path, text)),
}
