import type { YamlValue } from '../../src/readers/yaml.ts'
import { AROUND } from './around.ts'
import { CALLS } from './calls.ts'
import { INFRA } from './infra.ts'
import { invented } from './invented.ts'
import { MODELS } from './models.ts'
import { PROMPTS } from './prompts.ts'
import { ROUTES } from './routes.ts'
import type { Judge } from './routes.ts'
import type { Check, Seen } from './seen.ts'
import { judgeSentence } from './sentences.ts'
import { UNSAID } from './unsaid.ts'

export type Score = {
  readonly checks: readonly Check[]
  readonly invented: readonly string[]
  /** Sentences that only a reader of the facts can judge. */
  readonly byEye: readonly string[]
  /** Expectations that are no facts of ours: budgets, versions, tags of a format. */
  readonly unasked: readonly string[]
}

export type Topic = 'prompts' | 'infrastructure'

const JUDGES: Readonly<Record<Topic, Readonly<Record<string, Judge>>>> = {
  prompts: { ...ROUTES, ...MODELS, ...PROMPTS, ...CALLS, ...AROUND, ...UNSAID },
  infrastructure: INFRA,
}

const SENTENCE_KEYS = new Set(['must', 'warn'])

export function score(expected: YamlValue, seen: Seen, topic: Topic): Score {
  const judges = JUDGES[topic]
  const fields = expected.entries()
  const sentences = fields
    .filter(({ key }) => SENTENCE_KEYS.has(key))
    .flatMap(({ value }) => value.items().flatMap(item => item.text() ?? []))
  const judged = sentences.map(sentence => ({ sentence, result: judgeSentence(sentence, seen) }))
  return {
    checks: [
      ...fields.flatMap(({ key, value }) => judges[key]?.(value, seen, expected) ?? []),
      ...judged.flatMap(({ result }) => result ?? []),
    ],
    invented: invented(seen),
    byEye: judged.flatMap(({ sentence, result }) => (result === null ? [sentence] : [])),
    unasked: fields.flatMap(({ key }) => (judges[key] === undefined && !SENTENCE_KEYS.has(key) ? [key] : [])),
  }
}
