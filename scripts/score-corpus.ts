import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { withPolicies } from '../src/assemble/route-policies.ts'
import { projects } from '../src/readers/projects.ts'
import { readContent } from '../src/readers/read-content.ts'
import { NO_SETUP } from '../src/readers/reader.ts'
import { firstDocument, parseYaml } from '../src/readers/yaml.ts'
import { valueOf } from '../src/readers/yaml-value.ts'
import type { YamlValue } from '../src/readers/yaml.ts'
import { seeProject } from './score-corpus/project.ts'
import { score } from './score-corpus/score.ts'
import type { Score, Topic } from './score-corpus/score.ts'
import type { Seen } from './score-corpus/seen.ts'

/**
 * Reads a corpus of real files at the paths of their repositories and compares what the readers say with what
 * is expected. The corpus is `prompts-routes-evals.json` and `infrastructure.json`, lists of `{id, kind, path,
 * file or files, expect}`, with the files below the same folder.
 * `node scripts/score-corpus.ts CORPUS [--sentences] [--repositories DIR]`; `--sentences` lists what only the eye
 * can judge. Infrastructure without a stored copy is read in `DIR/OWNER+NAME`, a checkout of its repository.
 */
function main(folder: string | undefined, { sentences, repositories }: Options) {
  if (folder === undefined) throw new Error('usage: node scripts/score-corpus.ts CORPUS [--sentences]')
  const topics = TOPICS.map(({ topic, title, list }) => ({
    title,
    scored: casesOf(folder, list).map(
      topic === 'prompts' ? scoreIn(folder, topic) : scoreProject(folder, repositories ?? null),
    ),
  }))
  console.log(topics.flatMap(({ title, scored }) => report(title, scored, sentences === true)).join('\n'))
}

type Options = { readonly sentences?: boolean; readonly repositories?: string }

const TOPICS = [
  { topic: 'prompts', title: 'Prompts, routes, agents, evals', list: 'prompts-routes-evals.json' },
  { topic: 'infrastructure', title: 'Infrastructure', list: 'infrastructure.json' },
] as const

function casesOf(folder: string, list: string): readonly YamlValue[] {
  const path = join(folder, list)
  const document = existsSync(path)
    ? firstDocument(parseYaml({ path, text: readFileSync(path, 'utf8') }))
    : null
  return document?.items() ?? []
}

type Scored = { readonly id: string; readonly kind: string; readonly result: Score | 'not available' | Crash }
type Crash = { readonly crash: string }

const scoreIn =
  (folder: string, topic: Topic) =>
  (entry: YamlValue): Scored => {
    const id = entry.get('id').text() ?? ''
    const kind = entry.get('kind').text() ?? ''
    const files = [
      entry.get('file').text(),
      ...entry
        .get('files')
        .items()
        .map(item => item.text()),
    ].filter(file => file !== null)
    const stored = files.filter(file => existsSync(join(folder, file)))
    if (stored.length === 0) return { id, kind, result: 'not available' }
    try {
      return {
        id,
        kind,
        result: score(entry.get('expect'), see(folder, stored, entry.get('path').text() ?? ''), topic),
      }
    } catch (error) {
      return { id, kind, result: { crash: String(error) } }
    }
  }

const scoreProject =
  (corpus: string, repositories: string | null) =>
  (entry: YamlValue): Scored => {
    const id = entry.get('id').text() ?? ''
    const kind = entry.get('kind').text() ?? ''
    try {
      const seen = seeProject(entry, { corpus, repositories })
      const result = seen && score(entry.get('expect'), seen, 'infrastructure')
      return { id, kind, result: result ?? 'not available' }
    } catch (error) {
      return { id, kind, result: { crash: String(error) } }
    }
  }

/** Each file at its path in the repository; further files of a case lie beside the one that it names. */
function see(folder: string, files: readonly string[], path: string): Seen {
  const read = files.map(file => {
    const text = readFileSync(join(folder, file), 'utf8')
      .replace(/^\uFEFF/, '')
      .replaceAll(/\r\n?/g, '\n')
    const place = basename(file) === basename(path) ? path : join(dirname(path), basename(file))
    return {
      text,
      place,
      ...readContent({ path: place, key: '', isNamed: false }, { kind: 'text', text }),
    }
  })
  // Formats that spread over files get all files of the case that are theirs.
  const together = projects.flatMap(project => {
    const own = read.filter(each => each.projects.includes(project.id))
    const texts = new Map(own.map(({ place, text }) => [place, { path: place, text }]))
    return own.length === 0 ? [] : [project.read(texts, NO_SETUP)]
  })
  const all = [...read, ...together]
  const [first] = read
  const parsed = first === undefined ? null : firstDocument(parseYaml({ path, text: first.text }))
  return {
    document: parsed ?? EMPTY,
    facts: withPolicies(all.flatMap(({ facts }) => facts)),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
    text: read.map(({ text }) => text).join('\n'),
  }
}

const EMPTY = valueOf(null, { lineAt: () => 1, resolve: () => null })

type Judged = { readonly id: string; readonly kind: string; readonly result: Score }

function report(title: string, scored: readonly Scored[], listSentences: boolean): readonly string[] {
  const judged = scored.filter(
    (one): one is Judged => typeof one.result === 'object' && 'checks' in one.result,
  )
  const kinds = [...new Set(judged.map(({ kind }) => kind))]
  const missing = scored.filter(({ result }) => result === 'not available')
  const crashed = scored.filter(
    (one): one is Scored & { result: Crash } => typeof one.result === 'object' && 'crash' in one.result,
  )
  const all = judged.flatMap(({ id, result }) => result.byEye.map(sentence => `  ${id}  ${sentence}`))
  const passed = judged.filter(
    ({ result }) =>
      result.checks.length > 0 && result.checks.every(({ found }) => found) && result.invented.length === 0,
  )
  const checked = judged.filter(({ result }) => result.checks.length > 0).length
  return [
    `${title}: ${tally(judged)}; ${passed.length} of ${checked} cases without a failure, ${judged.length - checked} more without a fact to compare`,
    ...kinds.map(kind => `  ${kind}: ${tally(judged.filter(one => one.kind === kind))}`),
    `  ${all.length} sentences for the eye${listSentences ? '' : ' (--sentences lists them)'}; not available: ${missing.length}`,
    `  no facts of ours: ${[...new Set(judged.flatMap(({ result }) => result.unasked))].join(', ')}`,
    ...crashed.map(({ id, result }) => `  CRASH ${id}  ${result.crash}`),
    ...judged.flatMap(({ id, result }) => [
      ...result.checks
        .filter(({ found }) => !found)
        .map(({ what, unknown }) => `  ${unknown === true ? 'unknown' : 'missing'} ${id}  ${what}`),
      ...result.invented.map(word => `  invented ${id}  ${word}`),
    ]),
    ...(listSentences ? all : []),
    '',
  ]
}

function tally(judged: readonly Judged[]): string {
  const checks = judged.flatMap(({ result }) => result.checks)
  const found = checks.filter(check => check.found).length
  const words = judged.flatMap(({ result }) => result.invented).length
  const share = checks.length === 0 ? '' : ` (${((100 * found) / checks.length).toFixed(1)} %)`
  const unknown = checks.filter(check => !check.found && check.unknown === true).length
  const said = unknown === 0 ? '' : `, ${unknown} said to be unknown`
  return `${found} of ${checks.length} expected facts found${share}${said}, ${words} invented`
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { sentences: { type: 'boolean' }, repositories: { type: 'string' } },
  })
  main(positionals[0], values)
}
