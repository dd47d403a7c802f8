import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { delivered, inShop, type Payload } from './event.ts'
import { tokenOf } from './github.ts'
import { json, startProxy, type Proxy } from './proxy.ts'
import type { Job } from './runner.ts'
import { config, START, type Shop } from './shop.ts'
import { openStage, type Stage } from './stage.ts'

/** `/unitcost waive …`: said, answered, judged again, until the check is green. */
let stage: Stage
let proxy: Proxy
let dearer: Shop
let dearerStill: Shop
let noApprovers: Shop
/** What GitHub has as the head of a pull request: the emulator's own commits are not those of the clones. */
const heads = new Map<number, string>()
let mayRerun = true

const APPROVERS = "approvers: ['@ana', 'maintainers']\n"
const POLICY = `${config()}${APPROVERS}`
const BEFORE = { ...START, 'unitcost.yml': POLICY }

beforeAll(async () => {
  stage = await openStage()
  dearer = await stage.shop({ 'unitcost.yml': `${config({ model: 'openai/gpt-4o' })}${APPROVERS}` }, BEFORE)
  dearerStill = await stage.shop(
    { 'unitcost.yml': `${config({ model: 'openai/gpt-4' })}${APPROVERS}` },
    BEFORE,
  )
  noApprovers = await stage.shop({ 'unitcost.yml': `${config({ model: 'openai/gpt-4o' })}${APPROVERS}` })
  proxy = await startProxy(stage.github.url, {
    instead: ({ method, path }) =>
      method === 'POST' && path.endsWith('/rerun-failed-jobs')
        ? mayRerun
          ? json(201, {})
          : json(403, { message: 'Resource not accessible by integration' })
        : null,
    after: ({ method, path }, reply) => {
      const head = heads.get(Number(/\/pulls\/(\d+)$/.exec(path)?.[1]))
      if (method !== 'GET' || head === undefined || reply.status !== 200) return reply
      const pull = JSON.parse(reply.text)
      return json(200, { ...pull, head: { ...pull.head, sha: head } })
    },
  })
  const content = Buffer.from(POLICY).toString('base64')
  await stage.github.ask('/repos/dev/shop/contents/unitcost.yml', {
    send: { message: 'Policy', content, branch: 'main' },
    method: 'PUT',
  })
  await stage.github.ask('/repos/dev/shop/collaborators/max', {
    send: { permission: 'maintain' },
    method: 'PUT',
  })
  await stage.github.ask('/repos/dev/shop/collaborators/eve', { send: { permission: 'push' }, method: 'PUT' })
})

afterAll(async () => {
  proxy.close()
  await stage.close()
})

const DAY = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)
const ASK = `/unitcost waive support-monthly until ${inDays(30)} because the launch is on Friday`

/** Attempt 2 is the failed job, run again as GitHub does. */
const review = (shop: Shop, pull: number, job: Pick<Job, 'run' | 'attempt'>) => {
  heads.set(pull, shop.head)
  return stage.review(shop, pull, { ...job, apiUrl: proxy.url })
}

/** A comment as GitHub stores and delivers it. */
async function commented(pull: number, body: string, by: string): Promise<Payload> {
  const id = await stage.github.write(pull, body, tokenOf(by))
  const comment: Payload = await stage.github.ask(`/repos/dev/shop/issues/comments/${id}`, {})
  const payload = inShop(delivered('issue_comment', ({ action, issue }) => action === 'created' && issue))
  payload.issue.number = pull
  payload.issue.pull_request = { url: `https://api.github.com/repos/dev/shop/pulls/${pull}` }
  Object.assign(payload.comment, comment)
  return payload
}

const say = async (pull: number, body: string, by = 'ana') =>
  stage.run(
    'command',
    { event: 'issue_comment', payload: await commented(pull, body, by) },
    { apiUrl: proxy.url },
  )

const answersOn = async (pull: number) =>
  (await stage.github.commentsOf(pull))
    .filter(({ body }) => body.startsWith('<!-- unitcost-answer'))
    .map(({ body }) => body.split('\n')[1])

const rerunsOf = (run: number) => proxy.asked.filter(path => path.includes(`/runs/${run}/rerun-failed-jobs`))

test('an accepted waiver turns the check green, and is seen everywhere', async () => {
  const pull = await stage.github.openPullRequest()
  expect((await review(dearer, pull, { run: 101 })).code).toBe(1)
  const answered = await say(pull, ASK)
  expect(answered).toMatchObject({ code: 0, outputs: { decision: 'accepted' } })
  expect(
    (await answersOn(pull)).map(line =>
      line?.replaceAll(inDays(30), 'DAY').replace(dearer.head.slice(0, 7), 'HEAD'),
    ),
  ).toMatchInlineSnapshot(`
    [
      "✅ **Waived** \`support-monthly\` for commit \`HEAD\` up to **$587 a month** until DAY, by \`ana\`, because the launch is on Friday.",
    ]
  `)
  expect(rerunsOf(101)).toHaveLength(1)

  const green = await review(dearer, pull, { run: 101, attempt: 2 })
  expect(green).toMatchObject({ code: 0, outputs: { verdict: 'pass' } })
  const [comment] = await stage.github.commentsOf(pull)
  expect(comment?.body).toContain(
    `**Waived** \`support-monthly\` by \`@ana\` until ${inDays(30)} up to $587 a month, because the launch is on Friday`,
  )
  expect(green.summary).toContain('**Waived**')
  const { findings } = JSON.parse(await readFile(green.outputs['result'] ?? '', 'utf8'))
  expect(findings[0].waived).toMatchObject({
    by: '@ana',
    until: inDays(30),
    because: 'the launch is on Friday',
  })
})

