import { posix } from 'node:path'
import { dotted, type Expression, type Module } from './module.ts'

/** What a name means, as far as the file tells without being run. */
export type Names = {
  /** The expression behind a name, through assignments, defaults of environment variables and `a || b`. */
  readonly meaning: (expression: Expression, scope: string) => Expression
  /** `PATH#NAME` of a name that another file of the tree defines. */
  readonly imported: (expression: Expression) => string | null
  /** The module that a name is imported from, as written: `@ai-sdk/openai`. */
  readonly moduleOf: (name: string) => string | null
}

/** A place in the code from which names are looked up. */
export type Reading = { readonly names: Names; readonly scope: string }

const DEEPEST_NAME = 8

export function namesOf(module: Module): Names {
  const imports = new Map(module.imports.map(one => [one.name, one]))
  const meaning = (expression: Expression, scope: string, depth = 0): Expression => {
    if (depth > DEEPEST_NAME) return expression
    const next = step(expression, scope, module)
    return next === null ? expression : meaning(next, scope, depth + 1)
  }
  return {
    meaning,
    imported: expression => {
      if (expression.kind !== 'name') return null
      const found = imports.get(expression.name)
      if (found?.imported == null) return null
      const path = pathOf(found.module, module.path)
      return path === null ? null : `${path}#${found.imported}`
    },
    moduleOf: name => imports.get(name)?.module ?? null,
  }
}

/** One step closer to a value; null where there is none. */
function step(expression: Expression, scope: string, module: Module): Expression | null {
  if (expression.kind === 'name' || expression.kind === 'member')
    return assigned(dotted(expression), scope, module)
  if (expression.kind === 'either') return expression.options.find(option => option.kind === 'text') ?? null
  if (expression.kind === 'call' && ENVIRONMENT.test(dotted(expression.callee)))
    return expression.args[1] ?? expression.named.find(({ key }) => key === 'default')?.value ?? null
  return null
}

/** The default is what runs where nobody sets the variable: declared in the code, so it counts. */
const ENVIRONMENT = /(?:^|\.)(?:getenv|environ\.get|env\.get|config)$/u

/** The only assignment of a name in the nearest scope that has one. Twice assigned is decided at run time. */
function assigned(name: string, scope: string, { assignments }: Module): Expression | null {
  for (const around of scopesAround(scope)) {
    const found = assignments.filter(one => one.name === name && one.scope === around)
    if (found.length > 0) return found.length === 1 ? (found[0]?.value ?? null) : null
  }
  return null
}

function scopesAround(scope: string): readonly string[] {
  const names = scope === '' ? [] : scope.split('.')
  return names.map((_, index) => names.slice(0, names.length - index).join('.')).concat('')
}

/** `./models` beside the file, `app.models` and `.models` as Python resolves them; a package is not in the tree. */
function pathOf(written: string, from: string): string | null {
  if (/^\.{1,2}\//u.test(written)) return posix.normalize(posix.join(posix.dirname(from), written))
  if (!from.endsWith('.py')) return null
  const [, dots = '', name = ''] = /^(\.*)([\w.]*)$/u.exec(written) ?? []
  const folder = dots === '' ? '' : posix.join(posix.dirname(from), ...Array.from(dots.slice(1), () => '..'))
  return posix.normalize(posix.join(folder, name.replaceAll('.', '/')))
}
