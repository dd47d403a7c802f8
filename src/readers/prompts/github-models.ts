import type { Diagnostic } from '../../model/diagnostic.ts'
import type { PromptFact } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import { samplesOf } from '../samples.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { parseTemplate, partsOf } from './template.ts'

/** https://docs.github.com/en/github-models/use-github-models/storing-prompts-in-github-repositories */
export const githubModels: Reader = {
  id: 'github-models',
  title: 'GitHub Models prompt',
  files: ['**/*.prompt.{yml,yaml}', '**/*_prompt.{yml,yaml}', '**/*-prompt.{yml,yaml}'],
  sniff: ({ text }) => /^messages\s*:/m.test(text) && /^[ \t-]*(?:\{\s*)?role\s*:/m.test(text),
  read,
}

function read(file: SourceFile): Reading {
  const yaml = parseYaml(file)
  const prompt = firstDocument(yaml)
  if (prompt === null) return { facts: [], diagnostics: yaml.diagnostics }
  const messages = prompt
    .get('messages')
    .items()
    .filter(message => message.get('role').text() !== null)
  if (messages.length === 0) return NOTHING
  const read = messages.map(message => readMessage(message, file.path))
  const schema = readSchema(prompt, file.path)
  const fact: PromptFact = {
    kind: 'prompt',
    id: file.path,
    at: { path: file.path, line: prompt.get('messages').line },
    messages: read.map(({ role, parts }) => ({ role, parts })),
    tools: [],
    responseSchema: schema.text,
    ...readModel(prompt, file.path),
    samples: samplesOf(prompt.get('testData').items()),
  }
  return { facts: [fact], diagnostics: [...read.flatMap(each => each.diagnostics), ...schema.diagnostics] }
}

function readMessage(message: YamlValue, path: string) {
  const content = message.get('content')
  const template = parseTemplate({
    text: content.text() ?? '',
    dialect: 'braces',
    path,
    written: content.written,
  })
  const parts = partsOf(template)
  return { role: message.get('role').text() ?? 'user', parts, diagnostics: template.diagnostics }
}

type ModelFields = Pick<PromptFact, 'model' | 'modelAt' | 'maxOutput' | 'maxOutputAt'>

function readModel(prompt: YamlValue, path: string): ModelFields {
  const model = prompt.get('model')
  const parameters = prompt.get('modelParameters')
  const limit = LIMITS.map(key => parameters.get(key)).find(each => each.number() !== null)
  return {
    model: model.text(),
    modelAt: model.text() === null ? null : { path, line: model.line },
    maxOutput: limit?.number() ?? null,
    maxOutputAt: limit === undefined ? null : { path, line: limit.line },
  }
}

/** `maxTokens` is the older name. */
const LIMITS = ['maxCompletionTokens', 'maxTokens', 'max_completion_tokens', 'max_tokens']

type Schema = { readonly text: string | null; readonly diagnostics: readonly Diagnostic[] }

/** The schema is sent as JSON, so its layout in the file does not count. */
function readSchema(prompt: YamlValue, path: string): Schema {
  const schema = prompt.get('jsonSchema')
  if (prompt.get('responseFormat').text() !== 'json_schema' || schema.shape === 'nothing') {
    return { text: null, diagnostics: [] }
  }
  const text = schema.text()
  if (text === null) return { text: JSON.stringify(schema.plain()), diagnostics: [] }
  try {
    return { text: JSON.stringify(JSON.parse(text)), diagnostics: [] }
  } catch {
    return { text, diagnostics: [notJson(path, schema.line)] }
  }
}

const notJson = (path: string, line: number): Diagnostic => ({
  code: 'json-schema-syntax',
  severity: 'warning',
  message: 'The value of jsonSchema is not valid JSON.',
  hint: 'Fix the schema: until then its size counts as it is written.',
  path,
  line,
})
