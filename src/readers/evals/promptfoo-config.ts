import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import { samplesOf } from '../samples.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'

/** https://www.promptfoo.dev/docs/configuration/reference/ */
export const promptfooConfig: Reader = {
  id: 'promptfoo-config',
  title: 'promptfoo configuration',
  files: [
    '**/promptfooconfig*.{yaml,yml,json}',
    '**/*promptfoo*.{yaml,yml,json}',
    '**/*promptfoo*/**/*.{yaml,yml,json}',
    '**/{eval,evals,evaluation,evaluations}/**/*.{yaml,yml}',
  ],
  sniff: ({ text }) => /\bprompts["']?\s*:/.test(text) && /\b(?:providers|targets)["']?\s*:/.test(text),
  read,
}

function read(file: SourceFile): Reading {
  const yaml = parseYaml(file)
  const config = firstDocument(yaml)
  if (config === null) return { facts: [], diagnostics: yaml.diagnostics }
  const prompts = config.get('prompts')
  const providers = [...providersOf(config.get('providers')), ...providersOf(config.get('targets'))]
  if (prompts.shape === 'nothing' || providers.length === 0) return NOTHING
  const folder = file.path.split('/').slice(0, -1)
  const paths = writtenPrompts(prompts).flatMap(written => pathOf(written, folder) ?? [])
  const vars = [config.get('defaultTest'), ...config.get('tests').items()].map(test => test.get('vars'))
  return {
    facts: [
      {
        kind: 'eval-suite',
        id: file.path,
        at: { path: file.path, line: prompts.line },
        prompts: [...new Set(paths)],
        providers,
        samples: samplesOf(vars),
      },
    ],
    diagnostics: [],
  }
}

/** A prompt is a string, `{id | raw, label}`, or the key of a `path: label` map. */
function writtenPrompts(prompts: YamlValue): readonly string[] {
  const single = prompts.text()
  if (single !== null) return [single]
  if (prompts.shape === 'map') return prompts.entries().map(({ key }) => key)
  return prompts.items().flatMap(each => each.text() ?? each.get('raw').text() ?? each.get('id').text() ?? [])
}

/** A provider is a string, `{id, config}`, or `{the id: {config}}`. */
function providersOf(providers: YamlValue): readonly string[] {
  const single = providers.text()
  if (single !== null) return [single]
  return providers
    .items()
    .flatMap(each => each.text() ?? each.get('id').text() ?? each.entries().at(0)?.key ?? [])
}

/** The path in the tree of a prompt that is a file (globs stay globs); null for text, and outside the tree. */
function pathOf(written: string, folder: readonly string[]): string | null {
  const isFile = written.startsWith('file://') || BARE_PATH.test(written)
  const path = written.replace(/^file:\/\//, '').replace(/(\.(?:py|js|cjs|mjs|ts|rb)):\w+$/, '$1')
  if (!isFile || path.startsWith('/') || path.includes('{{')) return null
  const segments = [...folder]
  for (const segment of path.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return null
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment)
  }
  return segments.join('/')
}

const BARE_PATH =
  /^[\w@./*-]+\.(?:txt|md|json|jsonl|yaml|yml|j2|jinja2?|csv|py|js|cjs|mjs|ts|rb|prompty)(?::\w+)?$/
