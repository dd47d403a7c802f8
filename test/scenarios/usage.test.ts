import { expect, test } from 'vitest'
import { commentOf, judgedBy, unitcost } from './command.ts'
import { openPullRequest } from './pull-request.ts'

const CONFIG = `version: 1
workloads:
  support-chat:
    calls:
      answer: { prompt: prompts/answer.j2, model: openai/gpt-5-mini, variables: { question: 60 } }
`

/** Thirty days with 40 requests a day; every other request makes two calls. */
function log(): string {
  const rows = Array.from({ length: 1200 }, (_, request) => {
    const at = (second: number) =>
      new Date(Date.UTC(2026, 9, 1) + request * 2_160_000 + second * 1000).toISOString()
    const call = (second: number) => `r${request},${at(second)},gpt-5-mini,v1,support-chat,90,120,900,0.0003`
    return request % 2 === 0 ? call(0) : `${call(0)}\n${call(5)}`
  })
  return `request_id,ts,model_id,api_version,feature_tag,input_tokens,output_tokens,duration_ms,total_cost_usd\n${rows.join('\n')}\n`
}

test('a usage log is imported and committed; then a longer prompt has a measured monthly price', async () => {
  const repository = await openPullRequest({ base: { 'unitcost.yml': CONFIG }, head: {} })
  try {
    const { dir, git, write, commit } = repository
    await git('switch', '--quiet', 'main')
    await write({ 'calls.csv': log() })
    const imported = await unitcost(['import', 'calls.csv'], { cwd: dir })
    expect(imported).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Wrote .unitcost/usage/calls.json'),
    })
    await commit({ 'calls.csv': null }, 'what production used in October')
    await git('switch', '--quiet', '--create', 'longer-prompt')
    await commit({ 'prompts/answer.j2': `${'Quote the passage. '.repeat(40)}\n{{ question }}` })

    const { result } = await judgedBy(['diff', 'main', 'longer-prompt'], { cwd: dir })
    const workload = result.workloads.find(({ id }) => id === 'support-chat')
    expect(workload?.requests_per_month.head).toBeCloseTo(1200 * (365 / 12 / 30), -1)
    expect(workload?.delta?.usd_per_month).toBeGreaterThan(0)
    const output = workload?.head?.components.find(({ meter }) => meter === 'output')
    expect(output).toMatchObject({
      basis: 'measured',
      quantity: expect.closeTo(180, 5),
      at: { path: '.unitcost/usage/calls.json' },
    })

    const comment = await commentOf(['diff', 'main', 'longer-prompt'], { cwd: dir })
    expect(comment).toContain('measured in production: 1,200 requests, 2026-10-01 … 2026-10-30')
    expect(comment).toContain('/month')
  } finally {
    await repository.remove()
  }
})

test('evidence of the pull request is not evidence of base', async () => {
  const repository = await openPullRequest({ base: { 'unitcost.yml': CONFIG }, head: {} })
  try {
    const { dir, write, commit } = repository
    await write({ 'calls.csv': log() })
    await unitcost(['import', 'calls.csv'], { cwd: dir })
    await commit({ 'calls.csv': null }, 'what production used in October')
    const { result } = await judgedBy(['diff', 'main', 'pull-request'], { cwd: dir })
    const workload = result.workloads.find(({ id }) => id === 'support-chat')
    const basis = (side: 'base' | 'head') =>
      workload?.[side]?.components.find(({ meter }) => meter === 'output')?.basis
    expect([basis('base'), basis('head')]).toEqual(['assumed', 'measured'])
    expect(workload?.requests_per_month.base).toBeNull()
  } finally {
    await repository.remove()
  }
})
