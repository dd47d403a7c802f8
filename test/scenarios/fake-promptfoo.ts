import type { Files } from '../repository.ts'

/**
 * A stand-in for promptfoo in a repository's node_modules: it passes every test unless the prompt says WORSE, and
 * does what a line of the prompt tells it: HANG, FAIL, LEAVE (starts something that outlives it).
 */
export const fakePromptfoo = (node = '>=20'): Files => ({
  '.gitignore': 'node_modules\nseen.jsonl\n',
  'node_modules/promptfoo/package.json': JSON.stringify({
    name: 'promptfoo',
    version: '0.123.1',
    type: 'module',
    bin: { promptfoo: 'main.js' },
    engines: { node },
  }),
  'node_modules/promptfoo/main.js': PROGRAM,
})

const PROGRAM = `
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
const args = process.argv.slice(2)
const { env } = process
const prompt = readFileSync('prompts/triage.txt', 'utf8')
const settings = Object.fromEntries(Object.entries(env).filter(([name]) => /^PROMPTFOO|^NO_COLOR/.test(name)))
if (env.SEEN) appendFileSync(env.SEEN, JSON.stringify({ args, settings, prompt, cwd: process.cwd() }) + '\\n')
if (prompt.includes('FAIL')) {
  console.error('Error: the provider has no key')
  process.exit(1)
}
if (prompt.includes('LEAVE')) {
  const later = 'setTimeout(() => require("fs").writeFileSync("left.txt", ""), 2500)'
  spawn(process.execPath, ['-e', later], { stdio: 'inherit' })
}
if (/HANG|LEAVE/.test(prompt)) setInterval(() => {}, 1000)
else {
  const rows = Array.from({ length: 20 }, (_, index) => ({
    prompt: { raw: prompt, label: 'prompts/triage.txt: ' + prompt },
    promptIdx: 0,
    provider: { id: 'openai:gpt-5-mini' },
    testCase: { metadata: { testCaseId: 't' + index } },
    response: { output: '-', tokenUsage: { prompt: 30, completion: 4, total: 34 } },
    success: !(prompt.includes('WORSE') && index < 5),
    failureReason: prompt.includes('WORSE') && index < 5 ? 1 : 0,
    score: 1,
    latencyMs: 100,
  }))
  const results = { version: 3, timestamp: '2026-11-20T10:00:00.000Z', prompts: [], results: rows, stats: {} }
  writeFileSync(args[args.indexOf('-o') + 1], JSON.stringify({ evalId: 'eval-1', results, config: {} }))
}
`

export const TRIAGE: Files = {
  'unitcost.yml': `version: 1
workloads:
  triage:
    calls:
      classify: { prompt: prompts/triage.txt, model: openai/gpt-5-mini }
    evals: evals/promptfooconfig.yaml
budgets:
  - { id: answers, quality: { max_drop: 5pp } }
`,
  'prompts/triage.txt': 'Sort this ticket: {{ticket}}\n',
  'evals/promptfooconfig.yaml': `prompts: [file://../prompts/triage.txt]
providers:
  - id: openai:chat:gpt-5-mini
    config: { max_tokens: 20 }
tests: file://tickets.yaml
`,
  'evals/tickets.yaml': Array.from(
    { length: 20 },
    (_, index) => `- { vars: { ticket: number ${index} }, assert: [{ type: llm-rubric, value: polite }] }\n`,
  ).join(''),
}
