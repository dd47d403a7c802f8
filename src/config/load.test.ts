import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadConfig } from './load.ts'
import type { RuleOptionsSchema } from './rule-options.ts'

const RULES: readonly RuleOptionsSchema[] = [
  { id: 'agent-loop-unbounded', options: {} },
  {
    id: 'missing-tags',
    options: {
      tags: { type: 'array', items: { type: 'string' }, description: 'Keys that every workload must carry.' },
    },
  },
  {
    id: 'prompt-growth',
    options: {
      percent: { type: 'number', minimum: 0, maximum: 100, description: 'Growth that is worth a word.' },
      band: { type: 'string', enum: ['expected', 'high'], description: 'Which end of the range.' },
      quiet: { type: 'boolean', description: 'Leave out the suggestions.' },
    },
  },
]

const load = (text: string) => loadConfig({ path: 'unitcost.yml', text }, { rules: RULES })

/** What a person sees of the diagnostics. */
const complaints = (text: string) =>
  load(text)
    .diagnostics.map(({ line, severity, message, hint }) => `${line} ${severity}: ${message} ${hint}`)
    .join('\n')

const FULL_EXAMPLE = `
version: 1
extends: [recommended]              # rule packs: built in, or ./path/in/this/repo.yml
discover: true
enforce: block                      # observe | warn | block; also per budget and rule, with a date
defaults: { model: openai/gpt-5-mini, output_tokens: 300 }
tiers: { frontier: [openai/gpt-5*, anthropic/claude-opus-*] }   # overrides pricing/models.json
workloads:
  support-chat:
    owner: "@acme/support"
    environment: production
    tags: { finops.team: support, finops.use-case: chat }
    traffic: 1.2M/month             # 40k/day, 500/hour; omit it and there is no monthly figure
    urgency: interactive            # interactive | minutes | batch
    slo: { ttft_p95_ms: 800, tpot_p95_ms: 40 }
    outcome: { name: resolved ticket, requests: 3.2, failure_usd: 4.50 }
    calls:
      classify: { prompt: prompts/classify.prompty, task: classification, output_tokens: 12 }
      answer:
        prompt: prompts/answer.j2
        model: route:gateway/litellm.yaml#smart      # or provider/model
        variables: { question: 60, profile: 120 }    # tokens each
        context: { chunks: 6, tokens_per_chunk: 350 }
        retrieval: { embedding_model: openai/text-embedding-3-small, query_tokens: 60, rerank_model: cohere/rerank-v3.5, candidates: 40, usd_per_query: 0.00002 }
        history_tokens: 900
        output_tokens: { expected: 240, high: 700 }  # or a number; or leave it to the evals
        per_request: 1                               # independent calls per request
        loop: { mean: 2.4, p95: 6, max: 8, growth_tokens: 700 }   # an agent
        prompt_cache_hit_rate: 0.8
        response_cache: { hit_rate: 0.2, lookup_tokens: 60, lookup_model: openai/text-embedding-3-small }
        retry_rate: 0.02
        fallback_rate: 0.01
        escalation: { rate: 0.1, to: openai/gpt-5 }
        limits: { tool_calls: 12, tokens_per_task: 60000, usd_per_task: 0.25, timeout_s: 60 }
    evals: evals/support/promptfooconfig.yaml
    served_by: [infra/vllm.yaml]    # capacity that belongs to this workload
budgets:
  - id: support-monthly
    workloads: [support-chat]       # ids or globs; default: all
    usd_per_request: 0.02
    usd_per_solved_task: 0.03
    usd_per_month: 25000
    increase: { percent: 10, usd_per_month: 500, ignore_below: { percent: 1, usd_per_month: 20 } }
    warn_at: 80%
    quality: { max_drop: 5pp, min_pass_rate: 75% }
rules:
  agent-loop-unbounded: error       # error | warning | note | off
  missing-tags: { level: warning, tags: [finops.team, finops.use-case] }
  own:
    - id: no-frontier-in-dev
      when: workload.environment == "development" && target.tier == "frontier"    # CEL
      level: error
      message: Use a small model outside production.
`

