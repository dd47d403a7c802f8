import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { json, startProxy, type Between, type Reply } from './proxy.ts'
import type { Ran } from './runner.ts'
import { config, START, type Shop } from './shop.ts'
import { openStage, type Stage } from './stage.ts'

/** Every call of a run fails once, in turn. The verdict is right every time, and the comment there where it can be. */
let stage: Stage
let shop: Shop

beforeAll(async () => {
  stage = await openStage()
  // With approvers, every call that a run can make is made.
  const approvers = "approvers: ['@ana']\n"
  const start = { ...START, 'unitcost.yml': `${START['unitcost.yml']}${approvers}` }
  shop = await stage.shop({ 'unitcost.yml': `${config({ model: 'openai/gpt-4o' })}${approvers}` }, start)
})

afterAll(() => stage.close())

type Run = { readonly ran: Ran; readonly asked: readonly string[]; readonly comments: number }

async function runWith(between: Between, token?: string): Promise<Run> {
  const pull = await stage.github.openPullRequest()
  const proxy = await startProxy(stage.github.url, between)
  const given = token ?? (await stage.github.token())
  const ran = await stage.review(shop, pull, { apiUrl: proxy.url, token: given })
  proxy.close()
  const asked = proxy.asked.map(one => one.replace(`/${pull}`, '/1'))
  return { ran, asked, comments: (await stage.github.commentsOf(pull)).length }
}

const CALLS = [
  'GET /repos/dev/shop/pulls/1',
  'GET /repos/dev/shop/issues/1/comments?per_page=100',
  'GET /repos/dev/shop/pulls/1/reviews?per_page=100',
  'GET /repos/dev/shop/issues/1/comments?per_page=100',
  'POST /repos/dev/shop/issues/1/comments',
  'GET /repos/dev/shop/issues/1/comments?per_page=100',
]

const BLOCKED = { code: 1, outputs: { verdict: 'block' } }

test('a first run makes these calls', async () => {
  const { ran, asked, comments } = await runWith({})
  expect(ran).toMatchObject(BLOCKED)
  expect(asked.toSorted()).toEqual(CALLS.toSorted())
  expect(comments).toBe(1)
})

const NTH = CALLS.map((_, index) => index + 1)

const once = (nth: number, reply: Reply | 'cut off'): Between => ({
  instead: (_, now) => (now === nth ? reply : null),
})

describe('tried again', () => {
  test.concurrent.for(NTH)('call %i, after 502', async nth => {
    const { ran, comments } = await runWith(once(nth, json(502, { message: 'Bad gateway' })))
    expect(ran).toMatchObject(BLOCKED)
    expect(comments).toBe(1)
    expect(ran.log).not.toMatch(/^::warning/m)
  })

  test.concurrent.for(NTH)('call %i, after an answer that was cut off', async nth => {
    const { ran, comments } = await runWith(once(nth, 'cut off'))
    expect(ran).toMatchObject(BLOCKED)
    expect(comments).toBe(1)
    expect(ran.log).not.toMatch(/^::warning/m)
  })

  test.concurrent.for([
    { status: 429, message: 'Too many requests' },
    { status: 403, message: 'You have exceeded a secondary rate limit' },
  ])('$status that asks to wait a second', async ({ status, message }) => {
    const reply = json(status, { message }, { 'retry-after': '1' })
    const { ran, comments } = await runWith(once(5, reply))
    expect(ran).toMatchObject(BLOCKED)
    expect(comments).toBe(1)
  })

  test('an API that does not answer in time', { timeout: 60_000 }, async () => {
    const { ran, comments } = await runWith({ instead: (_, now) => (now === 4 ? 'hang' : null) })
    expect(ran).toMatchObject(BLOCKED)
    expect(comments).toBe(1)
  })
})

test('a comment whose answer was lost is not left twice', async () => {
  let lost = false
  const { comments } = await runWith({
    after: ({ method }, reply) => {
      if (method !== 'POST' || lost) return reply
      lost = true
      return json(502, { message: 'Bad gateway' })
    },
  })
  expect(lost).toBe(true)
  expect(comments).toBe(1)
})

describe('given up, and said', () => {
  test.concurrent.for([
    { status: 403, message: 'Resource not accessible by integration', says: '`permissions: pull-requests: ' },
    { status: 404, message: 'Not Found', says: '`permissions: pull-requests: ' },
    {
      status: 422,
      message: 'Validation Failed',
      says: 'GitHub does not take what was sent (Validation Failed',
    },
    { status: 429, message: 'Too many requests', says: 'GitHub limits how fast this token may write' },
  ])('$status for every call', async ({ status, message, says }) => {
    const { ran, asked, comments } = await runWith({ instead: () => json(status, { message }) })
    expect(ran).toMatchObject(BLOCKED)
    expect(comments).toBe(0)
    expect(asked).toHaveLength(2)
    const warnings = ran.log.split('\n').filter(line => line.startsWith('::warning'))
    expect(warnings).toEqual([
      expect.stringContaining('Waivers on pull request'),
      expect.stringContaining('was not written'),
    ])
    for (const warning of warnings) expect(warning).toContain(says)
  })

  test('a wait that is too long', async () => {
    const reply = json(429, { message: 'Too many requests' }, { 'retry-after': '600' })
    const { ran, comments } = await runWith({ instead: ({ method }) => (method === 'POST' ? reply : null) })
    expect(ran).toMatchObject(BLOCKED)
    expect(comments).toBe(0)
    expect(ran.log).toContain('GitHub limits how fast this token may write')
  })

  test.concurrent.for(NTH)('a token that expires before call %i', async nth => {
    const { ran, comments } = await runWith({
      instead: (_, now) => (now >= nth ? json(401, { message: 'Bad credentials' }) : null),
    })
    expect(ran).toMatchObject(BLOCKED)
    // The last call only looks for a double: the comment is there by then.
    expect(comments).toBe(nth === NTH.length ? 1 : 0)
    expect(/was not written\. GitHub does not accept `github-token`, or not any more/.test(ran.log)).toBe(
      nth < NTH.length,
    )
  })
})
