import { spawnSync } from 'node:child_process'
import { createWriteStream, readFileSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { temporaryFolder } from '../repository.ts'

/**
 * node test/bench/import.ts [--rows N]: how much memory and time `unitcost import` takes for a large results file,
 * each in a process of its own. Prints peak resident memory and rows a second.
 */
const { values } = parseArgs({ options: { rows: { type: 'string' } } })
const rows = Number(values.rows ?? 100_000)
const cli = resolve(import.meta.dirname, '..', '..', 'src', 'cli.ts')
const peak = resolve(import.meta.dirname, 'peak-memory.mjs')
const scratch = await temporaryFolder()
try {
  for (const [name, write] of Object.entries({
    'results.json': json,
    'results.jsonl': jsonLines,
    'usage.csv': csv,
  })) {
    const path = join(scratch, name)
    await write(path)
    measure(path)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

function measure(path: string) {
  const args = ['--import', peak, cli, 'import', path, '--max-size', '4000', '--output', '-']
  const memory = join(scratch, 'peak')
  const started = performance.now()
  const run = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    cwd: scratch,
    env: { ...process.env, PEAK_MEMORY_FILE: memory },
  })
  const seconds = (performance.now() - started) / 1000
  if (run.status !== 0) throw new Error(run.stderr)
  const megabytes = Math.round(Number(readFileSync(memory, 'utf8')) / 1024)
  const size = Math.round(statSync(path).size / 1e6)
  console.log(
    `${basename(path)}: ${rows} rows, ${size} MB → ${Math.round(run.stdout.length / 1e3)} kB: peak ${megabytes} MB, ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s`,
  )
}

async function json(path: string) {
  const config = { description: 'triage', prompts: ['file://prompts/triage.txt'] }
  await written(path, function* () {
    yield `{"evalId":"eval-1","results":{"version":3,"timestamp":"2026-11-20T09:30:00.000Z","prompts":[],"results":[`
    for (let row = 0; row < rows; row += 1) yield `${row === 0 ? '' : ','}${JSON.stringify(resultRow(row))}`
    yield `],"stats":{}},"config":${JSON.stringify(config)}}`
  })
}

async function jsonLines(path: string) {
  await written(path, function* () {
    for (let row = 0; row < rows; row += 1) yield `${JSON.stringify(resultRow(row))}\n`
  })
}

async function csv(path: string) {
  await written(path, function* () {
    yield 'request_id,ts,model_id,api_version,feature_tag,input_tokens,output_tokens,duration_ms,total_cost_usd\n'
    for (let row = 0; row < rows; row += 1) {
      const at = new Date(Date.UTC(2026, 9, 1) + row * 20_000).toISOString()
      const feature = row % 3 === 0 ? 'support-chat' : 'search'
      yield `request-${row >> 1},${at},openai/gpt-5-mini,v1,${feature},${500 + (row % 4000)},${50 + (row % 300)},${800 + (row % 900)},0.001\n`
    }
  })
}

/** As wide as real rows are: the answer, the rendered prompt, the variables and the assertions are all in there. */
function resultRow(row: number) {
  const ticket = `Ticket ${row}: my card was charged twice on ${row % 28} November. `.repeat(8)
  const usage = {
    total: 440,
    prompt: 400 + (row % 50),
    completion: 40,
    cached: 0,
    completionDetails: { reasoning: 8 },
  }
  const label = 'prompts/triage.txt: Label this ticket with one word: {{ticket}}'
  return {
    id: `row-${row}`,
    promptIdx: 0,
    testIdx: row,
    prompt: { raw: `Label this ticket with one word: ${ticket}`, label },
    provider: { id: 'openai:chat:gpt-5-mini', label: '' },
    vars: { ticket },
    testCase: { vars: { ticket }, assert: [{ type: 'equals', value: 'billing' }], metadata: {} },
    response: { output: `billing ${row}`, tokenUsage: usage, cost: 0.0002, cached: false },
    success: row % 10 !== 0,
    failureReason: row % 10 === 0 ? 1 : 0,
    score: row % 10 === 0 ? 0 : 1,
    namedScores: { accuracy: row % 10 === 0 ? 0 : 1 },
    latencyMs: 300 + (row % 200),
    cost: 0.0002,
    tokenUsage: usage,
    gradingResult: {
      pass: true,
      score: 1,
      reason: 'All assertions passed',
      componentResults: [{ pass: true, score: 1, reason: ticket }],
    },
  }
}

async function written(path: string, parts: () => Iterable<string>) {
  const file = createWriteStream(path)
  for (const part of parts()) if (!file.write(part)) await once(file, 'drain')
  file.end()
  await once(file, 'finish')
}
