import type { Reader, Reading, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import { agentflowCall } from './flowise/agentflow.ts'
import { chatflowCall } from './flowise/chatflow.ts'
import { flowOf } from './flowise/flow.ts'

/** https://docs.flowiseai.com/using-flowise */
export const flowise: Reader = {
  id: 'flowise',
  title: 'Flowise flow',
  files: [
    '**/*{[Ff]low,[Aa]gent,[Aa]ssistant,[Cc]hat,[Cc]hain,[Bb]ot}*.json',
    '**/*{[Ff]low,[Aa]gent}*/**/*.json',
  ],
  sniff: ({ text }) =>
    ['"nodes"', '"edges"', '"inputAnchors"', '"baseClasses"'].every(key => text.includes(key)),
  read,
}

function read(file: SourceFile): Reading {
  const json = parseYaml(file)
  const root = firstDocument(json)
  if (root === null) return { facts: [], diagnostics: json.diagnostics }
  const nodes = root
    .get('nodes')
    .items()
    .map(node => {
      const settings = node.get('data')
      return {
        id: node.get('id').text() ?? '',
        parent: node.get('parentNode').text(),
        name: settings.get('name').text() ?? '',
        category: settings.get('category').text() ?? '',
        inputs: settings.get('inputs'),
        line: node.get('id').line,
      }
    })
  const flow = flowOf(file.path, nodes)
  const facts = [...flow.nodes.values()].flatMap(
    node => agentflowCall(node, flow) ?? chatflowCall(node, flow) ?? [],
  )
  return { facts, diagnostics: [] }
}