test('a command that is delivered twice is answered once', async () => {
  const pull = await stage.github.openPullRequest()
  await review(dearer, pull, { run: 102 })
  const payload = await commented(pull, ASK, 'ana')
  await stage.run('command', { event: 'issue_comment', payload }, { apiUrl: proxy.url })
  const again = await stage.run('command', { event: 'issue_comment', payload }, { apiUrl: proxy.url })
  expect(again.log).toContain('answered already')
  expect(await answersOn(pull)).toHaveLength(1)
})

test('a push ends a waiver, and a cost above the cap does', async () => {
  const pull = await stage.github.openPullRequest()
  await review(dearer, pull, { run: 103 })
  await say(pull, ASK)
  const pushed = await review(dearerStill, pull, { run: 104 })
  expect(pushed.code).toBe(1)
  expect(pushed.log).toContain('Not waived: support-monthly by @ana: it was granted for another commit.')

  // The target branch moved: the same head costs more once it is merged.
  heads.set(pull, dearer.head)
  const entry = { run: 105, apiUrl: proxy.url, event: 'merge_group' }
  const moved = await stage.review(dearerStill, pull, { ...entry, payload: queued(dearerStill, pull) })
  expect(moved).toMatchObject({ code: 1, outputs: { verdict: 'block' } })
  expect(moved.log).not.toContain('Not waived')
})

function queued({ base, merge }: Shop, pull: number): Payload {
  const payload = inShop(delivered('merge_group'))
  Object.assign(payload.merge_group, {
    base_sha: base,
    head_sha: merge,
    head_ref: `refs/heads/gh-readonly-queue/main/pr-${pull}-${base}`,
  })
  return payload
}

test('a waiver holds in the merge queue', async () => {
  const pull = await stage.github.openPullRequest()
  await review(dearer, pull, { run: 106 })
  await say(pull, ASK)
  const entry = { run: 107, apiUrl: proxy.url, event: 'merge_group' }
  expect((await stage.review(dearer, pull, { ...entry, payload: queued(dearer, pull) })).code).toBe(0)
  expect((await stage.review(dearer, pull, { ...entry, payload: queued(dearer, pull + 1000) })).code).toBe(1)
})

describe('who may', () => {
  test.for([
    { by: 'max', decision: 'accepted', says: '✅ **Waived** `support-monthly`', code: 0 },
    { by: 'dev', decision: 'refused', says: 'the author of a pull request cannot waive on it', code: 1 },
    { by: 'eve', decision: 'refused', says: 'does not name who asks', code: 1 },
  ])('$by: $decision, $says', async ({ by, decision, says, code }) => {
    const pull = await stage.github.openPullRequest()
    await review(dearer, pull, { run: 110 })
    const ran = await say(pull, ASK, by)
    expect(ran.outputs['decision']).toBe(decision)
    expect(await answersOn(pull)).toEqual([expect.stringContaining(says)])
    expect((await review(dearer, pull, { run: 110, attempt: 2 })).code).toBe(code)
  })

  test('nobody, where base names no approvers, whatever the change says', async () => {
    const pull = await stage.github.openPullRequest()
    await review(noApprovers, pull, { run: 111 })
    await say(pull, ASK)
    expect((await review(noApprovers, pull, { run: 111, attempt: 2 })).code).toBe(1)
  })
})

test.for([
  { body: '/unitcost waive everything', why: 'could not be read' },
  { body: `/unitcost waive search until ${inDays(3)} because I can`, why: 'has no budget and no rule' },
  { body: `/unitcost waive support-monthly until ${inDays(-1)} because I can`, why: 'is over' },
  { body: `/unitcost waive support-monthly until ${inDays(999)} because I can`, why: 'more than a year' },
  { body: `/unitcost waive support-monthly until 2026-02-31 because I can`, why: 'is not a day' },
  {
    body: `/unitcost waive support-monthly at 1234567 until ${inDays(3)} because I can`,
    why: 'for another commit than the head',
  },
  {
    body: `/unitcost waive support-monthly up to $300/month until ${inDays(3)} because I can`,
    why: 'costs more than 300 USD a month already',
  },
  { body: `/unitcost waive missing-tags until ${inDays(3)} because I can`, why: 'does not block' },
])('$body: $why', async ({ body, why }) => {
  const pull = await stage.github.openPullRequest()
  await review(dearer, pull, { run: 120 })
  const ran = await say(pull, body)
  expect(ran).toMatchObject({ code: 0, outputs: { decision: 'refused' } })
  expect(await answersOn(pull)).toEqual([expect.stringContaining(why)])
  expect((await review(dearer, pull, { run: 120, attempt: 2 })).code).toBe(1)
})

