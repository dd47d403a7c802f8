import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Payload } from './event.ts'
import type { Permissions } from './github.ts'
import { json, startProxy } from './proxy.ts'
import { DEARER, START, UNRELATED, type Shop } from './shop.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let dearer: Shop

beforeAll(async () => {
  stage = await openStage()
  dearer = await stage.shop(DEARER)
})

afterAll(() => stage.close())

const CHECKS: Permissions = { contents: 'read', pull_requests: 'write', checks: 'write' }

/** What is sent to GitHub's checks, as a run would send it. */
async function checked(shop: Shop, permissions = CHECKS, status = 201) {
  const sent: Payload[] = []
  const { url: apiUrl, close } = await startProxy(stage.github.url, {
    instead: ({ method, path, body }) => {
      if (!path.includes('/check-runs') || method === 'GET') return null
      sent.push(JSON.parse(body))
      const answer = { id: 5, html_url: 'https://github.com/dev/shop/runs/5' }
      return status === 201 ? json(method === 'POST' ? 201 : 200, answer) : json(status, { message: 'No' })
    },
  })
  const token = await stage.github.token(permissions)
  const pull = await stage.github.openPullRequest()
  const inputs = { 'check-run': 'inference cost' }
  const ran = await stage.review(shop, pull, { apiUrl, token, inputs })
  close()
  return { ran, sent }
}

test('the lines that move the cost are annotated, and the log is not told twice', async () => {
  const { ran, sent } = await checked(dearer)
  expect(ran.outputs).toMatchObject({
    verdict: 'block',
    'check-run-url': 'https://github.com/dev/shop/runs/5',
  })
  expect(ran.log).not.toMatch(/^::error/m)
  expect(sent).toEqual([
    expect.objectContaining({
      name: 'inference cost',
      head_sha: dearer.head,
      status: 'completed',
      conclusion: 'failure',
      details_url: 'https://github.com/dev/shop/actions/runs/1',
    }),
  ])
  const { title, summary, annotations } = sent[0].output
  expect(title).toBe('Inference cost +$552/month (×17): support-chat is over its limit of $100/month')
  expect(summary).toContain('### ❌ Inference cost +$552/month')
  expect(
    annotations.map(
      (one: Payload) => `${one.path}:${one.start_line} ${one.annotation_level} ${one.title}: ${one.message}`,
    ),
  ).toMatchInlineSnapshot(`
    [
      "unitcost.yml:8 failure support-monthly: support-chat would cost $587/month; the limit of \`support-monthly\` is $100/month. Keep gpt-4o-mini (unitcost.yml:8): −$552/month.",
      "unitcost.yml:4 notice missing-tags: support-chat lacks required tags: finops.team, finops.use-case in its declaration (unitcost.yml:4). Add them under \`tags\` of the workload in unitcost.yml.",
      "unitcost.yml:8 notice support-chat: +$552/month: model gpt-4o-mini → gpt-4o",
    ]
  `)
})

test('nothing to say is a success without annotations', async () => {
  const { sent } = await checked(await stage.shop(UNRELATED))
  expect(sent).toMatchObject([{ conclusion: 'success', output: { annotations: [] } }])
})

test('annotations go in batches of fifty', async () => {
  const prompt = (model: string) => `model: ${model}\nmessages:\n  - { role: system, content: Answer. }\n`
  const many = (model: string) =>
    Object.fromEntries(Array.from({ length: 63 }, (_, n) => [`prompts/${n}.prompt.yml`, prompt(model)]))
  const shop = await stage.shop(many('openai/gpt-4o'), { ...START, ...many('openai/gpt-4o-mini') })
  const { sent } = await checked(shop)
  const sizes = sent.map(({ output }) => output.annotations.length)
  expect(sizes.slice(0, -1)).toEqual(sizes.slice(1).map(() => 50))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(63)
  expect(new Set(sent.map(({ output }) => output.title)).size).toBe(1)
})

test('without the permission the verdict stands, the log is annotated, and the warning says what is missing', async () => {
  const { ran } = await checked(dearer, CHECKS, 403)
  expect(ran).toMatchObject({ code: 1, outputs: { verdict: 'block', 'check-run-url': '' } })
  expect(ran.log).toContain('The check run inference cost was not written.')
  expect(ran.log).toContain('give the job `permissions: checks: write`')
  expect(ran.log).toMatch(/^::error title=Unitcost%3A support-monthly/m)
})

test('the emulator enforces the permission too', async () => {
  const pull = await stage.github.openPullRequest()
  const inputs = { 'check-run': 'inference cost' }
  const ran = await stage.review(dearer, pull, { inputs })
  expect(ran.log).toContain('give the job `permissions: checks: write`')
  expect(await stage.github.commentsOf(pull)).toHaveLength(1)
})
