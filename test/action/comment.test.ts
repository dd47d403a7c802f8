import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTogether } from './start-together.ts'
import { openStage, type Stage } from './stage.ts'
import { CHEAPER, DEARER, UNRELATED, type Shop } from './shop.ts'

let stage: Stage
let dearer: Shop
let cheaper: Shop
let unrelated: Shop

beforeAll(async () => {
  stage = await openStage()
  dearer = await stage.shop(DEARER)
  cheaper = await stage.shop(CHEAPER)
  unrelated = await stage.shop(UNRELATED)
})

afterAll(() => stage.close())

/** Author and visible title of every comment on a pull request, in order. */
const titlesOn = async (pull: number) =>
  (await stage.github.commentsOf(pull)).map(
    ({ author, body }) => `${author}: ${body.replace(/^<!--.*?-->\s*/, '').split('\n', 1)[0]}`,
  )

const MARKER = (run: number, project = '') =>
  `<!-- unitcost key=${Buffer.from(project).toString('base64url')} head=${'0'.repeat(40)} run=${run} attempt=1 -->`

const DEARER_TITLE =
  'github-actions[bot]: ### ❌ Inference cost +$552/month (×17): support-chat is over its limit of $100/month'

test('one comment follows the pull request, and is not rewritten when nothing new is to be said', async () => {
  const pull = await stage.github.openPullRequest()
  const first = await stage.review(dearer, pull, { run: 1 })
  expect(first.log).toContain(`Comment on pull request ${pull}: created.`)
  expect(await titlesOn(pull)).toEqual([DEARER_TITLE])
  const [{ id } = { id: 0 }] = await stage.github.commentsOf(pull)
  expect(first.outputs['comment-url']).toContain(`issuecomment-${id}`)

  const second = await stage.review(cheaper, pull, { run: 2 })
  expect(second.log).toContain(`Comment on pull request ${pull}: updated.`)
  expect(second.outputs['comment-url']).toBe(first.outputs['comment-url'])
  const after = await stage.github.commentsOf(pull)
  expect(after.map(comment => comment.id)).toEqual([id])
  expect(after[0]?.body).toContain('Inference cost −')

  const third = await stage.review(cheaper, pull, { run: 3 })
  expect(third.log).toContain(`Comment on pull request ${pull}: left unchanged.`)
  expect(await stage.github.commentsOf(pull)).toEqual(after)
})

