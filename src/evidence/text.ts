import { isRecord } from '../readers/evals/json.ts'

/** Evidence as it is committed: a test or a model a line, so that a review shows which ones changed. */
export const evidenceText = (evidence: object) => `${written(evidence, 0)}\n`

const SHORT = 100
/** Tests of a result, kinds of a model. */
const DEEP = 4

function written(value: unknown, depth: number): string {
  const flat = JSON.stringify(value)
  if (depth >= DEEP || (depth > 0 && flat.length <= SHORT)) return flat
  if (Array.isArray(value))
    return block(
      value.map(each => written(each, depth + 1)),
      { depth, ends: '[]' },
    )
  if (!isRecord(value)) return flat
  const members = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}: ${written(each, depth + 1)}`,
  )
  return block(members, { depth, ends: '{}' })
}

function block(parts: readonly string[], { depth, ends }: { readonly depth: number; readonly ends: string }) {
  const inside = '  '.repeat(depth + 1)
  return `${ends[0]}\n${inside}${parts.join(`,\n${inside}`)}\n${'  '.repeat(depth)}${ends[1]}`
}
