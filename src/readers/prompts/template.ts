import type { Diagnostic } from '../../model/diagnostic.ts'
import type { PromptMessage, PromptPart } from '../../model/fact.ts'
import { fStringParts } from './template/fstring.ts'
import { handlebarsSteps } from './template/handlebars.ts'
import { jinjaSteps } from './template/jinja.ts'
import { tokensOf } from './template/tokens.ts'
import type { Syntax, Token } from './template/tokens.ts'
import { foldSteps } from './template/tree.ts'
import type { Segment, Step } from './template/tree.ts'

/** `braces`: only `{{name}}` means something. `f-string`: only `{name}`. `none`: nothing does. */
export type Dialect = 'jinja' | 'handlebars' | 'braces' | 'f-string' | 'none'

export type TemplateSource = {
  readonly text: string
  readonly dialect: Dialect
  readonly path: string
  /** The line of the file on which the text begins, and whether each further line of it is one of the file. */
  readonly written: { readonly line: number; readonly verbatim: boolean }
}

export type Template = {
  /** Cut where the template names a role (`{{role "system"}}`); role null before the first one. */
  readonly segments: readonly Segment[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads a template without running it: Jinja2, Nunjucks and Liquid (`jinja`), Handlebars and Mustache
 * (`handlebars`). Never throws: what makes no sense stays text and is a `template-syntax` warning. Linear.
 * https://jinja.palletsprojects.com/en/stable/templates/ https://handlebarsjs.com/guide/
 */
export function parseTemplate(source: TemplateSource): Template {
  const { path, text } = source
  const lineOf = (line: number) =>
    source.written.verbatim ? source.written.line + line : source.written.line
  if (source.dialect === 'none') return plain([{ kind: 'text', text, line: lineOf(0) }])
  if (source.dialect === 'f-string') return plain(fStringParts(text, lineOf))
  const { syntax, steps } = LANGUAGES[source.dialect]
  const { tokens, unclosed } = tokensOf(text, syntax)
  const folded = foldSteps(tokens.flatMap(token => steps(token, lineOf(token.line))))
  const complaints = [
    ...unclosed.map(({ opener, line }) => ({ message: `"${opener}" is never closed`, line: lineOf(line) })),
    ...folded.complaints,
  ]
  return {
    segments: folded.segments,
    diagnostics: complaints.map(({ message, line }) => warning(message, { path, line })),
  }
}

/** The parts of a text that holds one message: a role that it names itself is ignored. */
export const partsOf = (template: Template): readonly PromptPart[] =>
  template.segments.flatMap(segment => segment.parts)

/** The messages of a text; `role` is that of the text before the first role it names. */
export const messagesOf = (template: Template, role: string): readonly PromptMessage[] =>
  template.segments.map(segment => ({ role: segment.role ?? role, parts: segment.parts }))

const JINJA: Syntax = {
  opener: /\{[{%#]/g,
  closers: { '{{': '}}', '{%': '%}', '{#': '#}' },
  trim: '-',
  verbatim: /^(?:raw|verbatim|comment)$/,
  standalone: opener => opener === '{#',
}

const HANDLEBARS: Syntax = {
  opener: /\{\{(?:\{|!--)?/g,
  closers: { '{{': '}}', '{{{': '}}}', '{{!--': '--}}' },
  trim: '~',
  verbatim: null,
  standalone: (opener, body) => opener === '{{!--' || /^(?:[#/^!>]|else\b)/.test(body),
}

const BRACES: Syntax = {
  opener: /\{\{/g,
  closers: { '{{': '}}' },
  trim: '-',
  verbatim: null,
  standalone: () => false,
}

type Language = { readonly syntax: Syntax; readonly steps: (token: Token, line: number) => readonly Step[] }

const LANGUAGES: Readonly<Record<'jinja' | 'handlebars' | 'braces', Language>> = {
  jinja: { syntax: JINJA, steps: jinjaSteps },
  handlebars: { syntax: HANDLEBARS, steps: handlebarsSteps },
  braces: { syntax: BRACES, steps: jinjaSteps },
}

const plain = (parts: readonly PromptPart[]): Template => ({
  segments: [{ role: null, parts }],
  diagnostics: [],
})

const warning = (message: string, place: { readonly path: string; readonly line: number }): Diagnostic => ({
  code: 'template-syntax',
  severity: 'warning',
  message: `The template cannot be read as written: ${message}.`,
  hint: 'What could not be read counts as plain text. Fix the template if it is not meant literally.',
  ...place,
})