test('a change that costs nothing begins no comment, but corrects one that is there', async () => {
  const pull = await stage.github.openPullRequest()
  const quiet = await stage.review(unrelated, pull, { run: 1 })
  expect(quiet.outputs).toMatchObject({ verdict: 'pass', 'comment-url': '' })
  expect(await titlesOn(pull)).toEqual([])

  await stage.review(dearer, pull, { run: 2 })
  await stage.review(unrelated, pull, { run: 3 })
  expect(await titlesOn(pull)).toEqual([
    expect.stringMatching(/^github-actions\[bot\]: ### ✅ No change in inference cost since [0-9a-f]{7}$/),
  ])
})

test('our comment is found behind more than a page of others', async () => {
  const pull = await stage.github.openPullRequest()
  for (let n = 1; n <= 101; n++) await stage.github.write(pull, `Looks good, remark ${n}.`)
  await stage.review(cheaper, pull, { run: 1 })
  const again = await stage.review(dearer, pull, { run: 2 })
  expect(again.log).toContain('updated.')
})

test('a comment of somebody else that starts with our marker is neither trusted nor touched', async () => {
  const pull = await stage.github.openPullRequest()
  const claim = `${MARKER(99)}\n### ✅ No change in inference cost`
  await stage.github.write(pull, claim)
  await stage.review(dearer, pull)
  expect((await stage.github.commentsOf(pull))[0]).toMatchObject({ author: 'dev', body: claim })
  expect(await titlesOn(pull)).toEqual(['dev: ### ✅ No change in inference cost', DEARER_TITLE])
})

test('our marker counts only at the start of a comment', async () => {
  const pull = await stage.github.openPullRequest()
  const quoting = `Coverage of ${MARKER(99)} is 80 %.`
  await stage.github.write(pull, quoting, await stage.github.token())
  await stage.review(dearer, pull)
  expect((await stage.github.commentsOf(pull)).map(({ body }) => body)).toEqual([
    quoting,
    expect.stringContaining('+$552/month'),
  ])
})

test.for([
  { what: 'a newer run', run: 8, attempt: 1, did: 'left to a newer run' },
  { what: 'a newer attempt of the same run', run: 7, attempt: 3, did: 'left to a newer run' },
  { what: 'an older attempt of the same run', run: 7, attempt: 1, did: 'updated' },
  { what: 'an older run', run: 6, attempt: 9, did: 'updated' },
])('what $what wrote: $did', async ({ run, attempt, did }) => {
  const pull = await stage.github.openPullRequest()
  await stage.review(cheaper, pull, { run, attempt })
  const late = await stage.review(dearer, pull, { run: 7, attempt: 2 })
  expect(late.log).toContain(`Comment on pull request ${pull}: ${did}.`)
  expect(late.code).toBe(1)
  const [comment] = await stage.github.commentsOf(pull)
  expect(comment?.body.includes('+$552/month')).toBe(did === 'updated')
})

test('three first runs at once end with one comment', async () => {
  const pull = await stage.github.openPullRequest()
  const { url: apiUrl, close } = await startTogether(stage.github.url, 3)
  const runs = await Promise.all([1, 2, 3].map(run => stage.review(dearer, pull, { run, apiUrl })))
  close()
  expect(runs.map(({ code }) => code)).toEqual([1, 1, 1])
  expect(runs.flatMap(({ log }) => log.match(/^::warning.*/gm) ?? [])).toEqual([])
  expect(await titlesOn(pull)).toEqual([DEARER_TITLE])
})

test('doubles that an interrupted run left go, the oldest stays', async () => {
  const pull = await stage.github.openPullRequest()
  const token = await stage.github.token()
  const oldest = await stage.github.write(pull, `${MARKER(1)}\nold`, token)
  await stage.github.write(pull, `${MARKER(2)}\ndouble`, token)
  await stage.review(dearer, pull, { run: 3 })
  expect((await stage.github.commentsOf(pull)).map(({ id }) => id)).toEqual([oldest])
  expect(await titlesOn(pull)).toEqual([DEARER_TITLE])
})

test('a double of a newer run is left to that run', async () => {
  const pull = await stage.github.openPullRequest()
  const token = await stage.github.token()
  for (const [run, text] of [
    [1, 'first'],
    [2, 'double'],
    [9, 'newest'],
  ] as const)
    await stage.github.write(pull, `${MARKER(run)}\n${text}`, token)
  const ran = await stage.review(dearer, pull, { run: 7 })
  expect(ran.log).toContain('left to a newer run')
  expect(await titlesOn(pull)).toEqual(['github-actions[bot]: first', 'github-actions[bot]: newest'])
})

test('each project has a comment of its own, whatever its name', async () => {
  const pull = await stage.github.openPullRequest()
  for (const project of ['search', 'support --> <b>', '']) {
    await stage.review(dearer, pull, { run: 1, inputs: { project } })
    await stage.review(cheaper, pull, { run: 2, inputs: { project } })
  }
  const bodies = (await stage.github.commentsOf(pull)).map(({ body }) => body.split('\n', 1)[0])
  expect(bodies.map(marker => marker?.replace(/head=\w+/, 'head=…'))).toEqual([
    '<!-- unitcost key=c2VhcmNo head=… run=2 attempt=1 -->',
    '<!-- unitcost key=c3VwcG9ydCAtLT4gPGI- head=… run=2 attempt=1 -->',
    '<!-- unitcost key= head=… run=2 attempt=1 -->',
  ])
})
