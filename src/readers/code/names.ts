import { posix } from 'node:path'
import { bindingsOf, type Bindings } from './bindings.ts'
import {
  dotted,
  entryOf,
  fixedText,
  SPREAD,
  type CallExpression,
  type Entry,
  type Expression,
  type Module,
} from './module.ts'

/** What a name means, as far as the file tells without being run. */
export type Names = {
  /** The expression behind a name, through assignments, objects, defaults of parameters and of the environment. */
  readonly meaning: (expression: Expression, scope: string) => Expression
  /** What an object or a call names, also where another object is spread into it. */
  readonly entries: (expression: Expression, scope: string) => readonly Entry[]
  /**
   * `PATH#NAME` of a name that another file of the tree defines, with its fields: `app/models#MODELS.fast`, also of
   * what is made of a class: `app/config#Settings.model`.
   */
  readonly imported: (expression: Expression, scope: string) => string | null
  /** The module that a name is imported from, as written: `@ai-sdk/openai`. */
  readonly moduleOf: (name: string) => string | null
}

/** A place in the code from which names are looked up. */
export type Reading = { readonly names: Names; readonly scope: string }

const DEEPEST_NAME = 8
const DEEPEST_SPREAD = 3
/** Names of a file that are looked up at most: what a hostile one builds from itself ends here. */
const MOST_LOOKUPS = 50_000

export function namesOf(module: Module): Names {
  const imports = new Map(module.imports.map(one => [one.name, one]))
  const bindings = bindingsOf(module)
  let left = MOST_LOOKUPS
  const meaning = (expression: Expression, scope: string, depth = 0): Expression => {
    if (depth > DEEPEST_NAME) return expression
    left--
    if (left < 0) return { kind: 'other', source: 'more than can be followed', line: expression.line }
    const look = (inner: Expression) => meaning(inner, scope, depth + 1)
    const next = step(expression, scope, { bindings, look })
    return next === null ? expression : look(next)
  }
  const entries = (expression: Expression, scope: string, depth = 0): readonly Entry[] => {
    const value = meaning(expression, scope)
    const own = value.kind === 'object' ? value.entries : value.kind === 'call' ? value.named : []
    if (depth > DEEPEST_SPREAD || !own.some(({ key }) => key === SPREAD)) return own
    return own.flatMap(entry => (entry.key === SPREAD ? entries(entry.value, scope, depth + 1) : [entry]))
  }
  return {
    meaning,
    entries,
    imported: (expression, scope) => {
      const owner = expression.kind === 'member' ? meaning(expression.object, scope) : expression
      const made =
        expression.kind === 'member' && owner.kind === 'call' ? `${classOf(owner)}.${expression.name}` : null
      const [root = '', ...fields] = (made ?? dotted(expression)).split('.')
      const found = imports.get(root)
      const path = found === undefined ? null : pathOf(found.module, module.path)
      const names = found?.imported == null ? fields : [found.imported, ...fields]
      return path === null || names.length === 0 || !names.every(isName) ? null : `${path}#${names.join('.')}`
    },
    moduleOf: name => imports.get(name)?.module ?? null,
  }
}

const isName = (name: string) => /^[\w$]+$/u.test(name)

type Looking = { readonly bindings: Bindings; readonly look: (expression: Expression) => Expression }

/** One step closer to a value; null where there is none. */
function step(expression: Expression, scope: string, { bindings, look }: Looking): Expression | null {
  if (expression.kind === 'name') return bindings.valueOf(expression.name, scope)
  if (expression.kind === 'member')
    return bindings.valueOf(dotted(expression), scope) ?? fieldOf(expression, scope, { bindings, look })
  if (expression.kind === 'either')
    return expression.options.map(look).find(option => option.kind === 'text') ?? null
  return expression.kind === 'call' ? defaultIn(expression, look) : null
}

type Member = Expression & { readonly kind: 'member' }

/** `MODELS.fast` of an object, `Models.FAST` of a class, `settings.model` of what is made of one. */
function fieldOf({ object, name }: Member, scope: string, { bindings, look }: Looking): Expression | null {
  const value = look(object)
  if (value.kind === 'object') return entryOf(value.entries, [name])?.value ?? null
  // `Model.FAST.value` of an enumeration
  if (value.kind === 'text' && name === 'value') return value
  return bindings.attributeOf(classOf(value), name, scope)
}

/** `Settings` of `Settings()` and of `Settings.from_env()` */
function classOf(value: Expression): string {
  const made = dotted(value.kind === 'call' ? value.callee : value)
  return /^([A-Z]\w*)\.\w+$/u.exec(made)?.[1] ?? made
}

/** The default is what runs where nobody sets the variable: declared in the code, so it counts. */
function defaultIn(call: CallExpression, look: Looking['look']): Expression | null {
  const callee = dotted(call.callee)
  if (!DEFAULTS.test(callee)) return null
  const named = entryOf(call.named, ['default'])?.value
  if (/(?:^|\.)Field$/u.test(callee)) return named ?? call.args[0] ?? null
  return ownEntry(call, look) ?? call.args[1] ?? named ?? null
}

/** `MODELS.get('fast')` of an object of the file */
function ownEntry({ callee, args: [key] }: CallExpression, look: Looking['look']): Expression | null {
  const name = key === undefined ? null : fixedText(key)
  const of = callee.kind === 'member' && name !== null ? look(callee.object) : null
  return of?.kind === 'object' && name !== null ? (entryOf(of.entries, [name])?.value ?? null) : null
}

/** `os.getenv`, `os.environ.get`, `env.str`, decouple's `config`, `settings.get`, and fields of Pydantic. */
const DEFAULTS = /(?:^|\.)(?:getenv|get|config|env|env\.str|Field)$/u

/** `./models` beside the file, `app.models` and `.models` as Python resolves them; a package is not in the tree. */
function pathOf(written: string, from: string): string | null {
  if (/^\.{1,2}(?:\/|$)/u.test(written) && !from.endsWith('.py'))
    return posix.normalize(posix.join(posix.dirname(from), written))
  // An alias of the root that bundlers are told about: where it points to is found by what lies there.
  if (/^[@~]\//u.test(written)) return written.slice(2)
  if (!from.endsWith('.py')) return null
  const [, dots = '', name = ''] = /^(\.*)([\w.]*)$/u.exec(written) ?? []
  const folder = dots === '' ? '' : posix.join(posix.dirname(from), ...Array.from(dots.slice(1), () => '..'))
  return posix.normalize(posix.join(folder, name.replaceAll('.', '/')))
}
