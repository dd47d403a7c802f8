import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml'
import type { Alias, Node, Pair } from 'yaml'

/**
 * A value of a YAML or JSON file. Forgiving: asking a value for what it is not gives nothing (an empty list,
 * null, a value whose shape is `nothing`), so that a reader states what it expects and never checks twice.
 */
export type YamlValue = {
  readonly shape: 'map' | 'list' | 'scalar' | 'nothing'
  /** The line of the key, of the list's dash, or of the value. 1-based. */
  readonly line: number
  /** As written, `!Ref`; null where there is none. Nothing is constructed from it. */
  readonly tag: string | null
  /**
   * Where the text of a scalar begins. `verbatim`: each line of the text is a line of the file (a literal
   * block); otherwise only the first line is known.
   */
  readonly written: { readonly line: number; readonly verbatim: boolean }
  readonly get: (key: string) => YamlValue
  /** The items of a list; empty for everything else. */
  readonly items: () => readonly YamlValue[]
  /** The fields of a map in order, merge keys applied; empty for everything else. */
  readonly entries: () => readonly YamlField[]
  /** A string as it is, a number or boolean as written, else null. */
  readonly text: () => string | null
  /** A finite number, also when it is quoted, else null. */
  readonly number: () => number | null
  readonly boolean: () => boolean | null
  /** The value and all below it as JSON would have it. */
  readonly plain: () => unknown
}

export type YamlField = { readonly key: string; readonly value: YamlValue }

export type YamlContext = {
  readonly lineAt: (offset: number) => number
  readonly resolve: (alias: Alias) => Node | null
}

export function valueOf(written: unknown, context: YamlContext, keyLine?: number): YamlValue {
  const node = isAlias(written) ? context.resolve(written) : written
  const line = keyLine ?? lineOf(written, context) ?? 1
  const fields = lazily(() => fieldsOf(node, context))
  return {
    shape: shapeOf(node),
    line,
    tag: isNode(node) ? (node.tag ?? null) : null,
    written: textPlace(node, context) ?? { line, verbatim: false },
    get: key => fields().get(key) ?? valueOf(null, context, line),
    items: () => (isSeq(node) ? node.items.map(item => valueOf(item, context)) : []),
    entries: () => [...fields()].map(([key, value]) => ({ key, value })),
    text: () => textOf(node),
    number: () => numberOf(node),
    boolean: () => (isScalar(node) && typeof node.value === 'boolean' ? node.value : null),
    plain: () => plainOf(node, context),
  }
}

function shapeOf(node: unknown): YamlValue['shape'] {
  if (isMap(node)) return 'map'
  if (isSeq(node)) return 'list'
  return isScalar(node) && node.value !== null && node.value !== undefined ? 'scalar' : 'nothing'
}

const lineOf = (node: unknown, { lineAt }: YamlContext): number | null =>
  isNode(node) && node.range ? lineAt(node.range[0]) : null

function textPlace(node: unknown, context: YamlContext): YamlValue['written'] | null {
  const line = lineOf(node, context)
  if (line === null || !isScalar(node)) return null
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
  return { line: isBlock ? line + 1 : line, verbatim: node.type === 'BLOCK_LITERAL' }
}

/** Own keys win over merged ones, an earlier merge over a later one. https://yaml.org/type/merge.html */
function fieldsOf(node: unknown, context: YamlContext): ReadonlyMap<string, YamlValue> {
  const own = new Map<string, YamlValue>()
  if (!isMap(node)) return own
  const merged: unknown[] = []
  for (const pair of node.items) {
    if (isMergeKey(pair)) merged.push(pair.value)
    else own.set(keyOf(pair), valueOf(pair.value, context, lineOf(pair.key, context) ?? undefined))
  }
  for (const [key, value] of merged.flatMap(source => mergedFields(source, context))) {
    if (!own.has(key)) own.set(key, value)
  }
  return own
}

function mergedFields(source: unknown, context: YamlContext): readonly (readonly [string, YamlValue])[] {
  const node = isAlias(source) ? context.resolve(source) : source
  if (isSeq(node)) return node.items.flatMap(item => mergedFields(item, context))
  return [...fieldsOf(node, context)]
}

const isMergeKey = ({ key }: Pair): boolean =>
  isScalar(key) && (typeof key.value === 'symbol' || (key.value === '<<' && key.type === 'PLAIN'))

const keyOf = ({ key }: Pair): string => textOf(key) ?? ''

function textOf(node: unknown): string | null {
  if (!isScalar(node)) return null
  if (typeof node.value === 'string') return node.value
  if (typeof node.value !== 'number' && typeof node.value !== 'boolean') return null
  return node.source ?? String(node.value)
}

function numberOf(node: unknown): number | null {
  if (!isScalar(node)) return null
  if (typeof node.value === 'number') return Number.isFinite(node.value) ? node.value : null
  const text = typeof node.value === 'string' ? node.value.trim() : ''
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null
}

function plainOf(node: unknown, context: YamlContext): unknown {
  if (isSeq(node)) return node.items.map(item => valueOf(item, context).plain())
  if (isMap(node)) {
    const fields = [...fieldsOf(node, context)]
    return Object.fromEntries(fields.map(([key, value]) => [key, value.plain()]))
  }
  return isScalar(node) ? node.value : null
}

function lazily<Value>(compute: () => Value): () => Value {
  let value: { readonly of: Value } | null = null
  return () => (value ??= { of: compute() }).of
}