describe('good files', () => {
  test('every key of the documentation is accepted', () => {
    const { config, diagnostics } = load(FULL_EXAMPLE)
    expect(diagnostics).toEqual([])
    expect(config?.workloads?.['support-chat']?.calls?.['answer']).toMatchObject({
      prompt_cache_hit_rate: 0.8,
      output_tokens: { expected: 240, high: 700 },
      escalation: { rate: 0.1, to: 'openai/gpt-5' },
    })
  })

  test('a version is enough', () => {
    expect(load('version: 1')).toMatchObject({ config: { version: 1 }, diagnostics: [] })
  })

  test('values come in one form, however they are written', () => {
    const { config } = load(`
version: 1
enforce: { level: block, from: 2027-01-15 }
workloads:
  chat:
    traffic: 500/hour
    evals: evals/a.yaml
    served_by: [infra/a.tf, infra/b.tf]
    calls: { answer: { retry_rate: 2%, fallback_rate: 0.5 } }
budgets:
  - { id: chat, warn_at: 80%, usd_per_month: 1e3, quality: { max_drop: 5pp }, increase: { percent: 10% } }
rules: { agent-loop-unbounded: off, missing-tags: { tags: [team] } }
`)
    expect(config).toEqual({
      version: 1,
      enforce: { level: 'block', from: '2027-01-15' },
      workloads: {
        chat: {
          traffic: 365_000,
          evals: ['evals/a.yaml'],
          served_by: ['infra/a.tf', 'infra/b.tf'],
          calls: { answer: { retry_rate: 0.02, fallback_rate: 0.5 } },
        },
      },
      budgets: [
        {
          id: 'chat',
          warn_at: 0.8,
          usd_per_month: 1000,
          quality: { max_drop: 0.05 },
          increase: { percent: 10 },
        },
      ],
      rules: { 'agent-loop-unbounded': { level: 'off' }, 'missing-tags': { tags: ['team'] } },
    })
  })

  test('names may be the names of keys', () => {
    const text =
      'version: 1\nworkloads: { traffic: { calls: { retry_rate: { variables: { traffic: 9 } } } } }'
    expect(load(text)).toMatchObject({
      config: { workloads: { traffic: { calls: { retry_rate: { variables: { traffic: 9 } } } } } },
      diagnostics: [],
    })
  })

  test('anchors save typing', () => {
    const text = 'version: 1\nworkloads:\n  a: &same { owner: me }\n  b: *same\n'
    expect(load(text).config?.workloads?.['b']).toEqual({ owner: 'me' })
  })
})

describe('places', () => {
  const { places } = load(FULL_EXAMPLE)
  test.for([
    [['version'], 2],
    [['workloads', 'support-chat', 'traffic'], 13],
    [['workloads', 'support-chat', 'calls', 'answer', 'loop', 'max'], 28],
    [['budgets', 0], 38],
    [['budgets', 0, 'increase', 'percent'], 43],
    [['budgets', 0, 'band'], 38],
    [['workloads', 'not-there', 'traffic'], 8],
    [['nowhere'], 2],
  ] as const)('%j is at line %d', ([pointer, line]) => {
    expect(places(pointer)).toEqual({ path: 'unitcost.yml', line })
  })

  test('a key behind an anchor is where it is written', () => {
    const { places } = load('version: 1\nworkloads:\n  a: &same\n    owner: me\n  b: *same\n')
    expect(places(['workloads', 'b', 'owner']).line).toBe(4)
  })
})

