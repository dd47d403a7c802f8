import type { PromptMessage, PromptPart } from '../../model/fact.ts'

type Replace = (part: PromptPart) => readonly PromptPart[]

/** Replaces parts, also inside branches and loops; a replaced branch or loop is not entered. */
export function replaceParts(parts: readonly PromptPart[], replace: Replace): readonly PromptPart[] {
  return parts.flatMap(part => {
    const [first, ...rest] = replace(part)
    return first === part && rest.length === 0 ? [within(part, replace)] : replace(part)
  })
}

function within(part: PromptPart, replace: Replace): PromptPart {
  if (part.kind === 'choice')
    return { ...part, options: part.options.map(option => replaceParts(option, replace)) }
  return part.kind === 'repeat' ? { ...part, parts: replaceParts(part.parts, replace) } : part
}

export const replaceInMessages = (
  messages: readonly PromptMessage[],
  replace: Replace,
): readonly PromptMessage[] =>
  messages.map(message => ({ ...message, parts: replaceParts(message.parts, replace) }))

/** What a variable holds, where the file says so. */
export type Kind = 'history' | 'image' | 'audio' | 'file'

/** Variables become what the file declares them to be: earlier turns, or media; a list of media repeats. */
export function withKinds(
  messages: readonly PromptMessage[],
  kinds: ReadonlyMap<string, Kind>,
): readonly PromptMessage[] {
  const typed: Replace = part => {
    if (part.kind === 'repeat') return [repeated(part, kinds.get(part.over))]
    const kind = part.kind === 'variable' ? kinds.get(part.name) : undefined
    return part.kind !== 'variable' || kind === undefined ? [part] : [ofKind(kind, part)]
  }
  return kinds.size === 0 ? messages : replaceInMessages(messages, typed)
}

type Repeat = Extract<PromptPart, { kind: 'repeat' }>

/** The items of a declared list are what the list is declared to hold. */
function repeated(part: Repeat, kind: Kind | undefined): PromptPart {
  if (kind === undefined) return part
  if (kind === 'history') return { kind, name: part.over, line: part.line }
  const item: Replace = inner =>
    inner.kind === 'variable' && !inner.name.includes('.') ? [ofKind(kind, inner)] : [inner]
  return { ...part, parts: replaceParts(part.parts, item) }
}

const ofKind = (kind: Kind, { name, line }: { readonly name: string; readonly line: number }): PromptPart =>
  kind === 'history' ? { kind, name, line } : { kind: 'media', media: kind, line }
