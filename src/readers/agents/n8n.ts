import type { Reader, Reading, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import { callsOf } from './n8n/calls.ts'
import { graphOf } from './n8n/graph.ts'

/** https://docs.n8n.io/workflows/export-import/ */
export const n8n: Reader = {
  id: 'n8n',
  title: 'n8n workflow',
  files: [
    '**/*{n8n,[Ff]low,[Aa]gent,[Aa]ssistant,[Cc]hat,[Bb]ot}*.json',
    '**/*{n8n,[Ff]low,[Aa]gent}*/**/*.json',
  ],
  sniff: ({ text }) => text.includes('"@n8n/n8n-nodes-langchain.') && text.includes('"connections"'),
  read,
}

function read(file: SourceFile): Reading {
  const json = parseYaml(file)
  const root = firstDocument(json)
  if (root === null) return { facts: [], diagnostics: json.diagnostics }
  const isList = root.shape === 'list'
  const workflows = (isList ? root.items() : [root]).filter(each => each.get('nodes').shape === 'list')
  const facts = workflows.flatMap((workflow, index) => {
    const name = workflow.get('name').text() ?? `${index + 1}`
    // A backup of an instance is a list of workflows; a file of its own is one.
    return callsOf(graphOf(workflow, file.path), isList ? `${file.path}#${name}` : file.path)
  })
  return { facts, diagnostics: [] }
}
