import type { CallFact } from '../model/fact.ts'
import type { Library } from './library.ts'

/** A model that another file names: the value and the place of the constant, or why there is none. */
export function withConstants(fact: CallFact, library: Library): CallFact {
  const [, provider = '', path, name] = /^(\w+\/)?const:([^#]+)#(.+)$/u.exec(fact.model ?? '') ?? []
  if (path === undefined || name === undefined) return fact
  const constant = library.constantOf(path, name)
  if (typeof constant?.value === 'string')
    return { ...fact, model: `${provider}${constant.value}`, modelAt: constant.at }
  return { ...fact, model: null, unresolved: `the model is ${name} of ${path}, which is no constant there` }
}
