import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { chatOf } from './chat-messages.ts'
import { emptyPrompt } from '../empty-prompt.ts'
import { messagesOf, parseTemplate } from './template.ts'

/**
 * A file that is a list of chat messages, as promptfoo and many programs load it.
 * https://www.promptfoo.dev/docs/configuration/chat/
 */
export const promptfooChat: Reader = {
  id: 'promptfoo-chat',
  title: 'Chat messages (promptfoo)',
  files: ['**/*[Pp]rompt*/**/*.{json,yml,yaml}', '**/*[Pp]rompt*.{json,yml,yaml}'],
  sniff: ({ text }) => {
    const start = text.slice(0, 2000)
    return (
      /^\s*(?:\[\s*[{%]|(?:#[^\n]*\n\s*){0,20}-\s+\{?\s*["']?(?:role|content)\b)/.test(start) &&
      ROLES.test(text)
    )
  },
  read,
}

const ROLES = /["']?\brole["']?\s*:\s*["']?(?:system|user|assistant|developer|tool)\b/

function read(file: SourceFile): Reading {
  const { path, text } = file
  const yaml = parseYaml(file)
  const list = firstDocument(yaml)
  if (list === null)
    return isTemplate(text) ? readTemplate(file) : { facts: [], diagnostics: yaml.diagnostics }
  const items = list.items()
  if (items.length === 0 || !items.every(isMessage)) return NOTHING
  const chat = chatOf(list, { path, dialect: 'jinja' })
  const prompt = { ...emptyPrompt(path, { path, line: list.line }), messages: chat.messages }
  return { facts: [prompt], diagnostics: chat.diagnostics }
}

const isMessage = (item: YamlValue): boolean =>
  item.get('role').text() !== null && item.get('content').shape !== 'nothing'

/** Statements between the messages make it no JSON before it is rendered. */
const isTemplate = (text: string): boolean => /\{%[^%\n]{1,500}%\}/.test(text)

/** Then the whole text counts as one message: the marks of JSON are a few tokens more than what is sent. */
function readTemplate({ path, text }: SourceFile): Reading {
  const template = parseTemplate({ text, dialect: 'jinja', path, written: { line: 1, verbatim: true } })
  const prompt = { ...emptyPrompt(path, { path, line: 1 }), messages: messagesOf(template, 'user') }
  return { facts: [prompt], diagnostics: template.diagnostics }
}
