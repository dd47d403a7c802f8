import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import { appCall } from './dify/app.ts'
import { nodeCall } from './dify/node.ts'
import type { Flow, Node } from './dify/node.ts'

/** https://docs.dify.ai/en/guides/management/app-management */
export const dify: Reader = {
  id: 'dify',
  title: 'Dify app',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ text }) =>
    /^kind[ \t]*:[ \t]*["']?app\b/m.test(text) && /^(?:workflow|model_config)[ \t]*:/m.test(text),
  read,
}

function read(file: SourceFile): Reading {
  const yaml = parseYaml(file)
  const root = firstDocument(yaml)
  if (root === null) return { facts: [], diagnostics: yaml.diagnostics }
  if (root.get('kind').text() !== 'app') return NOTHING
  const mode = root.get('app').get('mode').text() ?? ''
  const graph = root.get('workflow').get('graph')
  if (graph.shape !== 'map') {
    const fact = appCall(root.get('model_config'), { path: file.path, mode })
    return { facts: fact === null ? [] : [fact], diagnostics: [] }
  }
  const nodes = graph
    .get('nodes')
    .items()
    .map((node): Node => ({
      id: node.get('id').text() ?? '',
      parent: node.get('parentId').text(),
      settings: node.get('data'),
    }))
  const flow: Flow = {
    path: file.path,
    isChat: mode === 'advanced-chat',
    nodes: new Map(nodes.map(node => [node.id, node])),
  }
  const facts = [...flow.nodes.values()].flatMap(node => nodeCall(node, flow) ?? [])
  return { facts, diagnostics: [] }
}
