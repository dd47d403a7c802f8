import type { ConstantFact } from '../../model/fact.ts'
import { dotted, fixedText, type Expression, type Module } from './module.ts'
import type { Names } from './names.ts'

/**
 * Texts and numbers with a name at the top of the file: other files may import them, as they are (`MODEL`), as
 * fields of an object (`MODELS.fast`), of a class (`Models.FAST`) or of what is made of one (`settings.model`).
 */
export function constantsOf(module: Module, names: Names): readonly ConstantFact[] {
  const { path } = module
  const fields = fieldsOfClasses(module)
  const found = module.assignments.flatMap(({ scope, name, value, line }): readonly ConstantFact[] => {
    const isTop = scope === '' || fields.has(scope)
    if (!isTop || !/^[\w$]+$/u.test(name)) return []
    const full = scope === '' ? name : `${scope}.${name}`
    // `settings = Settings()`, and another name of a class: `Configuration = Settings`
    const made = fields.get(dotted(value.kind === 'call' ? value.callee : value)) ?? []
    return [
      ...constantsIn({ name: full, value, at: { path, line } }, names),
      ...made.flatMap(field =>
        constantsIn(
          { name: `${full}.${field.name}`, value: field.value, at: { path, line: field.line } },
          names,
        ),
      ),
    ]
  })
  return found.slice(0, MOST_CONSTANTS)
}

type Named = {
  readonly name: string
  readonly value: Expression
  readonly at: { path: string; line: number }
}

const MOST_CONSTANTS = 2000
const DEEPEST_FIELD = 3

function constantsIn({ name, value, at }: Named, names: Names, depth = 0): readonly ConstantFact[] {
  const meant = names.meaning(value, '')
  if (meant.kind === 'object' && depth < DEEPEST_FIELD)
    return meant.entries
      .filter(({ key }) => /^[\w$-]+$/u.test(key))
      .flatMap(entry => {
        // A field of an object stands on a line of its own.
        const place = { path: at.path, line: entry.value.line }
        return constantsIn({ name: `${name}.${entry.key}`, value: entry.value, at: place }, names, depth + 1)
      })
  const known = meant.kind === 'number' ? meant.value : fixedText(meant)
  const longest = A_PROMPT.test(name) ? LONGEST_PROMPT : LONGEST_NAME
  const isOne = known !== null && String(known).length <= longest
  return isOne ? [{ kind: 'constant', id: `${at.path}#${name}`, at, value: known }] : []
}

type Field = { readonly name: string; readonly value: Expression; readonly line: number }

/** What the classes of a file give their fields. */
function fieldsOfClasses({ assignments, functions }: Module): ReadonlyMap<string, readonly Field[]> {
  const found = new Map<string, Field[]>(
    functions.filter(({ scope, isClass }) => isClass && !scope.includes('.')).map(({ scope }) => [scope, []]),
  )
  for (const { scope, name, value, line } of assignments) found.get(scope)?.push({ name, value, line })
  return found
}

/** A model name is short; a longer text is a prompt if it is called one. */
const LONGEST_NAME = 200
const LONGEST_PROMPT = 100_000
const A_PROMPT = /prompt|instruction|system|template|message/iu
