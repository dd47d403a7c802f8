import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'

/** https://docs.langchain.com/langsmith/application-structure */
export const langgraph: Reader = {
  id: 'langgraph',
  title: 'LangGraph application',
  files: ['**/langgraph*.json'],
  sniff: ({ text }) => /"graphs"\s*:/.test(text),
  read,
}

/** The file names programs, not models: their call sites are what costs. */
function read(file: SourceFile): Reading {
  const json = parseYaml(file)
  const root = firstDocument(json)
  if (root === null) return { facts: [], diagnostics: json.diagnostics }
  const graphs = root.get('graphs')
  const programs = graphs.entries().flatMap(({ value }) => {
    const written = value.text() ?? value.get('path').text()
    return written === null ? [] : [written.replace(/^\.\//, '').replace(/:\w*$/, '').slice(0, 100)]
  })
  const [first, ...others] = [...new Set(programs)]
  if (first === undefined) return { facts: [], diagnostics: [] }
  const where = others.length === 0 ? first : `${first} and ${others.length} more`
  const diagnostic: Diagnostic = {
    code: 'langgraph-in-code',
    severity: 'note',
    message: `A LangGraph application names no model: its calls are in ${where}.`,
    hint: 'Calls in that code are read where they lie. Declare in unitcost.yml what it decides at run time.',
    path: file.path,
    line: graphs.line,
  }
  return { facts: [], diagnostics: [diagnostic] }
}
