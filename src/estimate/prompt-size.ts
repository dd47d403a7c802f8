import type { Basis } from '../model/evidence.ts'
import type { PromptPart } from '../model/fact.ts'
import { exactly, type Range } from '../model/quantity.ts'
import type { Prompt } from '../model/workload.ts'
import { framingBand, promptFraming } from '../tokens/prompt-framing.ts'
import { vocabularyOf } from '../tokens/vocabulary.ts'
import type { World } from './world.ts'

/** Input tokens of a prompt in the vocabulary of one model, framing included. */
export type PromptSize = {
  readonly byBasis: Readonly<Record<Basis, Range>>
  /** What is the same in every request: text, tools, schema, framing. */
  readonly fixed: Range
  /** The part of `fixed` that comes before the first part that changes between requests. */
  readonly prefix: Range
}

export function promptSize(prompt: Prompt, model: string, world: World): PromptSize {
  const sizes = world.memory.sizes.get(prompt) ?? new Map<string, PromptSize>()
  world.memory.sizes.set(prompt, sizes)
  const known = sizes.get(model)
  if (known !== undefined) return known
  const size = prompt.kind === 'profile' ? profileSize(prompt) : templateSize(prompt, model, world)
  sizes.set(model, size)
  return size
}

type Template = Prompt & { kind: 'template' }
/** Tokens of a part of a prompt, apart by how well they are known. */
type Size = Readonly<Record<Basis, Range>>

const ZERO = exactly(0)
const EMPTY: Size = { measured: ZERO, declared: ZERO, assumed: ZERO }

function profileSize(prompt: Prompt & { kind: 'profile' }): PromptSize {
  return { byBasis: { ...EMPTY, [prompt.input.basis]: prompt.input }, fixed: ZERO, prefix: ZERO }
}

function templateSize(prompt: Template, model: string, world: World): PromptSize {
  const measure = (part: PromptPart) => sizeOfPart(part, { prompt, model, world })
  const hidden = prompt.tools.filter(({ text }) => text === null)
  const frame = sizeOfFrame(prompt, model, world)
  const parts = prompt.messages.flatMap(message => message.parts)
  const texts = parts.map(part => (part.kind === 'text' ? sizeOfText(part.text, model, world) : null))
  const before = texts.slice(0, prefixEnd(parts))
  return {
    byBasis: addSizes([
      ...hidden.map(() => ({ ...EMPTY, assumed: world.assumptions.hiddenTool })),
      ...parts.map(measure),
      { ...EMPTY, declared: addRanges([frame.head, frame.rest]) },
    ]),
    fixed: addRanges([frame.head, frame.rest, ...texts]),
    prefix: addRanges([frame.head, ...before]),
  }
}

/**
 * How many parts come before the first one that changes between requests; with explicit breakpoints, before
 * the last breakpoint of those.
 */
function prefixEnd(parts: readonly PromptPart[]): number {
  const change = parts.findIndex(({ kind }) => kind !== 'text' && kind !== 'breakpoint')
  const same = change === -1 ? parts : parts.slice(0, change)
  const isExplicit = parts.some(({ kind }) => kind === 'breakpoint')
  return isExplicit ? same.findLastIndex(({ kind }) => kind === 'breakpoint') + 1 : same.length
}

/** What the provider adds to the text: tools and schema come first, before all messages. */
function sizeOfFrame(prompt: Template, model: string, world: World) {
  const { encoding } = vocabularyOf(model)
  const lines = promptFraming(prompt, model, text => world.count(text, encoding))
  const [low, high] = framingBand(prompt, model)
  const rangeOf = (isHead: boolean) => {
    const expected = lines.reduce(
      (sum, { what, tokens }) => (HEAD.has(what) === isHead ? sum + tokens : sum),
      0,
    )
    return { low: expected * low, expected, high: expected * high }
  }
  return { head: rangeOf(true), rest: rangeOf(false) }
}

const HEAD: ReadonlySet<string> = new Set(['tools', 'response schema'])

type Surroundings = { readonly prompt: Template; readonly model: string; readonly world: World }

function sizeOfPart(part: PromptPart, around: Surroundings): Size {
  const { prompt, model, world } = around
  switch (part.kind) {
    case 'text':
      return { ...EMPTY, declared: sizeOfText(part.text, model, world) }
    case 'variable':
      return sizeOfVariable(part.name, around)
    case 'choice':
      return oneOf(part.options.map(option => addSizes(option.map(inner => sizeOfPart(inner, around)))))
    case 'repeat': {
      const whole = prompt.sizes[part.over]
      if (whole !== undefined) return { ...EMPTY, [whole.basis]: whole }
      const once = totalOf(addSizes(part.parts.map(inner => sizeOfPart(inner, around))))
      return { ...EMPTY, assumed: product(once, world.assumptions.repetitions) }
    }
    // Earlier turns are declared as `history_tokens` of the call; nothing is invented here.
    case 'history':
      return prompt.sizes[part.name] === undefined ? EMPTY : sizeOfVariable(part.name, around)
    case 'breakpoint':
      return EMPTY
    case 'include':
      return { ...EMPTY, assumed: world.assumptions.variable }
    case 'media':
      return { ...EMPTY, assumed: world.assumptions[part.media] }
  }
}

function sizeOfVariable(name: string, { prompt, model, world }: Surroundings): Size {
  const stated = prompt.sizes[name]
  if (stated !== undefined) return { ...EMPTY, [stated.basis]: stated }
  const samples = (prompt.samples[name] ?? []).map(text => sizeOfText(text, model, world))
  if (samples.length === 0) return { ...EMPTY, assumed: world.assumptions.variable }
  return {
    ...EMPTY,
    declared: {
      low: Math.min(...samples.map(sample => sample.low)),
      expected: samples.reduce((sum, sample) => sum + sample.expected, 0) / samples.length,
      high: Math.max(...samples.map(sample => sample.high)),
    },
  }
}

/** Exact in an open vocabulary; in a closed one the count of an open one times a calibrated factor. */
function sizeOfText(text: string, model: string, world: World): Range {
  const vocabulary = vocabularyOf(model)
  const count = world.count(text, vocabulary.encoding)
  return vocabulary.exact ? exactly(count) : product(exactly(count), vocabulary.band)
}

/** One of several texts is sent, and the file does not say how often which: the mean, between the extremes. */
function oneOf(options: readonly Size[]): Size {
  const totals = options.map(totalOf)
  if (totals.length === 0) return EMPTY
  return {
    ...EMPTY,
    assumed: {
      low: Math.min(...totals.map(option => option.low)),
      expected: totals.reduce((sum, option) => sum + option.expected, 0) / totals.length,
      high: Math.max(...totals.map(option => option.high)),
    },
  }
}

const product = (a: Range, b: Range): Range => ({
  low: a.low * b.low,
  expected: a.expected * b.expected,
  high: a.high * b.high,
})

const addRanges = (ranges: readonly (Range | null)[]): Range =>
  ranges.reduce<Range>(
    (sum, range) => ({
      low: sum.low + (range?.low ?? 0),
      expected: sum.expected + (range?.expected ?? 0),
      high: sum.high + (range?.high ?? 0),
    }),
    ZERO,
  )

const addSizes = (sizes: readonly Size[]): Size => ({
  measured: addRanges(sizes.map(size => size.measured)),
  declared: addRanges(sizes.map(size => size.declared)),
  assumed: addRanges(sizes.map(size => size.assumed)),
})

const totalOf = (size: Size): Range => addRanges([size.measured, size.declared, size.assumed])
