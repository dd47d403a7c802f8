import type { Setting } from '../../setting.ts'
import { removed, withItems, withKeys } from '../layered.ts'

/** One operation: what comes to stand at a place. `copy`, `move` and `test` are not read. */
export type Operation = {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path: readonly string[]
  readonly value: Setting
}

/** https://datatracker.ietf.org/doc/html/rfc6902 */
export const operationsIn = (list: Setting): readonly Operation[] =>
  list.items().flatMap(item => {
    const [op, path] = [item.get('op').text(), item.get('path').text()]
    if (path === null || !(op === 'add' || op === 'replace' || op === 'remove')) return []
    return [{ op, path: pointer(path), value: item.get('value') }]
  })

/** `/spec/template/~1name` → its keys. https://datatracker.ietf.org/doc/html/rfc6901 */
const pointer = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1, 100)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))

export const operated = (target: Setting, operations: readonly Operation[]): Setting =>
  operations.reduce((value, operation) => changed(value, operation), target)

function changed(target: Setting, { op, path, value }: Operation): Setting {
  const [key, ...rest] = path
  if (key === undefined) return op === 'remove' ? removed(target) : value
  if (target.shape !== 'list') {
    const child = changed(target.get(key), { op, path: rest, value })
    return withKeys(target, new Map([[key, child]]))
  }
  const items = target.items()
  const index = key === '-' ? items.length : Number(key)
  const item = items[index]
  if (rest.length > 0)
    return item === undefined
      ? target
      : withItems(target, items.with(index, changed(item, { op, path: rest, value })))
  const before = items.slice(0, index)
  const after = items.slice(op === 'add' ? index : index + 1)
  return withItems(target, [...before, ...(op === 'remove' ? [] : [value]), ...after])
}
