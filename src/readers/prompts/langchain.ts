import type { PromptFact } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { emptyPrompt } from '../empty-prompt.ts'
import { constructedMessages } from './langchain/constructor.ts'
import { promptMessages } from './langchain/prompt.ts'
import { limitOf } from './limit.ts'

/** Saved prompts and chains. https://github.com/hwchase17/langchain-hub */
export const langchain: Reader = {
  id: 'langchain',
  title: 'LangChain prompt',
  files: [
    '**/*.{yml,yaml}',
    '**/*[Pp]rompt*.json',
    '**/*[Pp]rompt*/**/*.json',
    '**/*chain*.json',
    '**/*chain*/**/*.json',
  ],
  sniff: ({ text }) => LOADED.every(sign => sign.test(text)) || CONSTRUCTED.every(sign => sign.test(text)),
  read,
}

const LOADED = [
  /(?:^|[{,])[ \t]*["']?(?:_type|input_variables)["']?\s*:/m,
  /(?:^|[{,])[ \t]*["']?(?:template|template_path|example_prompt|example_prompt_path)["']?\s*:/m,
]
const CONSTRUCTED = [/["']?\blc["']?\s*:\s*1\b/, /\bprompts?\b/]

function read(file: SourceFile): Reading {
  const { path } = file
  const yaml = parseYaml(file)
  const root = firstDocument(yaml)
  if (root === null) return { facts: [], diagnostics: yaml.diagnostics }
  const prompt = root.get('prompt').shape === 'map' ? root.get('prompt') : root
  if (root.get('lc').number() !== 1 && !isPrompt(prompt)) return NOTHING
  const read = root.get('lc').number() === 1 ? constructedMessages(path, root) : promptMessages(path, prompt)
  if (read.messages.length === 0) return NOTHING
  const fact: PromptFact = {
    ...emptyPrompt(path, { path, line: prompt.line }),
    messages: read.messages,
    ...modelOf(path, root.get('llm')),
  }
  return { facts: [fact], diagnostics: read.diagnostics }
}

/** Other programs have a `template` and a `_type` too. */
const isPrompt = (prompt: YamlValue): boolean =>
  TYPES.has(prompt.get('_type').text() ?? '') || prompt.get('input_variables').shape === 'list'

const TYPES = new Set(['prompt', 'few_shot'])

/** A chain says which model it asks: of `_type: openai` and the like, the name without a provider. */
function modelOf(path: string, llm: YamlValue) {
  const model = ['model_name', 'model', 'model_id'].map(key => llm.get(key)).find(each => each.text())
  const limits = ['max_tokens', 'max_tokens_to_sample', 'max_output_tokens'].map(key => llm.get(key))
  return {
    model: model?.text() ?? null,
    modelAt: model === undefined ? null : { path, line: model.line },
    ...limitOf(path, limits),
  }
}
