import type { CallFact, Fact, PromptFact, PromptPart } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { samplesOf } from '../samples.ts'
import { callOfPrompt } from './facts.ts'
import { frontMatterOf, hasFrontMatter } from './front-matter.ts'
import type { FrontMatter } from './front-matter.ts'
import { limitOf } from './limit.ts'
import { replaceInMessages } from './parts.ts'
import { jsonSchemaOf } from './picoschema.ts'
import { messagesOf, parseTemplate } from './template.ts'

/** https://google.github.io/dotprompt/reference/frontmatter/ */
export const dotprompt: Reader = {
  id: 'dotprompt',
  title: 'Dotprompt',
  files: ['**/*.prompt'],
  sniff: ({ path, text }) => text.trim() !== '' && !isOfAnEditor(path, text),
  read,
}

/** Prompts of the Continue editor have no opening fence, and are nobody's production traffic. */
const isOfAnEditor = (path: string, text: string): boolean =>
  /(?:^|\/)\.continue\//.test(path) || (!hasFrontMatter(text) && /^---[ \t]*$/m.test(text))

const VITAL = ['model', 'config', 'tools', 'maxTurns']

function read(file: SourceFile): Reading {
  const { path } = file
  const front = frontMatterOf(file, VITAL)
  const template = parseTemplate({
    text: front?.body ?? file.text,
    dialect: 'handlebars',
    path,
    written: { line: front?.bodyLine ?? 1, verbatim: true },
  })
  const messages = replaceInMessages(messagesOf(template, 'user'), part => [withPartialFile(part)])
  const body = { id: path, at: { path, line: front?.bodyLine ?? 1 }, messages }
  return {
    facts: factsOf(path, front, body),
    diagnostics: [...(front?.diagnostics ?? []), ...template.diagnostics],
  }
}

function factsOf(
  path: string,
  front: FrontMatter | null,
  body: Pick<PromptFact, 'id' | 'at' | 'messages'>,
): readonly Fact[] {
  const model = front?.get('model')
  const config = front?.get('config')
  const prompt: PromptFact = {
    kind: 'prompt',
    ...body,
    tools: toolNames(front).map(name => ({ name, text: null })),
    responseSchema: responseSchemaOf(front),
    model: model?.text() ?? null,
    modelAt: model === undefined || model.text() === null ? null : { path, line: model.line },
    ...limitOf(path, config === undefined ? [] : LIMITS.map(key => config.get(key))),
    samples: front === null ? {} : samplesOf([front.get('input').get('default')]),
  }
  const loop = front === null ? null : loopOf(path, front)
  return loop === null ? [prompt] : [prompt, callOfPrompt(prompt, { loop })]
}

const LIMITS = ['maxOutputTokens', 'max_output_tokens', 'maxTokens', 'max_tokens', 'max_completion_tokens']

/** Tools are named here and defined in code. */
const toolNames = (front: FrontMatter | null): readonly string[] =>
  front
    ?.get('tools')
    .items()
    .flatMap(tool => tool.text() ?? tool.get('name').text() ?? []) ?? []

function responseSchemaOf(front: FrontMatter | null): string | null {
  const schema = front?.get('output').get('schema')
  const json = schema === undefined ? null : jsonSchemaOf(schema)
  return json === null ? null : JSON.stringify(json)
}

/** Genkit calls again after each round of tool calls, five times unless the file says otherwise. */
const TURNS = 5

function loopOf(path: string, front: FrontMatter): CallFact['loop'] {
  const turns = front.get('maxTurns')
  const stated = turns.number()
  if (stated !== null && stated > 0) return { max: stated, at: { path, line: turns.line } }
  const tools = front.get('tools')
  if (tools.items().length === 0 || front.get('returnToolRequests').boolean() === true) return null
  return { max: TURNS, at: { path, line: tools.line } }
}

/** `{{>policy/rules}}` is the file `policy/_rules.prompt`. */
function withPartialFile(part: PromptPart): PromptPart {
  if (part.kind !== 'include' || part.path.endsWith('.prompt')) return part
  const slash = part.path.lastIndexOf('/') + 1
  return { ...part, path: `${part.path.slice(0, slash)}_${part.path.slice(slash)}.prompt` }
}
