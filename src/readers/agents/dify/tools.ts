import type { ToolDefinition } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'

/** Tools of an agent node. Labels in many languages stay in the file: only what the model is told counts. */
export const toolsOf = (tools: YamlValue): readonly ToolDefinition[] =>
  tools
    .items()
    .filter(tool => tool.get('enabled').boolean() !== false)
    .flatMap(tool => {
      const name = tool.get('tool_name').text()
      return name === null ? [] : [{ name, text: definitionOf(name, tool) }]
    })

function definitionOf(name: string, tool: YamlValue): string | null {
  const schemas = tool.get('schemas')
  if (schemas.shape !== 'list') return null
  const parameters = schemas
    .items()
    .filter(each => each.get('form').text() !== 'form')
    .map(each => ({
      name: each.get('name').text(),
      type: each.get('type').text(),
      description: each.get('llm_description').text() ?? '',
    }))
  return JSON.stringify({ name, description: tool.get('tool_description').text() ?? '', parameters })
}
