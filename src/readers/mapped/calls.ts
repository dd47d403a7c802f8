import { posix } from 'node:path'
import type { CallFact, PromptMessage, PromptPart } from '../../model/fact.ts'
import type { Mapping } from '../../model/mapping.ts'
import { call } from '../call.ts'
import type { Thing } from './thing.ts'

/** One thing of a file as a model call. */
export function mappedCall(mapping: Mapping, { id, path, at, look }: Thing): CallFact {
  const model = look(mapping.model)
  const prompt = look(mapping.prompt)
  const maxOutput = look(mapping.max_output)
  const steps = look(mapping.max_steps)
  const placeOf = (stated: ReturnType<Thing['look']>) =>
    stated === null ? null : { path, line: stated.field?.line ?? at.line }
  return call({
    id: `${path}#${id}`,
    group: `${path}#${id}`,
    at,
    model: model?.text ?? null,
    modelAt: placeOf(model),
    unresolved: mapping.model === undefined ? null : unresolvedModel(model?.text ?? null, mapping.model),
    prompt: prompt === null ? null : treePath(path, prompt.text),
    messages: messagesOf(look(mapping.text), at.line),
    maxOutput: amountOf(maxOutput?.text),
    maxOutputAt: amountOf(maxOutput?.text) === null ? null : placeOf(maxOutput),
    loop: steps === null ? null : { max: amountOf(steps.text), at: placeOf(steps) ?? at },
  })
}

/** Why a model that a mapping looked up has no price, or null where it is one. */
export function unresolvedModel(model: string | null, sources: readonly string[]): string | null {
  if (model === null) return `the mapping finds no model at ${sources.join(' or ').slice(0, 100)}`
  return RUN_TIME.test(model) ? `the model is chosen at run time (${model.slice(0, 100)})` : null
}

/** `${MODEL}`, `{{ model }}`, `os.environ/MODEL`. */
const RUN_TIME = /[$%{]\{|\$[A-Z_]|^os\.environ\//

/** A number of at least 0. */
export function amountOf(text: string | undefined): number | null {
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text.replaceAll('_', ''))
  return Number.isFinite(number) && number >= 0 ? number : null
}

/** Paths count from the root of the tree, or with `./` and `../` from the folder of the file. */
const treePath = (path: string, written: string): string =>
  posix.normalize(/^\.\.?\//.test(written) ? posix.join(posix.dirname(path), written) : written)

function messagesOf(stated: ReturnType<Thing['look']>, line: number | null): readonly PromptMessage[] {
  if (stated === null) return []
  const written = stated.field?.written ?? { line: line ?? 1, verbatim: false }
  return [{ role: 'system', parts: partsOf(stated.text, written) }]
}

/** Both `{{name}}` and `{name}` are a place for a value: which one it is, only the program knows. */
function partsOf(text: string, written: { line: number; verbatim: boolean }): readonly PromptPart[] {
  let { line } = written
  return text.split(PLACE).flatMap((piece, index): readonly PromptPart[] => {
    if (piece === '') return []
    if (index % 2 === 1) return [{ kind: 'variable', name: piece.replace(/^[{ ]+|[} ]+$/g, ''), line }]
    const part: PromptPart = { kind: 'text', text: piece, line }
    if (written.verbatim) line += piece.split('\n').length - 1
    return [part]
  })
}

const PLACE = /(\{\{ {0,9}[A-Za-z_][\w.]{0,99} {0,9}\}\}|\{[A-Za-z_][\w.]{0,99}\})/
