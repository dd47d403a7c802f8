import type { CallFact, ConstantFact } from '../model/fact.ts'
import type { Library } from './library.ts'

/** A model that another file names: the value and the place of the constant, or why there is none. */
export function withConstants(fact: CallFact, library: Library): CallFact {
  const [, path, name] = /^const:([^#]+)#(.+)$/u.exec(fact.model ?? '') ?? []
  if (path === undefined || name === undefined) return fact
  const constant = find(path, name, library)
  if (typeof constant?.value === 'string') return { ...fact, model: constant.value, modelAt: constant.at }
  return { ...fact, unresolved: `the model is ${name} of ${path}, which is no constant there` }
}

/** Imports leave out endings: `./models` may be a file, or the entry of a folder. */
const ENDINGS = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.py',
  '/index.ts',
  '/index.js',
  '/__init__.py',
]

function find(path: string, name: string, { constants }: Library): ConstantFact | undefined {
  const bare = path.replace(/\.(?:js|mjs|cjs|jsx)$/u, '')
  return [path, bare]
    .flatMap(file => ENDINGS.map(ending => constants.get(`${file}${ending}#${name}`)))
    .find(constant => constant !== undefined)
}
