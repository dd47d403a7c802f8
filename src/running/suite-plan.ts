import { posix } from 'node:path'
import type { EvalProvider } from '../model/fact.ts'
import { promptfooConfig } from '../readers/evals/promptfoo-config.ts'
import { firstDocument, parseYaml, type YamlValue } from '../readers/yaml.ts'
import type { Tree } from '../snapshot/tree.ts'

/** What a suite will ask, and of whom, as far as its configuration tells without running it. */
export type SuitePlan = {
  readonly providers: readonly EvalProvider[]
  /** Text of every prompt under test. */
  readonly prompts: readonly string[]
  /** Test cases; null: a program or a remote place decides. */
  readonly tests: number | null
  readonly repeat: number
  /** Where the values of all tests stand: never shorter than the values. */
  readonly testsText: string
  /** Assertions of which a model is the judge: asked too, of a provider that is not counted here. */
  readonly hasGraders: boolean
}

/** Null where the configuration is a program, or no promptfoo configuration at all. */
export async function suitePlan(tree: Tree, suite: string): Promise<SuitePlan | null> {
  const text = await textOf(tree, suite)
  const config =
    text === null || !/\.(?:ya?ml|json)$/.test(suite) ? null : firstDocument(parseYaml({ path: suite, text }))
  if (text === null || config === null) return null
  const { facts } = promptfooConfig.read({ path: suite, text })
  const found = facts.find(fact => fact.kind === 'eval-suite')
  if (found === undefined) return null
  const prompts = await Promise.all(
    found.prompts.map(async id => (await textOf(tree, id)) ?? inlineText(facts, id)),
  )
  const tests = await testsOf(tree, config.get('tests'), posix.dirname(suite))
  return {
    providers: found.providers,
    prompts,
    tests: config.get('scenarios').shape === 'nothing' ? tests.count : null,
    repeat: config.get('evaluateOptions').get('repeat').number() ?? 1,
    testsText: [text, ...tests.texts].join('\n'),
    hasGraders: GRADED.test([text, ...tests.texts].join('\n')),
  }
}

/** https://www.promptfoo.dev/docs/configuration/expected-outputs/model-graded/ */
const GRADED =
  /\btype["']?\s*:\s*["']?(?:not-)?(?:llm-rubric|g-eval|factuality|model-graded-\w+|answer-relevance|context-\w+|similar|classifier|moderation|select-best|pi)\b/

async function textOf(tree: Tree, path: string): Promise<string | null> {
  const content = (await tree.read([path])).get(path)
  return content?.kind === 'text' ? content.text : null
}

type Facts = ReturnType<typeof promptfooConfig.read>['facts']

const inlineText = (facts: Facts, id: string): string =>
  facts
    .flatMap(fact => (fact.kind === 'prompt' && fact.id === id ? fact.messages : []))
    .flatMap(({ parts }) => parts)
    .map(part => (part.kind === 'text' ? part.text : ''))
    .join('')

type Tests = { readonly count: number | null; readonly texts: readonly string[] }

/** No tests: promptfoo asks every prompt once. A list holds cases, and files of cases. */
async function testsOf(tree: Tree, tests: YamlValue, folder: string): Promise<Tests> {
  if (tests.shape === 'nothing') return { count: 1, texts: [] }
  const parts = tests.shape === 'list' ? tests.items() : [tests]
  const counted = await Promise.all(parts.map(part => casesOf(tree, part.text(), folder)))
  const count = counted.reduce<number | null>(
    (sum, part) => (sum === null || part.count === null ? null : sum + part.count),
    0,
  )
  return { count, texts: counted.flatMap(({ texts }) => texts) }
}

async function casesOf(tree: Tree, file: string | null, folder: string): Promise<Tests> {
  if (file === null) return { count: 1, texts: [] }
  const path = posix.normalize(posix.join(folder, file.replace(/^file:\/\//, '')))
  const text = await textOf(tree, path)
  if (text === null) return { count: null, texts: [] }
  const lines = text.split('\n').filter(line => line.trim() !== '').length
  if (path.endsWith('.csv')) return { count: lines - 1, texts: [text] }
  if (path.endsWith('.jsonl')) return { count: lines, texts: [text] }
  if (!/\.(?:ya?ml|json)$/.test(path)) return { count: null, texts: [] }
  const listed = firstDocument(parseYaml({ path, text }))
  return { count: listed?.shape === 'list' ? listed.items().length : 1, texts: [text] }
}
