import { groupBy } from '../../../model/group-by.ts'
import type { YamlValue } from '../../yaml.ts'

export type Node = {
  readonly name: string
  /** Without the package: `agent`, `lmChatOpenAi`, `splitOut`. */
  readonly type: string
  readonly version: number
  readonly parameters: YamlValue
  readonly line: number
}

export type Graph = {
  readonly path: string
  readonly nodes: readonly Node[]
  /** The nodes that give a node something of one kind: `ai_languageModel`, `ai_tool`, `ai_memory`. */
  readonly inputs: (node: Node, kind: string) => readonly Node[]
  /** The nodes that get something of one kind from a node. */
  readonly users: (node: Node, kind: string) => readonly Node[]
  /** Whether a node lies behind one that cuts its input into many, so that it runs once for each piece. */
  readonly isRepeated: (node: Node) => boolean
}

/** The nodes of a workflow that are not switched off, and what connects them. Connections name nodes. */
export function graphOf(workflow: YamlValue, path: string): Graph {
  const active = workflow
    .get('nodes')
    .items()
    .filter(node => node.get('disabled').boolean() !== true)
  const nodes = active.map(nodeOf)
  const byName = new Map(nodes.map(node => [node.name, node]))
  const edges = edgesOf(workflow.get('connections'), byName)
  const before = groupBy(edges, ({ to, kind }) => `${kind} ${to.name}`)
  const after = groupBy(edges, ({ from, kind }) => `${kind} ${from.name}`)
  const repeated = repeatedNodes(nodes, after)
  return {
    path,
    nodes,
    inputs: (node, kind) =>
      (before.get(`${kind} ${node.name}`) ?? [])
        .toSorted((a, b) => a.input - b.input)
        .map(({ from }) => from),
    users: (node, kind) => (after.get(`${kind} ${node.name}`) ?? []).map(({ to }) => to),
    isRepeated: node => repeated.has(node),
  }
}

function nodeOf(node: YamlValue): Node {
  const type = node.get('type').text() ?? ''
  return {
    name: node.get('name').text() ?? '',
    type: type.slice(type.lastIndexOf('.') + 1),
    version: node.get('typeVersion').number() ?? 1,
    parameters: node.get('parameters'),
    line: node.get('name').line,
  }
}

type Edge = {
  readonly from: Node
  readonly to: Node
  readonly kind: string
  readonly output: number
  readonly input: number
}

const edgesOf = (connections: YamlValue, byName: ReadonlyMap<string, Node>): readonly Edge[] =>
  connections.entries().flatMap(({ key, value }) => {
    const from = byName.get(key)
    if (from === undefined) return []
    return value.entries().flatMap(({ key: kind, value: outputs }) =>
      outputs.items().flatMap((targets, output) =>
        targets.items().flatMap((target): readonly Edge[] => {
          const to = byName.get(target.get('node').text() ?? '')
          return to === undefined
            ? []
            : [{ from, to, kind, output, input: target.get('index').number() ?? 0 }]
        }),
      ),
    )
  })

/** From where a list is cut into items up to where they are put together again. */
function repeatedNodes(
  nodes: readonly Node[],
  after: ReadonlyMap<string, readonly Edge[]>,
): ReadonlySet<Node> {
  const next = (node: Node) => after.get(`main ${node.name}`) ?? []
  const open = nodes
    .filter(({ type }) => CUTS.has(type))
    .flatMap(node =>
      next(node)
        .filter(({ output }) => node.type !== 'splitInBatches' || output === loopOutput(node))
        .map(({ to }) => to),
    )
  const seen = new Set<Node>()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node) || GATHERS.has(node.type)) continue
    seen.add(node)
    open.push(...next(node).map(({ to }) => to))
  }
  return seen
}

/** The loop leaves by the second output since version 3, by the first before. */
const loopOutput = ({ version }: Node): number => (version >= 3 ? 1 : 0)

const CUTS = new Set(['splitOut', 'splitInBatches', 'itemLists'])
/** A loop that comes back to its beginning ends there. */
const GATHERS = new Set(['aggregate', 'summarize', 'splitInBatches', 'itemLists'])
