import type { PromptPart } from '../../../model/fact.ts'
import { isConversation } from './names.ts'

/** What a tag of any template language does, in the order of the text. */
export type Step =
  | { readonly kind: 'part'; readonly part: PromptPart }
  | { readonly kind: 'role'; readonly role: string }
  | Opening
  /** `else`, `elif`, `when`. `last`: no further branch is needed to cover every case. */
  | { readonly kind: 'branch'; readonly last: boolean; readonly line: number }
  | { readonly kind: 'close'; readonly tag: string; readonly line: number }

/**
 * `plain` blocks (`{% block %}`, `{{#with}}`) change nothing about what is sent. `captures`: the name under which
 * the content is used again; it counts once, where it is written.
 */
export type Opening = {
  readonly kind: 'open'
  readonly block: 'choice' | 'repeat' | 'plain'
  readonly tag: string
  readonly over: string
  readonly captures: string | null
  readonly line: number
}

export type Segment = { readonly role: string | null; readonly parts: readonly PromptPart[] }

export type Folded = {
  readonly segments: readonly Segment[]
  readonly complaints: readonly { readonly message: string; readonly line: number }[]
}

const MAX_DEPTH = 40
const MAX_COMPLAINTS = 10

/** A block whose content is a part of its own. */
type Holder = {
  readonly opening: Opening
  readonly options: PromptPart[][]
  covered: boolean
}

/** An open block; plain ones write into the holder around them. */
type Frame = { readonly tag: string; readonly line: number; readonly holder: Holder | null }

type Fold = {
  readonly segments: { readonly role: string | null; readonly parts: PromptPart[] }[]
  readonly complaints: Folded['complaints'][number][]
  readonly captured: Set<string>
  readonly frames: Frame[]
  readonly holders: Holder[]
  /** How many frames are open under each tag: a close without one must not search for it. */
  readonly openTags: Map<string, number>
}

/** Folds the steps of a template into nested parts. Blocks deeper than 40 levels count as plain ones. */
export function foldSteps(steps: readonly Step[]): Folded {
  const fold: Fold = {
    segments: [{ role: null, parts: [] }],
    complaints: [],
    captured: new Set(),
    frames: [],
    holders: [],
    openTags: new Map(),
  }
  for (const step of steps) take(fold, step)
  const unclosed = fold.frames.at(0)
  if (unclosed !== undefined) complain(fold, `"${unclosed.tag}" is never closed`, unclosed.line)
  closeDownTo(fold, 0)
  const [first, ...named] = fold.segments
  const hasPreamble = named.length === 0 || first?.parts.some(isVisible) === true
  return { segments: hasPreamble ? fold.segments : named, complaints: fold.complaints }
}

function take(fold: Fold, step: Step): void {
  switch (step.kind) {
    case 'part':
      if (step.part.kind !== 'variable' || !fold.captured.has(step.part.name)) add(fold, step.part)
      return
    case 'role':
      if (fold.holders.length === 0) fold.segments.push({ role: step.role, parts: [] })
      return
    case 'open':
      open(fold, step)
      return
    case 'branch':
      branch(fold, step.last)
      return
    case 'close':
      close(fold, step)
  }
}

function open(fold: Fold, step: Opening): void {
  const { tag, line } = step
  if (step.captures !== null) fold.captured.add(step.captures)
  const holds = step.block !== 'plain' && fold.holders.length < MAX_DEPTH
  const holder = holds ? { opening: step, options: [[]], covered: false } : null
  if (holder !== null) fold.holders.push(holder)
  fold.frames.push({ tag, line, holder })
  fold.openTags.set(tag, (fold.openTags.get(tag) ?? 0) + 1)
}

function branch(fold: Fold, last: boolean): void {
  const holder = fold.frames.at(-1)?.holder ?? null
  if (holder === null) return
  holder.options.push([])
  holder.covered ||= last
}

function close(fold: Fold, { tag, line }: { readonly tag: string; readonly line: number }): void {
  if ((fold.openTags.get(tag) ?? 0) === 0) complain(fold, `"${tag}" is closed but never opened`, line)
  else
    closeDownTo(
      fold,
      fold.frames.findLastIndex(frame => frame.tag === tag),
    )
}

function closeDownTo(fold: Fold, depth: number): void {
  while (fold.frames.length > depth) {
    const frame = fold.frames.pop()
    if (frame === undefined) return
    fold.openTags.set(frame.tag, (fold.openTags.get(frame.tag) ?? 1) - 1)
    if (frame.holder !== null) {
      fold.holders.pop()
      add(fold, partOf(frame.holder))
    }
  }
}

function add(fold: Fold, part: PromptPart): void {
  const parts = fold.holders.at(-1)?.options.at(-1) ?? fold.segments.at(-1)?.parts ?? []
  const last = parts.at(-1)
  if (part.kind === 'text' && last?.kind === 'text') {
    parts[parts.length - 1] = { ...last, text: last.text + part.text }
  } else parts.push(part)
}

function partOf({ opening, options, covered }: Holder): PromptPart {
  const { line, over } = opening
  if (opening.block !== 'repeat')
    return { kind: 'choice', options: covered ? options : [...options, []], line }
  const [parts = [], ...otherwise] = options
  const repeat: PromptPart = isConversation(over)
    ? { kind: 'history', name: over, line }
    : { kind: 'repeat', over, parts, line }
  return otherwise.length === 0 ? repeat : { kind: 'choice', options: [[repeat], ...otherwise], line }
}

function complain(fold: Fold, message: string, line: number): void {
  if (fold.complaints.length < MAX_COMPLAINTS) fold.complaints.push({ message, line })
}

const isVisible = (part: PromptPart): boolean => part.kind !== 'text' || part.text.trim() !== ''
