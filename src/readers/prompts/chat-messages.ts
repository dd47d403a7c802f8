import type { Diagnostic } from '../../model/diagnostic.ts'
import type { PromptMessage, PromptPart } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { parseTemplate, partsOf } from './template.ts'
import type { Dialect } from './template.ts'

export type Chat = {
  readonly messages: readonly PromptMessage[]
  readonly diagnostics: readonly Diagnostic[]
}

/** A list of `{role, content}` as the chat APIs take it; content is a text, or a list of texts and media. */
export function chatOf(list: YamlValue, { path, dialect }: { path: string; dialect: Dialect }): Chat {
  const read = list.items().flatMap(message => {
    const role = message.get('role').text()
    if (role === null) return []
    const contents = contentsOf(message.get('content')).map(content => partOf(content, path, dialect))
    return [
      { role, parts: contents.flatMap(({ parts }) => parts), found: contents.flatMap(c => c.diagnostics) },
    ]
  })
  return {
    messages: read.map(({ role, parts }) => ({ role, parts })),
    diagnostics: read.flatMap(({ found }) => found),
  }
}

const contentsOf = (content: YamlValue): readonly YamlValue[] =>
  content.shape === 'list' ? content.items() : [content]

type Content = { readonly parts: readonly PromptPart[]; readonly diagnostics: readonly Diagnostic[] }

/** https://platform.claude.com/docs/en/build-with-claude/prompt-caching: what comes up to here is to be cached. */
function partOf(content: YamlValue, path: string, dialect: Dialect): Content {
  const read = sentBy(content, path, dialect)
  if (content.get('cache_control').shape !== 'map') return read
  return { ...read, parts: [...read.parts, { kind: 'breakpoint', line: content.line }] }
}

function sentBy(content: YamlValue, path: string, dialect: Dialect): Content {
  const type = content.get('type').text() ?? ''
  const media = MEDIA.find(([sign]) => sign.test(type))?.[1]
  if (media !== undefined) return { parts: [{ kind: 'media', media, line: content.line }], diagnostics: [] }
  const written = content.shape === 'map' ? content.get('text') : content
  const template = parseTemplate({ text: written.text() ?? '', dialect, path, written: written.written })
  return { parts: partsOf(template), diagnostics: template.diagnostics }
}

const MEDIA: readonly (readonly [RegExp, 'image' | 'audio' | 'file'])[] = [
  [/image/, 'image'],
  [/audio/, 'audio'],
  [/file|document/, 'file'],
]
