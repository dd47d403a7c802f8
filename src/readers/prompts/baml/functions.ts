import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { PromptFact, PromptPart } from '../../../model/fact.ts'
import { emptyPrompt } from '../../empty-prompt.ts'
import { replaceInMessages, withKinds } from '../parts.ts'
import { trimmedMessages } from '../roles.ts'
import { messagesOf, parseTemplate } from '../template.ts'
import { fieldsOf, scalarIn } from './blocks.ts'
import type { Declaration } from './blocks.ts'
import { reference } from './file.ts'
import type { File } from './file.ts'
import { outputFormat } from './output-format.ts'
import { samplesByFunction } from './samples.ts'
import { signatureOf } from './signature.ts'
import { typesOf } from './types.ts'
import type { Type, Types } from './types.ts'

export type Functions = {
  readonly prompts: readonly PromptFact[]
  readonly diagnostics: readonly Diagnostic[]
}

/** A function is a prompt with the client that it asks. https://docs.boundaryml.com/ref/baml/function */
export function functionPrompts(file: File): Functions {
  const types = typesOf(file.blocks, [
    ...(file.declared.get('class') ?? []),
    ...(file.declared.get('enum') ?? []),
  ])
  const samples = samplesByFunction(file)
  const read = (file.declared.get('function') ?? []).flatMap(each => readFunction(file, each, types) ?? [])
  return {
    prompts: read.map(({ prompt, name }) => ({ ...prompt, samples: samples.get(name) ?? {} })),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  }
}

function readFunction(file: File, declaration: Declaration, types: Types) {
  const { blocks, path } = file
  const { name, line, open, close } = declaration
  const fields = fieldsOf(blocks, open, close)
  const text = scalarIn(blocks, fields.get('prompt'))
  const client = scalarIn(blocks, fields.get('client'))
  if (text === null) return null
  const written = { line: text.blockLine ?? text.line, verbatim: text.blockLine !== null }
  const template = parseTemplate({ text: text.text, dialect: 'jinja', path, written })
  const { kinds, returns } = signatureOf(file, declaration)
  const typed = withKinds(messagesOf(template, 'user'), kinds)
  const messages = trimmedMessages(replaceInMessages(typed, part => withFormat(part, returns, types)))
  const prompt: PromptFact = {
    ...emptyPrompt(`${path}#${name}`, { path, line }),
    messages,
    model: client === null ? null : reference(file, client.text),
    modelAt: client === null ? null : { path, line: client.line },
  }
  return { name, prompt, diagnostics: template.diagnostics }
}

/** The schema of the answer is text of the prompt: nobody sees it in the file, and it is billed. */
function withFormat(part: PromptPart, returns: Type | null, types: Types): readonly PromptPart[] {
  if (part.kind !== 'variable' || part.name !== 'ctx.output_format') return [part]
  const text = returns === null ? null : outputFormat(returns, types)
  if (text === null) return [part]
  return text === '' ? [] : [{ kind: 'text', text, line: part.line }]
}
