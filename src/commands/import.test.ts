import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeRepository } from '../../test/repository.ts'
import { promptfooResults } from '../readers/evals/promptfoo-results.ts'
import { evalEvidence } from '../readers/evals/eval-evidence.ts'
import { importCommand } from './import.ts'

const repository = await makeRepository()
afterAll(repository.remove)

let folders = 0

/** A new folder with these files. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  folders += 1
  const cwd = join(repository.dir, `folder-${folders}`)
  mkdirSync(cwd)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), content)
  }
  return cwd
}

const runIn = (cwd: string, ...args: readonly string[]) =>
  importCommand.run(args, { cwd, env: {}, today: '2026-11-25', color: false, width: 100 })

const written = (cwd: string, path: string) => readFileSync(join(cwd, '.unitcost', path), 'utf8')

const LABEL = 'prompts/triage.txt: You are a secret agent. Label {{ticket}}'

const row = (index: number, changes: object = {}) => ({
  promptIdx: 0,
  testIdx: index,
  prompt: { raw: `You are a secret agent. Label ticket ${index}`, label: LABEL },
  provider: { id: 'openai:chat:gpt-5-mini', label: '' },
  vars: { ticket: `secret ticket ${index}` },
  testCase: {
    vars: { ticket: `secret ticket ${index}` },
    assert: [{ type: 'equals' }],
    metadata: { critical: index === 0 },
  },
  response: {
    output: 'a secret answer',
    tokenUsage: { prompt: 400 + index, completion: 40, total: 440 + index },
    cost: 9,
  },
  success: index % 3 !== 0,
  failureReason: index % 3 === 0 ? 1 : 0,
  score: index % 3 === 0 ? 0.5 : 1,
  namedScores: { tone: 0.9 },
  latencyMs: 300,
  ...changes,
})

const ROWS = [
  ...[0, 1, 2, 3, 4].map(index => row(index)),
  row(5, { response: undefined, success: false, failureReason: 2, error: 'secret stack' }),
  row(6, { response: { output: 'a secret answer', cached: true, tokenUsage: { total: 440, cached: 440 } } }),
]

const RESULTS = JSON.stringify({
  evalId: 'eval-1',
  results: {
    version: 3,
    timestamp: '2026-11-20T09:30:00.000Z',
    prompts: [{ raw: 'You are a secret agent. Label {{ticket}}', label: LABEL }],
    results: ROWS,
  },
  config: { env: { KEY: 'secret' } },
  runtimeOptions: { repeat: 1 },
})

const CONTRACT = [
  {
    case_id: 'lost-card',
    prompt: 'prompts/answer.j2',
    provider: 'openai',
    model: 'gpt-5-mini',
    pass: true,
    score: 1,
    input_tokens: 400,
    output_tokens: 40,
    cost_usd: 5,
    duration_ms: 300,
  },
  {
    case_id: 'lost-card',
    prompt: 'prompts/answer.j2',
    provider: 'openai',
    model: 'gpt-5-mini',
    pass: false,
    error: null,
  },
  {
    case_id: 'refund',
    prompt: 'prompts/answer.j2',
    provider: 'openai',
    model: 'gpt-5-mini',
    error: 'a secret timeout',
  },
]
const lines = (rows: readonly object[]) => rows.map(each => JSON.stringify(each)).join('\n')

const USAGE = `request_id,ts,model_id,api_version,feature_tag,input_tokens,output_tokens,duration_ms,total_cost_usd,user_id,error
req-secret-1,2026-10-01T00:00:00Z,openai/gpt-5-mini,v1,support-chat,1200,240,900,0.00078,secret,
req-secret-1,2026-10-01T00:00:02Z,openai/gpt-5-mini,v1,support-chat,1800,100,800,0.00065,secret,
req-secret-2,2026-10-03T00:00:00Z,openai/gpt-5-mini,v1,support-chat,1200,,30000,,secret,timeout
req-secret-2,2026-10-03T00:00:40Z,openai/gpt-5-mini,v1,support-chat,1200,260,900,0.00082,secret,
req-secret-3,1790985600,gpt-9-ultra,v1,search,9000,30,400,,secret,
`

describe('evals', () => {
  test.for([
    ['results.json', RESULTS],
    ['rows.jsonl', lines(ROWS)],
  ] as const)(
    '%s of promptfoo: evidence says what the whole file says, test by test',
    async ([name, text]) => {
      const cwd = folderOf({ [name]: text })
      await runIn(cwd, name)
      const path = `evals/${name.split('.')[0]}.json`
      const [whole] = promptfooResults.read({ path: name, text }).facts
      const [kept] = evalEvidence.read({ path, text: written(cwd, path) }).facts
      const tests = (fact: typeof kept) =>
        fact?.kind === 'eval' ? fact.results.map(result => result.tests) : []
      expect(tests(kept).flat()).toHaveLength(7)
      expect(tests(kept)).toEqual(tests(whole))
    },
  )

  test('what was understood is said, and a cost that our prices do not give', async () => {
    const cwd = folderOf({ 'results.json': RESULTS })
    expect((await runIn(cwd, 'results.json', '--suite', 'evals/triage.yaml')).stdout).toMatchInlineSnapshot(`
      "results.json: promptfoo results
        openai:chat:gpt-5-mini · prompts/triage.txt: 3 tests passed, 3 failed, 1 error
      The file says that 5 calls on openai/gpt-5-mini cost $45; at our prices (2026-10-07) it is $0.0009025. Ours count.
      Wrote .unitcost/evals/results.json
      "
    `)
  })

  test('rows of any tool: rows of one case are attempts of one test', async () => {
    const cwd = folderOf({ 'rows.jsonl': lines(CONTRACT) })
    await runIn(cwd, 'rows.jsonl')
    expect(JSON.parse(written(cwd, 'evals/rows.json')).results).toMatchObject([
      {
        provider: 'openai/gpt-5-mini',
        prompt: 'prompts/answer.j2',
        tests: [
          {
            id: 'lost-card',
            attempts: 2,
            passes: 1,
            errors: 0,
            latency_ms: 300,
            usage: { requests: 1, input: 400 },
          },
          { id: 'refund', attempts: 0, passes: 0, errors: 1, usage: null },
        ],
      },
    ])
  })

  test('an Inspect AI log: epochs are attempts, the commit is kept when it is whole', async () => {
    const commit = '0123456789abcdef0123456789abcdef01234567'
    const sample = (value: string, epoch: number) => ({
      id: 'lost-card',
      epoch,
      input: 'secret',
      messages: [{ content: 'secret' }],
      scores: { match: { value, answer: 'secret' } },
      model_usage: { 'openai/gpt-5-mini': { input_tokens: 40, output_tokens: 7 } },
    })
    const log = {
      version: 2,
      status: 'success',
      eval: { task: 'triage', model: 'openai/gpt-5-mini', revision: { commit } },
      stats: { started_at: '2026-11-20T09:30:00+00:00' },
      samples: [sample('C', 1), sample('I', 2), sample('C', 3)],
    }
    const cwd = folderOf({ 'log.json': JSON.stringify(log, null, 2) })
    expect((await runIn(cwd, 'log.json')).stdout).toContain('of commit 0123456789ab (claimed)')
    expect(JSON.parse(written(cwd, 'evals/log.json'))).toMatchObject({
      tool: 'inspect-ai',
      commit,
      results: [
        { prompt: 'triage', tests: [{ id: 'lost-card', attempts: 3, passes: 2, usage: { output: 21 } }] },
      ],
    })
  })

  test('a JUnit report: failures, errors and skipped cases', async () => {
    const report = `<?xml version="1.0"?><testsuites><testsuite name="[openai:gpt-5-mini] prompt 1" timestamp="2026-11-20T09:30:00Z">
      <testcase classname="[openai:gpt-5-mini] prompt 1" name="lost card" time="0.144"/>
      <testcase name="refund"><failure message="secret">secret</failure></testcase>
      <testcase name="login"><error/></testcase><testcase name="later"><skipped/></testcase>
      </testsuite></testsuites>`
    const cwd = folderOf({ 'report.xml': report })
    await runIn(cwd, 'report.xml')
    expect(JSON.parse(written(cwd, 'evals/report.json'))).toMatchObject({
      ran_at: '2026-11-20T09:30:00Z',
      results: [
        {
          provider: 'openai:gpt-5-mini',
          prompt: 'prompt 1',
          passed: 1,
          failed: 1,
          errors: 1,
          tests: [{ id: 'lost card', latency_ms: 144 }, { id: 'refund' }, { id: 'login', errors: 1 }],
        },
      ],
    })
  })
})

describe('usage', () => {
  test('a log is condensed by workload, and the dearest kinds of request are named at our prices', async () => {
    const cwd = folderOf({ 'calls.csv': USAGE })
    expect((await runIn(cwd, 'calls.csv')).stdout).toMatchInlineSnapshot(`
      "calls.csv: usage log
      support-chat: 2 requests, 4 calls, 2026-10-01 … 2026-10-03
        tokens of a call: input 1,400 (95 %: 1,800), output 200 (95 %: 258)
        1.5 calls a request, at most 2 · 1 failed call asked again (1 paid) · latency 0.9 s, 95 %: 0.9 s
      search: 1 request, 1 call, 2026-10-03 … 2026-10-03
        tokens of a call: input 9,000 (95 %: 9,000), output 30 (95 %: 30)
        latency 0.4 s, 95 %: 0.4 s
      Dearest kinds of request, at our prices (2026-10-07):
        1. support-chat on openai/gpt-5-mini, medium (1,000 … 8,000 tokens in): $0.00225 for 3 calls, $0.00075 each, 100 % of what has a price
        gpt-9-ultra has no price: what it cost is unknown
      Wrote .unitcost/usage/calls.json
      "
    `)
    expect(JSON.parse(written(cwd, 'usage/calls.json')).workloads[0]).toMatchObject({
      id: 'support-chat',
      requests: 2,
      calls: 4,
      failed: 1,
      steps: [
        { steps: 1, requests: 1 },
        { steps: 2, requests: 1 },
      ],
      retries: { answered: 3, retried: 1, billed: 1 },
    })
  })

  test('JSON lines with the same columns are the same evidence', async () => {
    const [header = '', ...rows] = USAGE.trimEnd().split('\n')
    const objects = rows.map(each => {
      const cells = each.split(',')
      return Object.fromEntries(header.split(',').map((name, index) => [name, cells[index]]))
    })
    const cwd = folderOf({ 'calls.csv': USAGE, 'calls.jsonl': lines(objects) })
    await runIn(cwd, 'calls.csv')
    const csv = written(cwd, 'usage/calls.json')
    await runIn(cwd, 'calls.jsonl')
    expect(written(cwd, 'usage/calls.json')).toBe(csv.replace('"csv"', '"jsonl"'))
  })

  test('several files of a log become one evidence, for one workload where it is named', async () => {
    const [header = '', ...rows] = USAGE.trimEnd().split('\n')
    const cwd = folderOf({
      'monday.csv': [header, ...rows.slice(0, 2)].join('\n'),
      'tuesday.csv': [header, ...rows.slice(2)].join('\n'),
    })
    await runIn(cwd, 'monday.csv', 'tuesday.csv', '--workload', 'all-of-it', '--output', 'week.json')
    expect(JSON.parse(readFileSync(join(cwd, 'week.json'), 'utf8')).workloads).toMatchObject([
      { id: 'all-of-it', requests: 3, calls: 5 },
    ])
  })

  const attribute = (key: string, value: string | number) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  })
  const span = (operation: string, more: object = {}) => ({
    traceId: 'trace-secret',
    startTimeUnixNano: '1795167000000000000',
    endTimeUnixNano: '1795167001500000000',
    attributes: [
      attribute('gen_ai.operation.name', operation),
      attribute('gen_ai.provider.name', 'gcp.gemini'),
      attribute('gen_ai.request.model', 'gemini-2.5-flash'),
      attribute('gen_ai.usage.input_tokens', 900),
      attribute('gen_ai.usage.cache_read.input_tokens', 300),
      attribute('gen_ai.usage.output_tokens', 60),
      attribute('gen_ai.input.messages', 'secret'),
    ],
    ...more,
  })
  const service = { attributes: [attribute('service.name', 'support-chat')] }

  test('OpenTelemetry: a trace is a request, its chats are calls, what is around them is not', async () => {
    const spans = [
      span('invoke_agent'),
      span('chat'),
      span('chat', { status: { code: 2 } }),
      span('execute_tool'),
    ]
    const batch = { resourceSpans: [{ resource: service, scopeSpans: [{ spans }] }] }
    const cwd = folderOf({ 'spans.json': lines([batch, batch]) })
    expect((await runIn(cwd, 'spans.json')).stdout).toContain('4 rows are no model calls')
    expect(JSON.parse(written(cwd, 'usage/spans.json')).workloads).toMatchObject([
      {
        id: 'support-chat',
        requests: 1,
        calls: 4,
        failed: 2,
        cache: { calls: 2, hits: 2, read_share: 0.3333 },
        latency_ms: { p50: 1500 },
        models: [{ model: 'google/gemini-2.5-flash', calls: 2 }],
      },
    ])
  })

  test('flat lines with names of OpenTelemetry', async () => {
    const flat = {
      trace_id: 'trace-secret',
      ts: '2026-11-20T09:30:00Z',
      'gen_ai.system': 'openai',
      'gen_ai.response.model': 'gpt-5-mini',
      'gen_ai.usage.input_tokens': 900,
      'gen_ai.usage.output_tokens': 60,
      feature_tag: 'support-chat',
    }
    const cwd = folderOf({ 'spans.jsonl': lines([flat]) })
    await runIn(cwd, 'spans.jsonl')
    expect(JSON.parse(written(cwd, 'usage/spans.json')).workloads).toMatchObject([
      { id: 'support-chat', models: [{ model: 'openai/gpt-5-mini', input_tokens: { mean: 900 } }] },
    ])
  })
})

test('evidence keeps no text, no ids of requests or users, and no dollars', async () => {
  const cwd = folderOf({ 'results.json': RESULTS, 'rows.jsonl': lines(CONTRACT), 'calls.csv': USAGE })
  await runIn(cwd, 'results.json', 'rows.jsonl', 'calls.csv')
  for (const path of ['evals/results.json', 'evals/rows.json', 'usage/calls.json'])
    expect(written(cwd, path)).not.toMatch(/secret|usd|\bcost/i)
})

describe('where evidence goes', () => {
  test('an older import is replaced, something else is not, unless it is forced', async () => {
    const cwd = folderOf({ 'calls.csv': USAGE, 'notes.json': '{"mine": true}' })
    await runIn(cwd, 'calls.csv')
    await expect(runIn(cwd, 'calls.csv')).resolves.toMatchObject({ exitCode: 0 })
    await expect(runIn(cwd, 'calls.csv', '--output', 'notes.json')).rejects.toThrow(
      'exists and is no unitcost.usage/v1 evidence',
    )
    expect(readFileSync(join(cwd, 'notes.json'), 'utf8')).toBe('{"mine": true}')
    await runIn(cwd, 'calls.csv', '--output', 'notes.json', '--force')
    expect(readFileSync(join(cwd, 'notes.json'), 'utf8')).toContain('unitcost.usage/v1')
  })

  test('a link in the place of .unitcost leads nowhere', async () => {
    const elsewhere = folderOf({})
    const cwd = folderOf({ 'calls.csv': USAGE })
    symlinkSync(elsewhere, join(cwd, '.unitcost'))
    await expect(runIn(cwd, 'calls.csv')).rejects.toThrow('.unitcost leads out of')
    expect(existsSync(join(elsewhere, 'usage', 'calls.json'))).toBe(false)
  })

  test('names inside of a file are text: a path in them writes nothing', async () => {
    const rows = [{ case_id: '../../../etc/passwd', prompt: '/etc/shadow', model: '../../boot', pass: true }]
    const cwd = folderOf({ 'a b/..évil.jsonl': lines(rows) })
    expect((await runIn(cwd, 'a b/..évil.jsonl')).stdout).toContain('Wrote .unitcost/evals/vil.json')
  })

  test('with --output - the evidence is the output, and what was understood goes beside it', async () => {
    const cwd = folderOf({ 'calls.csv': USAGE })
    const { stdout, stderr } = await runIn(cwd, 'calls.csv', '--output', '-')
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'unitcost.usage/v1' })
    expect(stderr).toContain('support-chat: 2 requests')
    expect(existsSync(join(cwd, '.unitcost'))).toBe(false)
  })
})

describe('refused, with the reason', () => {
  const usageRow = (changes: object) =>
    JSON.stringify({
      request_id: 'r1',
      ts: '2026-11-20T09:30:00Z',
      model_id: 'openai/gpt-5-mini',
      input_tokens: 1,
      output_tokens: 1,
      ...changes,
    })
  const evalRow = (changes: object) => JSON.stringify({ ...CONTRACT[0], ...changes })

  test.for([
    ['an empty file', '', 'it is empty'],
    ['another schema', '{"schema": "other"}', 'it is none of the formats that are known'],
    ['evidence', '{"schema": "unitcost.eval/v1"}', 'it is evidence already'],
    ['a zip', 'PK\u0003\u0004…', 'it is packed (zip or gzip), and packed files are not opened'],
    [
      'another version',
      '{"evalId":"e","results":{"version":9,"results":[]}}',
      'its results have version 9; versions 3 and 2 are read',
    ],
    ['no rows', '{"evalId":"e","results":{"version":3,"results":[]}}', 'it holds no rows'],
    ['a run that was cut off', RESULTS.slice(0, 2000), 'it is cut off'],
    ['NaN', '{"case_id":"a","model":"m","pass":true,"score":NaN}', 'is none of the formats'],
    ['NaN in a later line', `${evalRow({})}\n{"case_id":"b","score":NaN}`, 'line 2 is not JSON'],
    ['a negative count', evalRow({ input_tokens: -5 }), 'input_tokens in line 1 is less than nothing: `-5`'],
    ['1e308', evalRow({ output_tokens: 1e308 }), 'output_tokens in line 1 is more than anything can have'],
    ['half a token', evalRow({ output_tokens: 0.5 }), 'output_tokens in line 1 is no whole number of tokens'],
    ['a score of 5', evalRow({ score: 5 }), 'score in line 1 is not between 0 and 1'],
    ['no verdict', evalRow({ pass: 'yes' }), 'pass in line 1 is neither true nor false'],
    [
      'a huge id',
      evalRow({ case_id: 'x'.repeat(10_000) }),
      'case_id in line 1 is longer than 200 characters',
    ],
    [
      'control characters',
      evalRow({ prompt: '\u001b[2Jgone' }),
      'prompt in line 1 has control characters: `�[2Jgone`',
    ],
    [
      'more cached than sent',
      evalRow({ cache_read_tokens: 999 }),
      'line 1 has more cached or reasoning tokens than tokens',
    ],
    ['deep nesting', `${evalRow({})}\n{"a":${'['.repeat(300)}`, 'line 2 is nested deeper than 200 levels'],
    [
      'one case a thousand times',
      Array.from({ length: 1001 }, () => evalRow({})).join('\n'),
      'the case lost-card has more than 1000 rows',
    ],
    [
      'Infinity in CSV',
      USAGE.replace(',1800,', ',Infinity,'),
      'input_tokens in line 3 is no number: `Infinity`',
    ],
    [
      'a hexadecimal number',
      USAGE.replace(',1800,', ',0x10,'),
      'input_tokens in line 3 is no number: `0x10`',
    ],
    ['a time of nowhere', usageRow({ ts: '0001-01-01' }), 'ts in line 1 is no time between 2015 and 2100'],
    ['no request', usageRow({ request_id: '' }), 'line 1 has no request_id'],
    [
      'a huge request id',
      usageRow({ request_id: 'x'.repeat(513) }),
      'request_id in line 1 is longer than 512 characters',
    ],
    [
      'a tag for every user',
      Array.from({ length: 201 }, (_, user) => usageRow({ feature_tag: `user-${user}` })).join('\n'),
      'feature_tag has more than 200 different values',
    ],
    [
      'one request without end',
      Array.from({ length: 10_001 }, () => usageRow({})).join('\n'),
      'one request has more than 10000 calls (line 10001, `r1`)',
    ],
    ['only failures', usageRow({ error: 'timeout' }), 'it holds no answered call of a model'],
    [
      'entities',
      '<!DOCTYPE a [<!ENTITY b "c">]><testsuites><testcase/></testsuites>',
      'it declares a document type or entities',
    ],
  ] as const)('%s', async ([, text, reason]) => {
    const cwd = folderOf({ artifact: text })
    await expect(runIn(cwd, 'artifact')).rejects.toThrow(`artifact is not imported: `)
    await expect(runIn(cwd, 'artifact')).rejects.toThrow(reason)
    expect(existsSync(join(cwd, '.unitcost'))).toBe(false)
  })

  test('gzip', async () => {
    const cwd = folderOf({ artifact: Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0) })
    await expect(runIn(cwd, 'artifact')).rejects.toThrow('packed files are not opened')
  })

  test('a file that is too large is not read at all', async () => {
    const cwd = folderOf({ 'artifact.json': 'x'.repeat(2_000_001) })
    await expect(runIn(cwd, 'artifact.json', '--max-size', '2')).rejects.toThrow(
      'artifact.json is not imported: it has 3 MB, and at most 2 MB are read',
    )
  })

  test('a folder, and nothing', async () => {
    const cwd = folderOf({ 'folder/file': '' })
    await expect(runIn(cwd, 'folder')).rejects.toThrow('folder is not imported: it is not a file')
    await expect(runIn(cwd, 'nothing')).rejects.toThrow('nothing is not imported: there is no such file')
  })

  test.for([
    [['--commit', 'abc1234', 'a'], '--commit is not a whole commit id'],
    [['--workload', '\u001b[2J', 'a'], '--workload is not one line'],
    [['--max-size', 'much', 'a'], '--max-size is not a number of megabytes'],
    [[], 'there is no FILE to import'],
  ] as const)('the options %j', async ([args, reason]) => {
    await expect(runIn(folderOf({ a: USAGE }), ...args)).rejects.toThrow(reason)
  })
})
