import type { Diagnostic } from '../../model/diagnostic.ts'
import type { PromptFact } from '../../model/fact.ts'
import { emptyPrompt } from '../empty-prompt.ts'
import { asWritten, message, partsOf } from '../text.ts'
import type { YamlValue } from '../yaml.ts'

export type Prompts = {
  /** Paths in the tree, and ids of those that the configuration holds itself. */
  readonly ids: readonly string[]
  readonly inline: readonly PromptFact[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Prompts under test: files of the tree, texts of the configuration, and functions. */
export function promptsOf(prompts: YamlValue, path: string): Prompts {
  const folder = path.split('/').slice(0, -1)
  const found = writtenPrompts(prompts).map((one, index) => {
    const file = pathOf(one.text, folder)
    const isInline =
      file === null && !isFile(one.text) && !ELSEWHERE.test(one.text) && one.at.text() === one.text
    return { ...one, file, inline: isInline ? inlinePrompt(one, { path, index }) : null }
  })
  const functions = found.filter(({ file }) => file !== null && PROGRAM.test(file))
  return {
    ids: [...new Set(found.flatMap(({ file, inline }) => file ?? inline?.id ?? []))],
    inline: found.flatMap(({ inline }) => inline ?? []),
    diagnostics: functions.map(({ file, at }) => notAnalyzable(file ?? '', { path, line: at.line })),
  }
}

type Written = { readonly text: string; readonly label: string | null; readonly at: YamlValue }

/** A prompt is a string, `{id | raw, label}`, or the key of a `path: label` map. */
function writtenPrompts(prompts: YamlValue): readonly Written[] {
  if (prompts.shape === 'map')
    return prompts.entries().map(({ key, value }) => ({ text: key, label: value.text(), at: value }))
  const listed = prompts.shape === 'list' ? prompts.items() : [prompts]
  return listed.flatMap(each => {
    const at = [each, each.get('raw'), each.get('id')].find(value => value.text() !== null)
    const text = at?.text() ?? null
    return at === undefined || text === null ? [] : [{ text, label: each.get('label').text(), at }]
  })
}

const isFile = (written: string) => written.startsWith('file://') || BARE_PATH.test(written)

/** The path in the tree of a prompt that is a file (globs stay globs); null for text, and outside the tree. */
function pathOf(written: string, folder: readonly string[]): string | null {
  const path = written.replace(/^file:\/\//, '').replace(FUNCTION, '$1')
  if (!isFile(written) || path.startsWith('/') || path.includes('{{')) return null
  const segments = [...folder]
  for (const segment of path.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return null
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment)
  }
  return segments.join('/')
}

const BARE_PATH =
  /^[\w@./*-]+\.(?:txt|md|json|jsonl|yaml|yml|j2|jinja2?|csv|py|js|cjs|mjs|ts|rb|prompty)(?::\w+)?$/
/** A program, or a prompt that another place keeps: `exec:./ask.sh`, `langfuse://triage:3`. */
const ELSEWHERE = /^(?:exec:|\w+:\/\/)/
/** `chat.py:ask` */
const FUNCTION = /(\.(?:py|js|cjs|mjs|ts|rb)):\w+$/
const PROGRAM = /\.(?:py|js|cjs|mjs|ts|rb)$/

/** A text of the configuration. Its model is whatever the suite tries, so it names none. */
function inlinePrompt(
  { label, at }: Written,
  { path, index }: { readonly path: string; readonly index: number },
): PromptFact {
  const id = `${path}#${label ?? `prompt ${index + 1}`}`
  return {
    ...emptyPrompt(id, { path, line: at.line }),
    messages: message('user', partsOf(at, asWritten)),
  }
}

/** https://www.promptfoo.dev/docs/configuration/prompts/#dynamic-prompts-functions */
const notAnalyzable = (file: string, at: { readonly path: string; readonly line: number }): Diagnostic => ({
  code: 'promptfoo-function',
  severity: 'warning',
  message: `the prompt under test is the program ${file.slice(0, 200)}: what it sends is decided when it runs, so its size is not known`,
  hint: 'Keep the text in a prompt file that the program loads, and name that file in unitcost.yml.',
  ...at,
})
