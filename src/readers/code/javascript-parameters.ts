import { javascriptExpression } from './javascript-expression.ts'
import type { Parameter } from './module.ts'
import { children, written, type Source, type SyntaxNode } from './tree.ts'

/** `(text, model = 'gpt-4o')`, `({ text, model = 'gpt-4o' })`: fields that are taken apart have names only. */
export function javascriptParameters(definition: SyntaxNode, source: Source): readonly Parameter[] {
  const list = definition.getChild('ParamList')
  const tokens = list === null ? [] : children(list)
  let place = 0
  return tokens.flatMap((token, index): readonly Parameter[] => {
    if (token.name === 'ObjectPattern') {
      place++
      return token.getChildren('PatternProperty').flatMap(property => fieldOf(property, source))
    }
    if (token.name !== 'VariableDefinition') return []
    const value = defaultAfter(tokens.slice(index + 1, index + 4), source)
    return [{ name: written(token, source), index: place++, value }]
  })
}

function fieldOf(property: SyntaxNode, source: Source): readonly Parameter[] {
  const name = property.getChild('VariableDefinition')
  if (name === null) return []
  const value = defaultAfter(children(property).slice(-2), source)
  return [{ name: written(name, source), index: null, value }]
}

/** `: string = 'gpt-4o'` */
function defaultAfter(next: readonly SyntaxNode[], source: Source): Parameter['value'] {
  const equals = next.findIndex(({ name }) => name === 'Equals')
  const value = next[equals + 1]
  const isOwn = equals === 0 || (equals === 1 && next[0]?.name === 'TypeAnnotation')
  return isOwn && value !== undefined ? javascriptExpression(value, source) : null
}
