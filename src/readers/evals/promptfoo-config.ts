import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import { samplesOf } from '../samples.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import { limitsOf } from './promptfoo-limits.ts'
import { promptsOf } from './promptfoo-prompts.ts'
import { providersOf } from './promptfoo-providers.ts'

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
  const { path } = file
  const yaml = parseYaml(file)
  const config = firstDocument(yaml)
  if (config === null) return { facts: [], diagnostics: yaml.diagnostics }
  const written = config.get('prompts')
  const providers = ['providers', 'targets'].flatMap(key => providersOf(config.get(key), path))
  if (written.shape === 'nothing' || providers.length === 0) return NOTHING
  const prompts = promptsOf(written, path)
  const vars = [config.get('defaultTest'), ...config.get('tests').items()].map(test => test.get('vars'))
  const suite = {
    kind: 'eval-suite',
    id: path,
    at: { path, line: written.line },
    prompts: prompts.ids,
    providers,
    samples: samplesOf(vars),
    limits: limitsOf(config),
  } as const
  return { facts: [suite, ...prompts.inline], diagnostics: prompts.diagnostics }
}
