import type { Parameter } from './module.ts'
import { pythonExpression } from './python-expression.ts'
import { children, written, type Source, type SyntaxNode } from './tree.ts'

/** `(self, text, model='gpt-4o', *, retries=2)`; a class has none. */
export function pythonParameters(definition: SyntaxNode, source: Source): readonly Parameter[] {
  const list = definition.getChild('ParamList')
  const tokens = list === null ? [] : children(list)
  const star = tokens.findIndex(({ name }) => name === '*')
  const named = tokens.flatMap((token, at) => {
    const isName = token.name === 'VariableName' && STARTS.has(tokens[at - 1]?.name ?? '')
    return isName ? [{ at, name: written(token, source) }] : []
  })
  const own = named.filter(({ name }, place) => place > 0 || (name !== 'self' && name !== 'cls'))
  return own.map(({ at, name }, place) => ({
    name,
    index: star !== -1 && at > star ? null : place,
    value: defaultOf(tokens.slice(at + 1, at + 4), source),
  }))
}

const STARTS: ReadonlySet<string> = new Set(['(', ',', '/'])

/** `: str = 'gpt-4o'`; `None` is what a caller leaves out, so it says nothing. */
function defaultOf(next: readonly SyntaxNode[], source: Source): Parameter['value'] {
  const assign = next.findIndex(({ name }) => name === 'AssignOp')
  const value = next[assign + 1]
  const isOwn = assign === 0 || (assign === 1 && next[0]?.name === 'TypeDef')
  return !isOwn || value === undefined || value.name === 'None' ? null : pythonExpression(value, source)
}
