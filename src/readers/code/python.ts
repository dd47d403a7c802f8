import type { Reader } from '../reader.ts'
import { asksAModel } from './asks.ts'
import { pythonModule } from './python-module.ts'
import { readingOf } from './reading.ts'

/** Calls of model libraries in Python, and the constants that such files import. Nothing is executed. */
export const python: Reader = {
  id: 'python',
  title: 'Python call sites',
  files: ['**/*.py'],
  sniff: asksAModel,
  read: ({ path, text }) => readingOf(pythonModule(path, text)),
}
