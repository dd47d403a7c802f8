import { expect, test } from 'vitest'
import { judged } from './pull-request.ts'

/** About 3,000 tokens that are the same in every request. */
const RULES = Array.from(
  { length: 120 },
  (_, n) =>
    `Rule ${n}: cite paragraph ${n} of the handbook, and promise no refund above ${n} dollars by yourself.`,
).join('\n')

const CONFIG = `version: 1
workloads:
  returns-desk:
    traffic: 500k/month
    calls:
      answer:
        prompt: prompts/returns.j2
        model: openai/gpt-4o
        variables: { question: 60, date: 8 }
        output_tokens: 200
        prompt_cache_hit_rate: 80%
`

const change = (head: string) => ({
  base: { 'unitcost.yml': CONFIG, 'prompts/returns.j2': `${RULES}\n{{ date }}\n{{ question }}\n` },
  head: { 'prompts/returns.j2': head },
})

test('a variable moved to the top of a prompt ends its cached prefix, and that is what it costs', async () => {
  const { result } = await judged(change(`{{ date }}\n${RULES}\n{{ question }}\n`))
  const workload = result.workloads.find(({ id }) => id === 'returns-desk')
  const [first] = workload?.drivers ?? []
  expect(first).toMatchObject({ kind: 'caching', at: [{ path: 'prompts/returns.j2', line: 1 }] })
  expect(first?.from).toMatch(/^cacheable prefix \d,\d{3} tokens$/)
  expect(first?.to).toBe('cacheable prefix 0 tokens')
  // 0.8 hits × about 3,000 tokens × half of $2.50 per million × 500,000 requests.
  expect(first?.usd_per_month).toBeGreaterThan(1000)
  expect(first?.usd_per_month).toBeLessThan(2000)
})

test('a variable moved to the end of a prompt changes nothing before it', async () => {
  const { result } = await judged(change(`${RULES}\n{{ question }}\n{{ date }}\n`))
  const kinds = result.workloads.find(({ id }) => id === 'returns-desk')?.drivers.map(({ kind }) => kind)
  expect(kinds ?? []).not.toContain('caching')
})
