import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
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
  const read = workflows.map((workflow, index) => readWorkflow(workflow, file.path, isList ? index : null))
  return {
    facts: read.flatMap(({ facts }) => facts),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  }
}

/** A backup of an instance is a list of workflows; a file of its own is one. */
function readWorkflow(workflow: YamlValue, path: string, index: number | null): Reading {
  const name = workflow.get('name').text() ?? `${(index ?? 0) + 1}`
  const group = index === null ? path : `${path}#${name}`
  const graph = graphOf(workflow, path)
  const { facts, onlyOnFailure } = callsOf(graph, group)
  return { facts, diagnostics: onlyOnFailure.map(line => repairs(path, line)) }
}

const repairs = (path: string, line: number): Diagnostic => ({
  code: 'n8n-repair-call',
  severity: 'note',
  message:
    'An auto-fixing output parser asks its model again when an answer does not parse: how often is not in the file.',
  hint: 'Declare the call in unitcost.yml if answers often need repair.',
  path,
  line,
})
