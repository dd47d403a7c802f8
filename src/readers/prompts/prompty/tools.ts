import type { ToolDefinition } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import type { FrontMatter } from '../front-matter.ts'
import { schemaOf } from './properties.ts'

/** v2: `tools`; v1: `model.parameters.tools` as OpenAI has them, or a file that holds them. */
export function toolsOf(front: FrontMatter): readonly ToolDefinition[] {
  const older = front.get('model').get('parameters').get('tools')
  const file = older.text()
  return [
    ...front.get('tools').items().map(readTool),
    ...older.items().map(readOpenAiTool),
    ...(file === null ? [] : [{ name: file, text: null }]),
  ]
}

/** Only a function states its schema here; a server, an API or another prompt has it elsewhere. */
function readTool(tool: YamlValue): ToolDefinition {
  const name = tool.get('name').text() ?? tool.get('kind').text() ?? 'tool'
  if (tool.get('kind').text() !== 'function') return { name, text: null }
  const written = tool.get('parameters')
  const properties = written.get('properties').shape === 'nothing' ? written : written.get('properties')
  const parameters = schemaOf(properties) ?? { type: 'object', properties: {} }
  const description = tool.get('description').text()
  const strict = tool.get('strict').boolean()
  return {
    name,
    text: JSON.stringify({
      name,
      ...(description === null ? {} : { description }),
      parameters,
      ...(strict === null ? {} : { strict }),
    }),
  }
}

function readOpenAiTool(tool: YamlValue): ToolDefinition {
  const definition = tool.get('function')
  const name = definition.get('name').text() ?? tool.get('type').text() ?? tool.text() ?? 'tool'
  return { name, text: definition.shape === 'map' ? JSON.stringify(definition.plain()) : null }
}
