import type { Expression } from './ast.ts'
import { accept, expectName, fail, isWord, next } from './cursor.ts'
import type { Cursor, Parse } from './cursor.ts'

export type ForClause = { readonly names: readonly string[]; readonly over: Expression }

/** What follows `for`: `name in list` or `key, value in map`. */
export function forClause(cursor: Cursor, expression: Parse): ForClause {
  const names = [expectName(cursor, 'a name after "for"')]
  if (accept(cursor, ',')) names.push(expectName(cursor, 'a second name after "for"'))
  if (!isWord(next(cursor), 'in')) fail(cursor, '"in"')
  return { names, over: expression(cursor) }
}