describe('bad files', () => {
  test('keys and names', () => {
    expect(
      complaints(`
verison: 1
workloads:
  support chat: {}
  support:
    trafic: 40k/day
    calls:
      answer: { promt: prompts/answer.j2, escalation: { rate: 1% } }
budgets:
  - usd_per_month: 100
    increase: { precent: 10 }
rules:
  own:
    - { id: no-frontier, when: "true", message: Too big. }
`),
    ).toMatchInlineSnapshot(`
      "2 error: The file needs \`version\`. Add \`version\`: 1.
      2 error: \`verison\` is not a key of unitcost.yml. Did you mean \`version\`?
      4 error: \`support chat\` must be a name of letters, digits, \`.\`, \`_\`, \`-\` and \`/\`. Reports and budgets use this name. Choose another one.
      6 error: \`trafic\` is not a key of a workload. Did you mean \`traffic\`?
      8 error: \`promt\` is not a key of a call. Did you mean \`prompt\`?
      8 error: \`escalation\` needs \`to\`. Add \`to\`: a model such as openai/gpt-5-mini, or a route such as route:gateway/litellm.yaml#smart.
      10 error: A budget needs \`id\`. Add \`id\`: a name of letters, digits, \`.\`, \`_\`, \`-\` and \`/\`.
      11 error: \`precent\` is not a key of an increase limit. Did you mean \`percent\`?
      14 error: A rule of your own needs \`level\`. Add \`level\`: error, warning, note or off."
    `)
  })

  test('values', () => {
    expect(
      complaints(`
version: 2
enforce: blok
discover: maybe
workloads:
  support:
    traffic: 40k per day
    owner:
    slo: fast
    calls:
      answer:
        prompt: ../secrets/answer.j2
        model: "route:#smart"
        retry_rate: 120%
        per_request: -1
        output_tokens: { expected: 240 }
        variables: { question: many }
        limits: [60]
budgets: []
`),
    ).toMatchInlineSnapshot(`
      "2 error: \`version\` must be 1, not \`2\`. The version of this format.
      3 error: \`enforce\` must be observe, warn or block, or { level: block, from: 2027-01-15 }, not \`blok\`. Did you mean \`block\`?
      4 error: \`discover\` must be true or false, not \`maybe\`. Also report prompts, routes and resources that no workload below uses. Default: true.
      7 error: \`traffic\` must be requests per time such as 1.2M/month, 40k/day, 500/hour or 3/second (a bare number is per month), not \`40k per day\`. Requests of its users. Without it there is a cost per request and no monthly figure.
      8 error: \`owner\` must be text, not empty. Write a value, or remove the key.
      9 error: \`slo\` must be a latency target such as { ttft_p95_ms: 800 }, not \`fast\`. Its keys are ttft_p95_ms, tpot_p95_ms.
      12 error: \`prompt\` must be a path in this repository such as prompts/answer.j2, not \`../secrets/answer.j2\`. The prompt file, with #name where a file holds several. Its text is counted as billed.
      13 error: \`model\` must be a model such as openai/gpt-5-mini, or a route such as route:gateway/litellm.yaml#smart, not \`route:#smart\`. Who answers: provider/model, or route:PATH#NAME for what a gateway file decides.
      14 error: \`retry_rate\` must be a share such as 0.8 or 80%, not \`120%\`. Share of calls that are sent, and billed, again.
      15 error: \`per_request\` must be a number of at least 0, not \`-1\`. Independent calls of this kind per request. Default 1.
      16 error: \`output_tokens\` needs \`high\`. Add \`high\`: a number.
      17 error: \`question\` must be a number such as 300, or a range such as { expected: 240, high: 700 }, not \`many\`. Its keys are low, expected, high.
      18 error: \`limits\` must be limits such as { timeout_s: 60 }, not a list. Its keys are tool_calls, tokens_per_task, usd_per_task, timeout_s."
    `)
  })

  test('policy values', () => {
    expect(
      complaints(`
version: 1
budgets:
  - id: monthly
    usd_per_month: $500
    warn_at: 80
    quality: { max_drop: 5 }
    enforce: { level: block, from: tomorrow }
    band: highest
rules:
  agent-loop-unbounded: eror
  missing-tags: { level: warn }
waivers:
  - { budget: monthly, by: me, until: 2027-01-01, because: launch, up_to: {} }
`),
    ).toMatchInlineSnapshot(`
      "5 error: \`usd_per_month\` must be an amount in USD such as 25000, not \`$500\`. Most USD per month, for all workloads it covers together.
      6 error: \`warn_at\` must be a share such as 0.8 or 80%, not \`80\`. Share of a limit from which a warning is shown.
      7 error: \`max_drop\` must be percentage points such as 5pp or 0.05, not \`5\`. Largest drop of the pass rate against base, over the tests that both sides ran.
      8 error: \`from\` must be a date such as 2027-01-15, not \`tomorrow\`. The first day. Before it, findings are shown and do not block.
      9 error: \`band\` must be expected or high, not \`highest\`. Did you mean \`high\`?
      11 error: \`agent-loop-unbounded\` must be error, warning, note or off, or { level: warning, … }, not \`eror\`. Did you mean \`error\`?
      12 error: \`level\` must be error, warning, note or off, not \`warn\`. Known values: error, warning, note, off.
      14 error: \`up_to\` must be a cap such as { usd_per_month: 30000 }, not empty. The cost up to which it holds. Required for a budget."
    `)
  })

  test('numbers that contradict each other', () => {
    expect(
      complaints(`
version: 1
defaults: { output_tokens: { expected: 300, high: 200 } }
assumptions: { variable_tokens: { low: 200, expected: 100, high: 300 } }
workloads:
  support:
    calls:
      answer:
        variables: { question: { expected: 60, high: 6 } }
        history_tokens: { expected: 900, high: 899 }
        loop: { mean: 10, p95: 9, max: 8 }
`),
    ).toMatchInlineSnapshot(`
      "3 error: \`high\` (200) is less than \`expected\` (300). Raise \`high\` to at least 300, or lower \`expected\`.
      4 error: \`expected\` (100) is less than \`low\` (200). Raise \`expected\` to at least 200, or lower \`low\`.
      9 error: \`high\` (6) is less than \`expected\` (60). Raise \`high\` to at least 60, or lower \`expected\`.
      10 error: \`high\` (899) is less than \`expected\` (900). Raise \`high\` to at least 900, or lower \`expected\`.
      11 error: \`max\` (8) is less than \`mean\` (10). Raise \`max\` to at least 10, or lower \`mean\`.
      11 error: \`p95\` (9) is less than \`mean\` (10). Raise \`p95\` to at least 10, or lower \`mean\`.
      11 error: \`max\` (8) is less than \`p95\` (9). Raise \`max\` to at least 9, or lower \`p95\`."
    `)
  })

  test('policy that cannot hold', () => {
    expect(
      complaints(`
version: 1
enforce: { level: block, from: 2027-02-30 }
budgets:
  - { id: monthly, increase: { percent: 0.1 } }
  - { id: monthly }
rules:
  agent-loop-unbounded: { level: error, enforce: { level: block, from: 2027-04-31 } }
  own:
    - { id: missing-tags, when: "true", level: error, message: Never. }
waivers:
  - { by: me, until: 2027-06-31, because: launch }
  - { budget: montly, by: me, until: 2027-01-01, because: launch, up_to: { usd_per_month: 1 } }
  - { budget: monthly, by: me, until: 2027-01-01, because: launch }
  - { rule: missing-tag, by: me, until: 2027-01-01, because: launch }
`),
    ).toMatchInlineSnapshot(`
      "3 error: 2027-02-30 is not a day of the calendar. Write a date such as 2027-01-15.
      5 error: The id \`monthly\` is used again below. Give each its own id: reports name it.
      5 warning: \`percent: 0.1\` is less than one percent. Write 10 if you mean 10 %.
      6 warning: The budget \`monthly\` limits nothing. Add one of usd_per_mtok, latency, usd_per_request, usd_per_solved_task, usd_per_outcome, usd_per_month, increase, quality.
      8 error: 2027-04-31 is not a day of the calendar. Write a date such as 2027-01-15.
      10 error: \`missing-tags\` is the id of a built-in rule. Choose another id for your rule.
      12 error: A waiver needs either \`rule\` or \`budget\`. Say which one it excuses.
      12 error: 2027-06-31 is not a day of the calendar. Write a date such as 2027-01-15.
      13 error: \`montly\` is not one of the budgets. Did you mean \`monthly\`?
      14 error: A waiver of a budget needs \`up_to\`. Say up to which cost it holds: { usd_per_month: 30000 }.
      15 error: \`missing-tag\` is not one of the rules. Did you mean \`missing-tags\`?"
    `)
  })

  test('rules and their options', () => {
    expect(
      complaints(`
version: 1
rules:
  agent-loop-unbound: error
  missing-tags: { level: warning, tag: [team] }
  prompt-growth: { percent: 200, band: low, quiet: yes }
`),
    ).toMatchInlineSnapshot(`
      "4 error: \`agent-loop-unbound\` is not a rule. Did you mean \`agent-loop-unbounded\`?
      5 error: \`tag\` is not an option of the rule \`missing-tags\`. Did you mean \`tags\`?
      6 error: \`percent\` must be a number of at least 0 and of at most 100, not \`200\`. Growth that is worth a word.
      6 error: \`band\` must be expected or high, not \`low\`. Which end of the range.
      6 error: \`quiet\` must be true or false, not \`yes\`. Leave out the suggestions."
    `)
  })

  test('budgets that cover nothing are told, and loaded', () => {
    const text = `
version: 1
workloads:
  support-chat: { owner: "@acme/support", tags: { team: support } }
budgets:
  - { id: a, usd_per_month: 1, workloads: [suport-chat, support-*, "*", prompts/*] }
  - { id: b, usd_per_month: 1, owner: "@acme/suport" }
  - { id: c, usd_per_month: 1, environment: production }
  - { id: d, usd_per_month: 1, tags: { team: suport, cost-center: x } }
waivers:
  - { rule: missing-tags, workloads: [billing], by: me, until: 2027-01-01, because: launch }
`
    expect(complaints(text)).toMatchInlineSnapshot(`
      "6 warning: \`suport-chat\` matches no workload of this file. Did you mean \`support-chat\`?
      7 warning: No workload of this file has owner \`@acme/suport\`. Did you mean \`@acme/support\`?
      8 warning: No workload of this file has environment \`production\`. There are no values of environment.
      9 warning: No workload of this file has tags.team \`suport\`. Did you mean \`support\`?
      9 warning: No workload of this file has tags.cost-center \`x\`. There are no values of tags.cost-center.
      11 warning: \`billing\` matches no workload of this file. Known workloads: support-chat."
    `)
    expect(load(text).config?.budgets).toHaveLength(4)
  })

  test('without discovery, a path is no workload either', () => {
    const text = 'version: 1\ndiscover: false\nbudgets: [{ id: a, usd_per_month: 1, workloads: [prompts/*] }]'
    expect(complaints(text)).toMatchInlineSnapshot(
      `"3 warning: \`prompts/*\` matches no workload of this file. There are no workloads."`,
    )
  })
})

