import type { PromptMessage, PromptPart } from '../../../model/fact.ts'
import type { Chat } from '../chat-messages.ts'
import type { YamlValue } from '../../yaml.ts'
import { parseTemplate, partsOf } from '../template.ts'
import type { Dialect } from '../template.ts'

type Text = { readonly parts: readonly PromptPart[]; readonly diagnostics: Chat['diagnostics'] }

/** `_type: prompt` has a `template`; `few_shot` has examples between a prefix and a suffix. */
export function promptMessages(path: string, prompt: YamlValue): Chat {
  const dialect = dialectOf(prompt)
  const isFewShot =
    prompt.get('example_prompt').shape !== 'nothing' || prompt.get('example_prompt_path').shape !== 'nothing'
  const text = isFewShot ? fewShot(path, prompt, dialect) : templateOf(path, prompt, dialect)
  const messages: readonly PromptMessage[] =
    text.parts.length === 0 ? [] : [{ role: 'user', parts: text.parts }]
  return { messages, diagnostics: text.diagnostics }
}

export function dialectOf(prompt: YamlValue): Dialect {
  const format = prompt.get('template_format').text()
  if (format === 'jinja2') return 'jinja'
  return format === 'mustache' ? 'handlebars' : 'f-string'
}

export function textOf(path: string, value: YamlValue, dialect: Dialect): Text {
  const text = value.text()
  if (text === null || text === '') return { parts: [], diagnostics: [] }
  const template = parseTemplate({ text, dialect, path, written: value.written })
  return { parts: partsOf(template), diagnostics: template.diagnostics }
}

/** The text itself, or the file that holds it. */
function templateOf(path: string, prompt: YamlValue, dialect: Dialect): Text {
  const file = prompt.get('template_path')
  const name = file.text()
  if (name === null) return textOf(path, prompt.get('template'), dialect)
  return { parts: [{ kind: 'include', path: name, line: file.line }], diagnostics: [] }
}

/** Beyond that many parts the examples count as a list of unknown length. */
const MOST_PARTS = 100_000

/** Every example is sent, written out by the example prompt; joined by `example_separator`, as prefix and suffix are. */
function fewShot(path: string, prompt: YamlValue, dialect: Dialect): Text {
  const prefix = textOf(path, prompt.get('prefix'), dialect)
  const suffix = textOf(path, prompt.get('suffix'), dialect)
  const inner = prompt.get('example_prompt')
  const pattern = templateOf(path, inner, dialectOf(inner))
  const blocks = [prefix.parts, ...examplesOf(prompt, pattern.parts), suffix.parts]
  return {
    parts: joined(blocks, prompt.get('example_separator').text() ?? '\n\n'),
    diagnostics: [...prefix.diagnostics, ...pattern.diagnostics, ...suffix.diagnostics],
  }
}

function examplesOf(prompt: YamlValue, pattern: readonly PromptPart[]): readonly (readonly PromptPart[])[] {
  const examples = prompt.get('examples')
  const { line } = examples
  const known = pattern.length === 0 ? [{ kind: 'variable', name: 'example', line } as const] : pattern
  const items = examples.items()
  if (examples.shape !== 'list' || items.length * known.length > MOST_PARTS)
    return [[{ kind: 'repeat', over: 'examples', parts: known, line }]]
  return items.map(example => known.map(part => filled(part, example)))
}

function filled(part: PromptPart, example: YamlValue): PromptPart {
  const text = part.kind === 'variable' ? example.get(part.name).text() : null
  return text === null ? part : { kind: 'text', text, line: example.line }
}

function joined(blocks: readonly (readonly PromptPart[])[], separator: string): readonly PromptPart[] {
  const parts: PromptPart[] = []
  for (const block of blocks.filter(each => each.length > 0)) {
    const last = parts.at(-1)
    const between: readonly PromptPart[] =
      last === undefined ? [] : [{ kind: 'text', text: separator, line: last.line }]
    for (const part of [...between, ...block]) append(parts, part)
  }
  return parts
}

function append(parts: PromptPart[], part: PromptPart): void {
  const last = parts.at(-1)
  if (part.kind === 'text' && last?.kind === 'text')
    parts[parts.length - 1] = { ...last, text: last.text + part.text }
  else parts.push(part)
}
