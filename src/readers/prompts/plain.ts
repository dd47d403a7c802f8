import type { PromptMessage, PromptPart } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { emptyPrompt } from '../empty-prompt.ts'
import { replaceInMessages } from './parts.ts'
import { hasRoleHeaders, messagesByHeaders } from './roles.ts'
import { dialectOf } from './template/dialect.ts'
import { messagesOf, parseTemplate, partsOf } from './template.ts'

const TEMPLATES = 'j2,jinja,jinja2,minijinja,hbs,handlebars,mustache,liquid'

/** Prompts that are nothing but their text: the most common form, and the fallback for any file named by a config. */
export const plain: Reader = {
  id: 'plain',
  title: 'Plain prompt file',
  files: [
    `**/*[Pp]rompt*/**/*.{md,txt,${TEMPLATES}}`,
    `**/*[Pp]rompt*.{${TEMPLATES}}`,
    '**/*[-_][Pp]rompt.{md,txt}',
    '**/*.{j2,jinja,jinja2,hbs,mustache}.{txt,md}',
    '**/*.{j2,jinja,jinja2}',
  ],
  sniff: ({ path, text }) =>
    text.trim() !== '' && !isAboutPrompts(path) && (isNamedPrompt(path) || hasRoleHeaders(text)),
  read,
}

function read({ path, text }: SourceFile): Reading {
  const template = parseTemplate({
    text,
    dialect: dialectOf(path, text),
    path,
    written: { line: 1, verbatim: true },
  })
  const written: readonly PromptMessage[] = hasRoleHeaders(text)
    ? messagesByHeaders(partsOf(template), 'user')
    : messagesOf(template, 'user')
  const messages = replaceInMessages(written, part => [withExtension(part, path)])
  const prompt = { ...emptyPrompt(path, { path, line: 1 }), messages }
  return { facts: [prompt], diagnostics: template.diagnostics }
}

/** A partial without an extension (`{{> rules}}`) has that of the file that includes it. */
function withExtension(part: PromptPart, path: string): PromptPart {
  if (part.kind !== 'include' || /\.\w+$/.test(part.path)) return part
  return { ...part, path: part.path + (/(?:\.\w+)+$/.exec(path)?.[0] ?? '') }
}

/** Templates are used for much else: without a telling name, one has to begin with a role. */
const isNamedPrompt = (path: string): boolean =>
  /prompt/i.test(path) || /\.(?:j2|jinja2?|hbs|mustache)\.(?:txt|md)$/.test(path)

/** Documentation, tests, and prompts of developer tools are not production traffic. */
const isAboutPrompts = (path: string): boolean => {
  const segments = path.toLowerCase().split('/')
  const name = segments.pop() ?? ''
  return segments.some(folder => OTHER_FOLDERS.has(folder)) || OTHER_FILES.test(name)
}

const OTHER_FOLDERS = new Set([
  'node_modules',
  'vendor',
  'third_party',
  'site-packages',
  'dist',
  'build',
  'doc',
  'docs',
  'test',
  'tests',
  '__tests__',
  '__fixtures__',
  'fixtures',
  'testdata',
  'spec',
  '.github',
  '.cursor',
  '.continue',
  '.claude',
  '.vscode',
  '.windsurf',
  '.idea',
])
const OTHER_FILES =
  /^(?:readme|changelog|license|contributing|security|code_of_conduct|claude|agents|gemini|requirements)(?:\.[\w-]+)*$|\.(?:example|sample|bak|prompt)\.\w+$/
