import type { CallFact, PromptMessage, ToolDefinition } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import { call } from '../../call.ts'
import { asWritten, history, message, partsOf } from '../../text.ts'
import { modelOf } from './model.ts'

type App = { readonly path: string; readonly mode: string }

/** An app without a workflow (chat, agent chat, completion): one call, stated by `model_config`. */
export function appCall(config: YamlValue, { path, mode }: App): CallFact | null {
  if (config.get('model').shape !== 'map') return null
  const at = { path, line: config.line }
  const agent = config.get('agent_mode')
  const isAgent = mode === 'agent-chat' || (agent.get('enabled').boolean() === true && mode !== 'completion')
  const steps = agent.get('max_iteration')
  return call({
    id: path,
    group: path,
    at,
    ...modelOf(config.get('model'), path),
    messages: messagesOf(config, mode),
    tools: isAgent ? toolsOf(agent) : [],
    chunks: chunksOf(config.get('dataset_configs'), path),
    loop: isAgent ? { max: steps.number(), at: { path, line: steps.line } } : null,
  })
}

function messagesOf(config: YamlValue, mode: string): readonly PromptMessage[] {
  const instruction = config.get('pre_prompt')
  const advanced = config.get('chat_prompt_config').get('prompt').items()
  const system =
    config.get('prompt_type').text() === 'advanced'
      ? advanced.flatMap(each =>
          message(each.get('role').text() ?? 'system', partsOf(each.get('text'), asWritten)),
        )
      : message('system', partsOf(instruction, asWritten))
  if (mode === 'completion') return system
  const { line } = config
  const images = config.get('file_upload').get('image').get('enabled').boolean() === true
  const query: PromptMessage = {
    role: 'user',
    parts: [
      { kind: 'variable', name: 'query', line },
      ...(images ? [{ kind: 'media', media: 'image', line } as const] : []),
    ],
  }
  return [...system, history('conversation', line), query]
}

const toolsOf = (agent: YamlValue): readonly ToolDefinition[] =>
  agent
    .get('tools')
    .items()
    .filter(tool => tool.get('enabled').boolean() !== false)
    .flatMap(tool => {
      const name = tool.get('tool_name').text()
      return name === null ? [] : [{ name, text: null }]
    })

/** Pieces are only added where knowledge is attached. */
function chunksOf(datasets: YamlValue, path: string): CallFact['chunks'] {
  const attached = datasets.get('datasets').get('datasets').items().length
  const top = datasets.get('top_k')
  const count = top.number()
  return attached === 0 || count === null ? null : { count, at: { path, line: top.line } }
}
