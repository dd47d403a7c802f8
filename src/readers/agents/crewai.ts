import type { CallFact, Fact, PromptPart } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlField, YamlValue } from '../yaml.ts'
import { call } from '../call.ts'
import { message, textPart } from '../text.ts'

/** https://docs.crewai.com/en/concepts/agents https://docs.crewai.com/en/concepts/tasks */
export const crewai: Reader = {
  id: 'crewai',
  title: 'CrewAI agents and tasks',
  files: ['**/*{agent,task,crew}*.{yml,yaml}', '**/{agents,tasks,crews}/**/*.{yml,yaml}'],
  sniff: ({ text }) => has(text, AGENT) || has(text, TASK),
  read,
}

const AGENT = ['role', 'goal', 'backstory']
const TASK = ['description', 'expected_output']

const has = (text: string, keys: readonly string[]) =>
  keys.every(key => new RegExp(`^[ \\t]+["']?${key}["']?[ \\t]*:`, 'm').test(text))

function read(file: SourceFile): Reading {
  const yaml = parseYaml(file)
  const root = firstDocument(yaml)
  if (root === null) return { facts: [], diagnostics: yaml.diagnostics }
  const stated = (value: YamlValue, keys: readonly string[]) =>
    keys.every(key => value.get(key).text() !== null)
  const facts = root.entries().flatMap((entry): readonly Fact[] => {
    if (stated(entry.value, AGENT)) return [agent(entry, file.path)]
    return stated(entry.value, TASK) ? [task(entry, file.path)] : []
  })
  return { facts, diagnostics: [] }
}

/** What an agent is told whenever it works on a task. It asks nobody by itself: tasks do. */
function agent({ key, value }: YamlField, path: string): Fact {
  const model = value.get('llm')
  const system = AGENT.flatMap(field => partsOf(value.get(field)))
  return {
    kind: 'prompt',
    id: `${path}#${key}`,
    at: { path, line: value.line },
    messages: message('system', system),
    tools: toolsOf(value),
    responseSchema: null,
    model: model.text(),
    modelAt: model.text() === null ? null : { path, line: model.line },
    maxOutput: null,
    maxOutputAt: null,
    samples: {},
  }
}

/** A task makes its agent work, step by step; the crew in Python may limit the steps. */
function task({ key, value }: YamlField, path: string): CallFact {
  const at = { path, line: value.line }
  const worker = value.get('agent').text()
  return call({
    id: `${path}#${key}`,
    group: path,
    at,
    unresolved: worker === null ? 'the agent of the task is chosen in the code of the crew' : null,
    prompt: worker === null ? null : `${agentsBeside(path)}#${worker}`,
    messages: message(
      'user',
      TASK.flatMap(field => partsOf(value.get(field))),
    ),
    tools: toolsOf(value),
    loop: { max: null, at },
  })
}

/** `config/tasks.yaml` → `config/agents.yaml`: the layout of every generated crew. */
const agentsBeside = (path: string): string => path.replace(/tasks?(?=[^/]{0,100}$)/, 'agents')

const toolsOf = (value: YamlValue) =>
  value
    .get('tools')
    .items()
    .flatMap(tool => {
      const name = tool.text()
      return name === null ? [] : [{ name, text: null }]
    })

/** `{topic}` is an input of the crew. */
function partsOf(field: YamlValue): readonly PromptPart[] {
  const { line, verbatim } = field.written
  let at = line
  return (field.text() ?? '')
    .split(/(\{[A-Za-z_]\w{0,99}\})/)
    .flatMap((piece, index): readonly PromptPart[] => {
      if (index % 2 === 1) return [{ kind: 'variable', name: piece.slice(1, -1), line: at }]
      const part = textPart(piece, at)
      if (verbatim) at += piece.split('\n').length - 1
      return part
    })
}