test('files that are not YAML of ours', () => {
  const files = [
    ['empty', ''],
    ['a text', 'hello'],
    ['a list', '- version: 1'],
    ['tabs', 'version: 1\nworkloads:\n\ta: {}'],
    ['a broken list', 'version: 1\nextends: [recommended'],
    ['a duplicate key', 'version: 1\nbudgets: []\nbudgets: []'],
    ['two documents', 'version: 1\n---\nversion: 1'],
    ['a tag', 'version: 1\nworkloads: !include other.yml'],
    ['a merge key', 'version: 1\nworkloads:\n  a: &a { owner: me }\n  b: { <<: *a }'],
    ['not a number', 'version: 1\nbudgets: [{ id: a, usd_per_month: .nan }]'],
    ['infinity', 'version: 1\nbudgets: [{ id: a, usd_per_month: .inf }]'],
  ] as const
  expect(files.map(([, text]) => load(text).config)).toEqual(files.map(() => null))
  expect(files.map(([name, text]) => `${name}: ${complaints(text)}`).join('\n')).toMatchInlineSnapshot(`
    "empty: null error: The file must be a map of keys. Begin with \`version: 1\`.
    a text: 1 error: The file must be a map of keys. Begin with \`version: 1\`.
    a list: 1 error: The file must be a map of keys. Begin with \`version: 1\`.
    tabs: 3 error: This is not valid YAML: Tabs are not allowed as indentation. Correct the syntax; nothing after this place was read.
    a broken list: 2 error: This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]. Correct the syntax; nothing after this place was read.
    a duplicate key: 3 error: \`budgets\` is written twice in the same map. Keep one of the two.
    two documents: 2 error: This is not valid YAML: it holds several documents. Correct the syntax; nothing after this place was read.
    a tag: 2 error: This is not valid YAML: Unresolved tag: !include. Correct the syntax; nothing after this place was read.
    a merge key: 4 error: \`<<\` is not a key of a workload. Known keys: owner, environment, tags, traffic, urgency, slo, outcome, calls, evals, usage, served_by, capacity_overhead, and 1 more.
    not a number: 2 error: \`usd_per_month\` must be an amount in USD such as 25000, not \`NaN\`. Most USD per month, for all workloads it covers together.
    infinity: 2 error: \`usd_per_month\` must be an amount in USD such as 25000, not \`Infinity\`. Most USD per month, for all workloads it covers together."
  `)
})

