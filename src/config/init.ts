import { MODEL, NAME, PATH } from './value.schema.ts'

export type Draft = {
  readonly workloads: readonly DraftWorkload[]
}

export type DraftWorkload = {
  readonly id: string
  readonly calls: readonly DraftCall[]
  /** Today's expected cost; null where it is not known. */
  readonly usdPerRequest: number | null
  readonly usdPerMonth: number | null
  readonly served_by?: readonly string[]
  /** The eval suite that is written for it. */
  readonly evals?: string
}

type DraftCall = { readonly id: string; readonly prompt: string | null; readonly model: string | null }

/** The text of a first unitcost.yml: every workload found, and budgets at today's cost + 10 %. It loads as it is. */
export function draftConfig(draft: Draft): string {
  const names = uniqueNames(draft.workloads.map(workload => workload.id))
  const workloads = draft.workloads.map((workload, index) => ({
    ...workload,
    id: names[index] ?? workload.id,
  }))
  return [
    ...head,
    ...section('workloads', workloads.flatMap(workloadLines)),
    ...budgetSection(workloads),
    '',
  ].join('\n')
}

const head = [
  '# What this repository’s AI workloads are, and what a pull request may make them cost.',
  '# Every key is optional except version. An unknown key is an error, so a typo cannot pass unseen.',
  'version: 1',
  '',
  'extends: [recommended]   # built-in rules, all of them warnings or notes',
  'enforce: block           # observe | warn | block: what a broken budget does to a pull request',
  '',
  '# A workload is something that serves requests and has an owner.',
  '# Lines that are commented out are what only you can know; filling them in makes the numbers yours.',
]

const section = (key: string, lines: readonly string[]) =>
  lines.length > 0 ? [`${key}:`, ...lines] : [`# ${key}: nothing was found to fill in here yet`]

function workloadLines(workload: DraftWorkload): readonly string[] {
  const servedBy = (workload.served_by ?? []).filter(path => PATH_FORM.test(path))
  const names = uniqueNames(workload.calls.map(call => call.id))
  const calls = workload.calls.flatMap((call, index) => callLines(names[index] ?? call.id, call))
  const stated = [
    ...(calls.length > 0 ? ['    calls:', ...calls] : []),
    ...(workload.evals === undefined ? [] : [`    evals: ${plain(workload.evals)}`]),
    ...(servedBy.length > 0 ? [`    served_by: [${servedBy.map(plain).join(', ')}]`] : []),
  ]
  return [
    mapKey(`  ${plain(workload.id)}:`, stated),
    '    # owner: "@your-team"',
    '    # environment: production',
    '    # traffic: 100k/month   # or 40k/day, 500/hour; without it there is no monthly figure',
    ...stated,
  ]
}

function callLines(name: string, { prompt, model }: DraftCall): readonly string[] {
  const stated = [...reference('prompt', prompt, PATH_FORM), ...reference('model', model, MODEL_FORM)]
  return [
    mapKey(`      ${plain(name)}:`, stated),
    ...stated,
    ...(prompt === null ? ['        # prompt: prompts/your-prompt.md'] : []),
    ...(model === null ? ['        # model: openai/gpt-5-mini'] : []),
    '        # output_tokens: { expected: 240, high: 700 }   # without it, 300 are assumed',
  ]
}

/** A key with only comments below would be empty, which is an error. */
const mapKey = (key: string, lines: readonly string[]) =>
  lines.length > 0 ? key : `${key} {}   # remove {} when you fill in a line below`

const reference = (key: string, value: string | null, form: RegExp): readonly string[] =>
  value !== null && form.test(value) && value.length <= 500 ? [`        ${key}: ${plain(value)}`] : []

function budgetSection(workloads: readonly DraftWorkload[]): readonly string[] {
  return [
    '',
    '# Today’s cost + 10 %. A pull request that goes beyond it is blocked; raise a limit here, in a change of its own.',
    ...section('budgets', workloads.flatMap(budgetLines)),
  ]
}

function budgetLines({ id, usdPerRequest, usdPerMonth }: DraftWorkload): readonly string[] {
  const limits = [...limit('usd_per_request', usdPerRequest), ...limit('usd_per_month', usdPerMonth)]
  if (limits.length === 0) return []
  return [`  - id: ${plain(id)}`, `    workloads: [${plain(id)}]`, ...limits, '    warn_at: 95%']
}

const limit = (key: string, today: number | null) =>
  today !== null && today > 0
    ? [`    ${key}: ${roundedUp(today * 1.1)}   # today ${Number(today.toPrecision(3))}`]
    : []

/** Up to two significant digits: 0.004543 → 0.0046. */
function roundedUp(amount: number): number {
  const step = 10 ** (Math.floor(Math.log10(amount)) - 1)
  // A millionth of a step keeps 0.0044 from becoming 0.0045 for a float's last bit.
  return Number((Math.ceil(amount / step - 1e-6) * step).toPrecision(2))
}

/** Names that the schema takes: odd characters become `-`, and a repeated name gets a number. */
function uniqueNames(ids: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return ids.map(id => {
    const name = named(id)
    let unique = name
    for (let n = 2; taken.has(unique); n++) unique = `${name}-${n}`
    taken.add(unique)
    return unique
  })
}

const named = (id: string) =>
  id
    .replaceAll(/[^A-Za-z0-9._/-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, NAME.maxLength - 10)
    .replace(/-+$/, '') || 'unnamed'

const plain = (text: string) =>
  /^[A-Za-z][\w./#@*-]*(:[\w./#@*-]+)*$/.test(text) && !/^(true|false|null)$/i.test(text)
    ? text
    : JSON.stringify(text)

const PATH_FORM = new RegExp(PATH.pattern, 'u')
const MODEL_FORM = new RegExp(MODEL.pattern, 'u')
