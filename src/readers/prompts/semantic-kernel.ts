import type { CallFact, Fact, PromptFact } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import { emptyPrompt } from '../empty-prompt.ts'
import { callOfPrompt } from './facts.ts'
import { hasMessageTags, messagesByTags } from './semantic-kernel/message-tags.ts'
import { settingsOf } from './semantic-kernel/settings.ts'
import { messagesOf, parseTemplate, partsOf } from './template.ts'
import type { Dialect, TemplateSource } from './template.ts'

/**
 * A folder of `skprompt.txt` and `config.json`, or one YAML file with a `template`.
 * https://learn.microsoft.com/en-us/semantic-kernel/concepts/prompts/
 */
export const semanticKernel: Reader = {
  id: 'semantic-kernel',
  title: 'Semantic Kernel prompt',
  files: ['**/skprompt.txt', '**/config.json', '**/*.{yml,yaml}'],
  sniff: ({ path, text }) => {
    if (path.endsWith('skprompt.txt')) return text.trim() !== ''
    return (path.endsWith('config.json') ? CONFIG : YAML).every(sign => sign.test(text))
  },
  read(file) {
    if (file.path.endsWith('skprompt.txt')) return readText(file)
    return file.path.endsWith('config.json') ? readConfig(file) : readYaml(file)
  },
}

const CONFIG = [
  /"schema"\s*:\s*1\b/,
  /"(?:execution_settings|completion|input_variables|default_services|default_backends)"\s*:/,
]
const YAML = [
  /^template\s*:/m,
  /^(?:execution_settings|template_format\s*:\s*["']?(?:semantic-kernel|handlebars|liquid)\b|input_variables\s*:[ \t]*\n[ \t]*-\s*(?:name|description)\s*:)/m,
]

function readText({ path, text }: SourceFile): Reading {
  const template = readTemplate({
    text,
    dialect: 'braces',
    path,
    written: { line: 1, verbatim: true },
  })
  const prompt = { ...emptyPrompt(path, { path, line: 1 }), messages: template.messages }
  return { facts: [prompt], diagnostics: template.diagnostics }
}

/** The settings of the prompt beside it: they are a call of it. */
function readConfig(file: SourceFile): Reading {
  const { path } = file
  const json = parseYaml(file)
  const config = firstDocument(json)
  if (config === null) return { facts: [], diagnostics: json.diagnostics }
  if (config.get('schema').number() !== 1) return NOTHING
  const sibling = path.replace(/config\.json$/, 'skprompt.txt')
  const { unresolved, ...settings } = settingsOf(path, config)
  const call: CallFact = callOfPrompt(
    { id: sibling, at: { path: sibling, line: 1 } },
    { ...settings, unresolved: unresolved ?? (settings.model === null ? IN_CODE : null) },
  )
  return { facts: [call], diagnostics: [] }
}

const IN_CODE = 'the model is chosen in code: config.json names none'

function readYaml(file: SourceFile): Reading {
  const { path } = file
  const yaml = parseYaml(file)
  const root = firstDocument(yaml)
  if (root === null) return { facts: [], diagnostics: yaml.diagnostics }
  const text = root.get('template').text()
  if (text === null) return NOTHING
  const template = readTemplate({
    text,
    dialect: DIALECTS.get(root.get('template_format').text() ?? '') ?? 'braces',
    path,
    written: root.get('template').written,
  })
  const { unresolved, ...settings } = settingsOf(path, root)
  const prompt: PromptFact = {
    ...emptyPrompt(path, { path, line: root.get('template').line }),
    messages: template.messages,
    ...settings,
    responseSchema: null,
  }
  const facts: readonly Fact[] =
    unresolved === null ? [prompt] : [prompt, callOfPrompt(prompt, { unresolved })]
  return { facts, diagnostics: template.diagnostics }
}

const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ['handlebars', 'handlebars'],
  ['liquid', 'jinja'],
])

/** Roles are tags of the text (`<message role="system">`), or blocks of Handlebars. */
function readTemplate(source: TemplateSource) {
  const template = parseTemplate(source)
  const messages = hasMessageTags(source.text)
    ? messagesByTags(partsOf(template), 'user')
    : messagesOf(template, 'user')
  return { messages, diagnostics: template.diagnostics }
}
