import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Reader, SourceFile } from '../reader.ts'
import { hasKeys } from './sniffing.ts'

const note =
  (code: string, message: string, hint: string) =>
  ({ path }: SourceFile) => {
    const diagnostic: Diagnostic = { code, severity: 'note', message, hint, path, line: 1 }
    return { facts: [], diagnostics: [diagnostic] }
  }

/** https://github.com/lm-sys/RouteLLM */
export const routellm: Reader = {
  id: 'routellm',
  title: 'RouteLLM router',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ text }) =>
    hasKeys(text, '(?:sw_ranking|causal_llm|bert|mf)') &&
    (hasKeys(text, 'arena_battle_datasets') || /\bcheckpoint_path[ \t]*:[ \t]*["']?routellm\//.test(text)),
  read: note(
    'routellm-run-time',
    'A RouteLLM configuration names routers, not models: the strong and the weak model and the threshold are arguments of the program.',
    'Declare the call in unitcost.yml, with the share of the strong model as `escalation`.',
  ),
}

/** https://github.com/zilliztech/GPTCache */
export const gptcache: Reader = {
  id: 'gptcache',
  title: 'GPTCache',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ text }) => hasKeys(text, 'embedding', 'pre_function', 'post_function'),
  read: note(
    'gptcache-run-time',
    'A GPTCache configuration says how alike two requests must be, not how often that happens.',
    'Declare `response_cache.hit_rate` of the calls behind it in unitcost.yml.',
  ),
}