describe('hostile files', () => {
  const bomb = Array.from({ length: 9 }, (_, n) => `x${n + 1}: &x${n + 1} [${`*x${n},`.repeat(9)}]`).join(
    '\n',
  )
  test.for([
    ['an alias bomb', `x0: &x0 [1]\n${bomb}`],
    ['an alias of itself', 'version: 1\nworkloads: &w { a: *w }'],
    ['deep brackets', '['.repeat(100_000)],
    ['deep maps', '{a: '.repeat(60_000)],
    ['deep dashes', '- '.repeat(100_000)],
    ['deep indentation', Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['many unknown keys', Array.from({ length: 25_000 }, (_, n) => `k${n}: 1`).join('\n')],
    ['many budgets', `version: 1\nbudgets:\n${'- id: a\n'.repeat(30_000)}`],
    ['a long key', `${'k'.repeat(200_000)}: 1`],
    ['a huge file', `# ${'x'.repeat(300_000)}\nversion: 1`],
    ['odd bytes', 'version: 1\n\u0000\u001b[31m\u202e: 1'],
    ['a prototype', 'version: 1\n__proto__: { version: 1 }\nconstructor: 1'],
    ['a prototype inside', 'version: 1\nworkloads: { a: { __proto__: { owner: me } } }'],
  ] as const)('%s is refused in few words', ([, text]) => {
    const { config, diagnostics } = load(text)
    expect(config).toBeNull()
    expect(diagnostics.length).toBeGreaterThan(0)
    expect(diagnostics.length).toBeLessThanOrEqual(20)
    for (const { message } of diagnostics) {
      expect(message.length).toBeLessThan(400)
      expect(message).not.toMatch(/\p{C}/u)
    }
  })

  test('more than twenty problems end in a count', () => {
    const text = Array.from({ length: 30 }, (_, n) => `key${n}: 1`).join('\n')
    const { diagnostics } = load(text)
    expect(diagnostics).toHaveLength(20)
    expect(diagnostics.at(-1)?.message).toBe('There are 12 more problems in this file.')
    expect(diagnostics.map(({ line }) => line)).toEqual(
      diagnostics.map(({ line }) => line).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    )
  })
})

describe('whatever is written', () => {
  const PLACES_OF_KEYS = [
    (key: string) => `version: 1\n${key}: 1`,
    (key: string) => `version: 1\nworkloads: { support: { ${key}: 1 } }`,
    (key: string) => `version: 1\nworkloads: { support: { calls: { answer: { ${key}: 1 } } } }`,
    (key: string) => `version: 1\nbudgets: [{ id: a, usd_per_month: 1, ${key}: 1 }]`,
    (key: string) =>
      `version: 1\nrules: { own: [{ id: a, when: "true", level: note, message: b, ${key}: 1 }] }`,
    (key: string) => `version: 1\nrules: { missing-tags: { ${key}: 1 } }`,
  ]

  test('an unknown key is an error that names it', () => {
    const unknownKey = fc.stringMatching(/^x[a-z_]{2,20}$/)
    fc.assert(
      fc.property(unknownKey, fc.constantFrom(...PLACES_OF_KEYS), (key, file) => {
        const { config, diagnostics } = load(file(key))
        expect(config).toBeNull()
        expect(diagnostics).toHaveLength(1)
        expect(diagnostics[0]?.message).toMatch(new RegExp(`^\`${key}\` is not `))
      }),
    )
  })

  test('text never throws', () => {
    const lines = fc.array(fc.constantFrom(...FULL_EXAMPLE.split('\n'), '- x', '  : [', '&a *a', '? !x'), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(
        fc.oneof(
          lines.map(text => text.join('\n')),
          fc.string(),
        ),
        text => {
          const { config, diagnostics } = load(text)
          expect(config === null).toBe(diagnostics.some(({ severity }) => severity === 'error'))
        },
      ),
    )
  })
})
