import type { YamlValue } from '../yaml.ts'

/** Where requests that enter at one element end up. */
export type Split = {
  /** Model elements, with the part of the requests that each answers first. */
  readonly shares: ReadonlyMap<string, number>
  /** False when a condition of the request has a say. */
  readonly isStatic: boolean
  /** Elements that are entered when a model failed or a limit is reached. */
  readonly otherwise: readonly string[]
}

export type Graph = {
  readonly start: string
  readonly element: (id: string) => YamlValue | null
  readonly split: (id: string) => Split
}

const NOWHERE: Split = { shares: new Map(), isStatic: true, otherwise: [] }

/** Follows a route from element to element, each once: a circle leads nowhere. */
export function graphOf(elements: readonly YamlValue[]): Graph {
  const byId = new Map(elements.map(each => [each.get('id').text() ?? '', each]))
  const known = new Map<string, Split>()
  const split = (id: string): Split => {
    const before = known.get(id)
    if (before !== undefined) return before
    const element = byId.get(id)
    if (element === undefined) return NOWHERE
    known.set(id, NOWHERE)
    const found = splitOf(id, element, split)
    known.set(id, found)
    return found
  }
  const start = elements.find(each => each.get('type').text() === 'start')
  return { start: start?.get('id').text() ?? '', element: id => byId.get(id) ?? null, split }
}

function splitOf(id: string, element: YamlValue, split: Graph['split']): Split {
  const outputs = element.get('outputs')
  const to = (output: string) => outputs.get(output).get('elementId').text() ?? ''
  switch (element.get('type').text()) {
    case 'model':
      return { shares: new Map([[id, 1]]), isStatic: true, otherwise: ids(to('fallback')) }
    case 'percentage':
      return mixed(percentages(outputs), split)
    case 'conditional': {
      const branches = [...new Set([to('true'), to('false')])]
      const joined = mixed(
        branches.map(branch => ({ to: branch, part: 1 / branches.length })),
        split,
      )
      return { ...joined, isStatic: joined.shares.size <= 1 }
    }
    case 'start':
      return split(to('next'))
    case 'end':
      return NOWHERE
    default: {
      // A limit of requests or dollars: within it as usual, beyond it the fallback.
      const within = split(to('success'))
      return { ...within, otherwise: [...within.otherwise, ...ids(to('fallback'))] }
    }
  }
}

const ids = (id: string): readonly string[] => (id === '' ? [] : [id])

type Branch = { readonly to: string; readonly part: number }

/** `{"10%": …, "else": …}`: what no percentage takes goes to `else`. */
function percentages(outputs: YamlValue): readonly Branch[] {
  const branches = outputs.entries().map(({ key, value }) => ({
    to: value.get('elementId').text() ?? '',
    percent: /^(\d+(?:\.\d+)?)%?$/.exec(key)?.[1] ?? null,
  }))
  const stated = branches.reduce((sum, { percent }) => sum + Number(percent ?? 0), 0)
  return branches.map(({ to, percent }) => ({
    to,
    part: (percent === null ? Math.max(0, 100 - stated) : Number(percent)) / 100,
  }))
}

function mixed(branches: readonly Branch[], split: Graph['split']): Split {
  const shares = new Map<string, number>()
  const parts = branches.map(({ to, part }) => ({ part, found: split(to) }))
  for (const { part, found } of parts)
    for (const [id, share] of found.shares) shares.set(id, (shares.get(id) ?? 0) + part * share)
  return {
    shares,
    isStatic: parts.every(({ found }) => found.isStatic),
    otherwise: [...new Set(parts.flatMap(({ found }) => found.otherwise))],
  }
}
