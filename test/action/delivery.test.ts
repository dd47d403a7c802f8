import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pullRequestEvent } from './event.ts'
import { freePort, OF_A_FORK, OF_THE_EXAMPLE } from './github.ts'
import type { Ran } from './runner.ts'
import { DEARER, UNRELATED, type Shop } from './shop.ts'
import { openStage, type Stage } from './stage.ts'

/** What cannot be delivered is a warning: the verdict, the exit code and the rest stay. */
let stage: Stage
let dearer: Shop
let unrelated: Shop

beforeAll(async () => {
  stage = await openStage()
  dearer = await stage.shop(DEARER)
  unrelated = await stage.shop(UNRELATED)
})

afterAll(() => stage.close())

const warningsIn = ({ log }: Ran) => log.split('\n').filter(line => line.startsWith('::warning'))

/** Judged as ever: blocked, with the report in the summary and every output but the comment's. */
const BLOCKED = {
  code: 1,
  summary: expect.stringContaining('### ❌ Inference cost +$552/month'),
  outputs: { verdict: 'block', 'exit-code': '1', 'usd-per-month-delta': expect.stringMatching(/^552\.\d+$/) },
}

test.for([
  { permissions: OF_THE_EXAMPLE, comments: 1 },
  { permissions: { contents: 'read', issues: 'write' }, comments: 1 },
  { permissions: { contents: 'read', pull_requests: 'read' }, comments: 0 },
] as const)('a token with $permissions writes $comments comments', async ({ permissions, comments }) => {
  const pull = await stage.github.openPullRequest()
  const ran = await stage.review(dearer, pull, { token: await stage.github.token(permissions) })
  expect(ran).toMatchObject(BLOCKED)
  expect(await stage.github.commentsOf(pull)).toHaveLength(comments)
  expect(warningsIn(ran)).toHaveLength(1 - comments)
  for (const warning of warningsIn(ran))
    expect(warning).toContain('give the job `permissions: pull-requests: write`')
})

test('a pull request from a fork blocks all the same, and the warning says why there is no comment', async () => {
  const pull = await stage.github.openPullRequest()
  const ran = await stage.review(dearer, pull, {
    payload: pullRequestEvent(pull, dearer, 'stranger/shop'),
    token: await stage.github.token(OF_A_FORK),
  })
  expect(ran).toMatchObject(BLOCKED)
  expect(await stage.github.commentsOf(pull)).toEqual([])
  expect(warningsIn(ran)).toEqual([
    expect.stringMatching(
      /The comment on pull request \d+ was not written\. A pull request from a fork gets a read-only token, which lacks the permission `pull-requests: write`; this is by design of GitHub\. GitHub said 403: .* The verdict stands, and the job summary has the report\.$/,
    ),
  ])
})

test('without a token there is no comment', async () => {
  const ran = await stage.review(dearer, await stage.github.openPullRequest(), { token: '' })
  expect(ran).toMatchObject(BLOCKED)
  expect(warningsIn(ran)).toEqual([expect.stringContaining('the input `github-token` is empty')])
})

test('without an API each verdict stands', { timeout: 60_000 }, async () => {
  const apiUrl = `http://127.0.0.1:${await freePort()}`
  const [blocked, passed] = await Promise.all([
    stage.review(dearer, 1, { apiUrl }),
    stage.review(unrelated, 1, { apiUrl }),
  ])
  expect(blocked).toMatchObject(BLOCKED)
  expect(passed).toMatchObject({ code: 0, outputs: { verdict: 'pass' } })
  for (const ran of [blocked, passed])
    expect(warningsIn(ran)).toEqual([expect.stringContaining('It could not be sent (connect ECONNREFUSED')])
})

test.for([
  {
    statuses: [401],
    said: 'Bad credentials',
    says: 'GitHub does not accept `github-token`, or not any more (Bad credentials)',
  },
  { statuses: [404], said: 'Not Found', says: 'give the job `permissions: pull-requests: write`' },
  { statuses: [502, 403], said: 'You have exceeded a secondary rate limit', says: 'GitHub limits how fast' },
])('an API that answers $statuses is not asked more often than that', async ({ statuses, said, says }) => {
  const asked: string[] = []
  const api = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(statuses[asked.length - 1] ?? 500, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ message: said }))
  })
  const port = await freePort()
  await once(api.listen(port, '127.0.0.1'), 'listening')
  const token = 'ghs_not_for_the_log'
  const ran = await stage.review(dearer, 7, { apiUrl: `http://127.0.0.1:${port}`, token })
  api.close()
  expect(ran).toMatchObject(BLOCKED)
  expect(asked).toEqual(statuses.map(() => 'GET /repos/dev/shop/issues/7/comments?per_page=100'))
  expect(warningsIn(ran)).toEqual([expect.stringContaining(says)])
  expect(ran.log).not.toContain(token)
})

test('a summary that cannot be written is a warning too', async () => {
  const pull = await stage.github.openPullRequest()
  const ran = await stage.review(dearer, pull, { variables: { GITHUB_STEP_SUMMARY: '/nowhere/summary' } })
  expect(ran).toMatchObject({ code: 1, outputs: { verdict: 'block' } })
  expect(warningsIn(ran)).toEqual([expect.stringContaining('The job summary was not written')])
  expect(await stage.github.commentsOf(pull)).toHaveLength(1)
})