test('a pull request without a report on its head is not waived', async () => {
  const pull = await stage.github.openPullRequest()
  await review(dearer, pull, { run: 130 })
  heads.set(pull, dearerStill.head)
  await say(pull, ASK)
  expect(await answersOn(pull)).toEqual([expect.stringContaining('the head commit has no report yet')])
})

describe('what is not a waiver', () => {
  const blockedAfter = async (act: (pull: number) => Promise<unknown>) => {
    const pull = await stage.github.openPullRequest()
    await review(dearer, pull, { run: 140 })
    await act(pull)
    return review(dearer, pull, { run: 140, attempt: 2 })
  }

  test('a command that nobody answered', async () => {
    const ran = await blockedAfter(pull => stage.github.write(pull, ASK, tokenOf('ana')))
    expect(ran.code).toBe(1)
    expect(ran.log).toContain('Not waived: support-monthly by @ana: it was not accepted.')
  })

  test('a label', async () => {
    const ran = await blockedAfter(pull =>
      stage.github.ask(`/repos/dev/shop/issues/${pull}/labels`, { send: { labels: ['unitcost-waived'] } }),
    )
    expect(ran.code).toBe(1)
  })

  test('an answer that is not the bot’s', async () => {
    const ran = await blockedAfter(async pull => {
      const id = await stage.github.write(pull, ASK, tokenOf('ana'))
      const forged = `<!-- unitcost-answer=1 to=c${id} head=${dearer.head} usd=9999 per=month -->\n✅`
      await stage.github.write(pull, forged, tokenOf('eve'))
    })
    expect(ran.code).toBe(1)
  })

  test('a comment that was edited into a command', async () => {
    const ran = await blockedAfter(async pull => {
      const payload = await commented(pull, ASK, 'ana')
      await stage.run('command', { event: 'issue_comment', payload }, { apiUrl: proxy.url })
      // What follows within a second counts as the same act.
      await delay(2500)
      await stage.github.ask(`/repos/dev/shop/issues/comments/${payload.comment.id}`, {
        send: { body: ASK.replace('Friday', 'Monday') },
        method: 'PATCH',
      })
    })
    expect(ran.code).toBe(1)
    expect(ran.log).toContain('the comment was edited afterwards')
  })

  test('a remark, and a comment on an issue', async () => {
    const pull = await stage.github.openPullRequest()
    expect((await say(pull, 'Please /unitcost waive it.')).log).toContain('Nobody asks')
    const payload = await commented(pull, ASK, 'ana')
    delete payload.issue.pull_request
    expect((await stage.run('command', { event: 'issue_comment', payload })).log).toContain('Nobody asks')
  })
})

test('an approving review with the command in it is one, for the commit that was reviewed', async () => {
  const pull = await stage.github.openPullRequest()
  await review(dearer, pull, { run: 150 })
  const reviewed: Payload = await stage.github.ask(`/repos/dev/shop/pulls/${pull}/reviews`, {
    send: { event: 'APPROVE', body: `Fine.\n\n${ASK}`, commit_id: dearer.head },
    token: tokenOf('ana'),
  })
  const payload = inShop(delivered('pull_request_review', ({ action }) => action === 'submitted'))
  payload.pull_request.number = pull
  Object.assign(payload.review, reviewed, { state: 'approved' })
  const ran = await stage.run('command', { event: 'pull_request_review', payload }, { apiUrl: proxy.url })
  expect(ran.outputs['decision']).toBe('accepted')
  expect((await review(dearer, pull, { run: 150, attempt: 2 })).code).toBe(0)
})

test('a run that may not be started again is said to be started by hand', async () => {
  const pull = await stage.github.openPullRequest()
  await review(dearer, pull, { run: 160 })
  mayRerun = false
  const ran = await say(pull, ASK)
  mayRerun = true
  expect(ran).toMatchObject({ code: 1, outputs: { decision: 'accepted' } })
  expect(ran.log).toContain('Run 160 was not started again: start it by hand. ')
  expect(ran.log).toContain('give the job `permissions: actions: write`')
})

test('a reason with commands and mentions in it stays a text', async () => {
  const pull = await stage.github.openPullRequest()
  await review(dearer, pull, { run: 170 })
  const because = '@acme/all --> <img src=x> ::error::pwned %0A #1'
  const ran = await say(pull, `/unitcost waive support-monthly until ${inDays(3)} because ${because}`)
  const [answer] = await answersOn(pull)
  expect(answer).not.toMatch(/@acme|<img|#1\b/)
  const green = await review(dearer, pull, { run: 170, attempt: 2 })
  expect(green.code).toBe(0)
  for (const { log } of [ran, green])
    expect(log.split('\n').filter(line => line.startsWith('::error'))).toEqual([])
})
