import type { Fact, PromptFact, PromptMessage } from '../../model/fact.ts'
import type { Place } from '../../model/evidence.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import type { Samples } from '../samples.ts'
import { callOfPrompt } from './facts.ts'
import { frontMatterOf, hasFrontMatter } from './front-matter.ts'
import type { FrontMatter } from './front-matter.ts'
import { limitOf } from './limit.ts'
import { withKinds } from './parts.ts'
import type { Kind } from './parts.ts'
import { inputsOf } from './prompty/inputs.ts'
import { modelOf } from './prompty/model.ts'
import { schemaOf } from './prompty/properties.ts'
import { toolsOf } from './prompty/tools.ts'
import { messagesByHeaders } from './roles.ts'
import { parseTemplate, partsOf } from './template.ts'

/** Prompty v1 and v2. https://prompty.ai https://github.com/microsoft/prompty */
export const prompty: Reader = {
  id: 'prompty',
  title: 'Prompty',
  files: ['**/*.prompty'],
  sniff: ({ text }) => hasFrontMatter(text),
  read,
}

const VITAL = ['model', 'tools']

function read(file: SourceFile): Reading {
  const front = frontMatterOf(file, VITAL)
  if (front === null) return NOTHING
  const { path } = file
  const template = parseTemplate({
    text: front.body,
    dialect: dialectOf(front),
    path,
    written: { line: front.bodyLine, verbatim: true },
  })
  const inputs = inputsOf(front)
  const parameters = front.get('model').get('parameters')
  const model = modelOf(path, front.get('model'))
  const prompt: PromptFact = {
    kind: 'prompt',
    id: path,
    at: { path, line: front.bodyLine },
    messages: withOpenHistory(
      withKinds(messagesByHeaders(partsOf(template), 'system'), inputs.kinds),
      inputs.kinds,
    ),
    tools: toolsOf(front),
    responseSchema: responseSchemaOf(front),
    model: model.model,
    modelAt: model.modelAt,
    ...limitOf(path, [
      parameters.get('max_completion_tokens'),
      parameters.get('max_tokens'),
      front.get('model').get('options').get('maxOutputTokens'),
    ]),
    samples: { ...inputs.samples, ...sampleField(front) },
  }
  const facts: readonly Fact[] =
    model.unresolved === null
      ? [prompt]
      : [
          prompt,
          callOfPrompt(prompt, { at: modelPlace(model.modelAt, prompt), unresolved: model.unresolved }),
        ]
  return { facts, diagnostics: [...front.diagnostics, ...template.diagnostics] }
}

const modelPlace = (modelAt: Place | null, { at }: PromptFact): Place => modelAt ?? at

/** Jinja2 unless the file says Mustache. */
function dialectOf(front: FrontMatter): 'jinja' | 'handlebars' {
  const template = front.get('template')
  const format = template.get('format')
  const name = template.text() ?? format.text() ?? format.get('kind').text() ?? template.get('type').text()
  return name === 'mustache' || name === 'handlebars' ? 'handlebars' : 'jinja'
}

/** v1: `sample: {question: …}`. One that lies in another file says nothing here. */
const sampleField = (front: FrontMatter): Samples =>
  Object.fromEntries(
    front
      .get('sample')
      .entries()
      .flatMap(({ key, value }) => {
        const text = value.text() ?? (value.shape === 'nothing' ? null : JSON.stringify(value.plain()))
        return text === null || text.startsWith('${file:') ? [] : [[key, [text]]]
      }),
  )

/** v1 passes OpenAI's `response_format` on; v2 makes one of `outputs`. */
function responseSchemaOf(front: FrontMatter): string | null {
  const format = front.get('model').get('parameters').get('response_format').get('json_schema')
  if (format.shape === 'map') return JSON.stringify(format.plain())
  const schema = schemaOf(front.get('outputs')) ?? schemaOf(front.get('outputSchema').get('properties'))
  return schema === null ? null : JSON.stringify(schema)
}

/** A declared conversation that the text does not place comes after the instructions. */
function withOpenHistory(
  messages: readonly PromptMessage[],
  kinds: ReadonlyMap<string, Kind>,
): readonly PromptMessage[] {
  const [name] = [...kinds].find(([, kind]) => kind === 'history') ?? []
  const [first, ...rest] = messages
  const isPlaced = messages.some(({ parts }) => parts.some(part => part.kind === 'history'))
  if (name === undefined || first === undefined || isPlaced) return messages
  const line = first.parts.at(-1)?.line ?? 1
  return [{ ...first, parts: [...first.parts, { kind: 'history', name, line }] }, ...rest]
}
