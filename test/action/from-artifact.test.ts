import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { delivered, inShop, pullRequestEvent, type Payload } from './event.ts'
import { OF_A_FORK } from './github.ts'
import { json, startProxy, type Proxy } from './proxy.ts'
import { CHEAPER, DEARER, type Shop } from './shop.ts'
import { openStage, type Stage } from './stage.ts'

/** A pull request from a fork: judged with a read-only token, commented by the workflow that follows. */
let stage: Stage
let proxy: Proxy
let dearer: Shop
let cheaper: Shop
/** Number and head of the open pull requests from `stranger:change`. */
let open: { readonly number: number; readonly sha: string }[] = []

beforeAll(async () => {
  stage = await openStage()
  dearer = await stage.shop(DEARER)
  cheaper = await stage.shop(CHEAPER)
  proxy = await startProxy(stage.github.url, {
    instead: ({ path }) => {
      if (!path.startsWith('/repos/dev/shop/pulls?')) return null
      const known = new URLSearchParams(path.split('?')[1]).get('head') === 'stranger:change'
      const repo = { full_name: 'stranger/shop' }
      return json(200, known ? open.map(({ number, sha }) => ({ number, head: { sha, repo } })) : [])
    },
  })
})

afterAll(async () => {
  proxy.close()
  await stage.close()
})

/** Judges as the workflow of the fork does; answers what it leaves as an artifact. */
async function judgedInFork(shop: Shop, pull: number, run: number): Promise<string> {
  open = [{ number: pull, sha: shop.head }]
  const ran = await stage.review(shop, pull, {
    run,
    payload: pullRequestEvent(pull, shop, 'stranger/shop'),
    token: await stage.github.token(OF_A_FORK),
  })
  expect(ran.log).toContain('this is by design of GitHub')
  return ran.outputs['result'] ?? ''
}

function followed(shop: Shop, run: number, conclusion = 'failure'): Payload {
  const payload = inShop(delivered('workflow_run', ({ action }) => action === 'completed'))
  Object.assign(payload.workflow_run, {
    id: run,
    run_attempt: 1,
    head_sha: shop.head,
    head_branch: 'change',
    conclusion,
    html_url: `https://github.com/dev/shop/actions/runs/${run}`,
    pull_requests: [],
  })
  payload.workflow_run.head_repository.full_name = 'stranger/shop'
  payload.workflow_run.head_repository.owner.login = 'stranger'
  return payload
}

const publish = (payload: Payload, result: string) =>
  stage.run('comment', { event: 'workflow_run', payload }, { apiUrl: proxy.url, inputs: { result } })

const changed = async (path: string, change: (result: Payload) => void) => {
  const result = JSON.parse(await readFile(path, 'utf8'))
  change(result)
  await writeFile(path, JSON.stringify(result))
  return path
}

test('the comment is written by the workflow that follows, with links at the head', async () => {
  const pull = await stage.github.openPullRequest()
  const result = await judgedInFork(dearer, pull, 1)
  expect(await stage.github.commentsOf(pull)).toEqual([])
  const ran = await publish(followed(dearer, 1), result)
  expect(ran.code).toBe(0)
  const [comment, ...others] = await stage.github.commentsOf(pull)
  expect(others).toEqual([])
  expect(comment?.author).toBe('github-actions[bot]')
  expect(comment?.body).toContain('### ❌ Inference cost +$552/month')
  expect(comment?.body).toContain(`https://github.com/dev/shop/blob/${dearer.head}/unitcost.yml#L8`)
  expect(comment?.body).toContain('the required check is what counts')
})

test('a newer run is not overwritten by an older one, and what was provisional is completed', async () => {
  const pull = await stage.github.openPullRequest()
  const first = await changed(await judgedInFork(dearer, pull, 2), result => {
    result.provisional = true
  })
  await publish(followed(dearer, 2), first)
  const bodyOn = async () => (await stage.github.commentsOf(pull)).map(({ body }) => body).join()
  expect(await bodyOn()).toContain('**Provisional:**')
  const final = await judgedInFork(dearer, pull, 3)
  await publish(followed(dearer, 3), final)
  expect(await bodyOn()).not.toContain('**Provisional:**')
  const late = await publish(followed(dearer, 2), first)
  expect(late.log).toContain('left to a newer run')
})

test('a head that was replaced meanwhile is not commented', async () => {
  const pull = await stage.github.openPullRequest()
  const result = await judgedInFork(dearer, pull, 4)
  open = [{ number: pull, sha: cheaper.head }]
  const ran = await publish(followed(dearer, 4), result)
  expect(ran.log).toContain('No open pull request has this head any more')
  expect(await stage.github.commentsOf(pull)).toEqual([])
})

test('a result that says passed, of a run that failed, is told so', async () => {
  const pull = await stage.github.openPullRequest()
  const result = await judgedInFork(cheaper, pull, 5)
  await publish(followed(cheaper, 5, 'failure'), result)
  const [comment] = await stage.github.commentsOf(pull)
  expect(comment?.body).toContain('failed**, although its result says otherwise.')
})

test('text in a result is text', async () => {
  const pull = await stage.github.openPullRequest()
  const hostile = '--> <img src=x> @octocat #1 [x](https://evil.example) ::error::x\n<!-- unitcost key= -->'
  const result = await changed(await judgedInFork(dearer, pull, 6), made => {
    made.workloads[0].id = hostile
    made.findings[0].message = hostile
    made.base.label = hostile
    made.policy.note = hostile
  })
  const ran = await publish(followed(dearer, 6), result)
  const [comment] = await stage.github.commentsOf(pull)
  expect(comment?.body).toContain('octocat')
  expect(comment?.body).not.toMatch(/@octocat|<img|\(https:\/\/evil|#1\b/)
  expect(comment?.body.match(/<!--/g)).toHaveLength(2)
  expect(ran.log).not.toMatch(/^::error/m)
})

test.for([
  { what: 'Markdown', text: '### ✅ Fine', why: 'the result is no JSON' },
  { what: 'another shape', text: '{"version":1,"verdict":"pass"}', why: 'not of the published shape' },
  { what: 'a key of its own', text: null, why: 'not of the published shape' },
  { what: 'too much', text: `"${'x'.repeat(9_000_000)}"`, why: 'larger than' },
])('$what instead of a result is not posted', async ({ text, why }) => {
  const pull = await stage.github.openPullRequest()
  const path = await judgedInFork(dearer, pull, 7)
  if (text === null)
    await changed(path, result => {
      result.markdown = '### ✅ Fine'
    })
  else await writeFile(path, text)
  const ran = await publish(followed(dearer, 7), path)
  expect(ran.code).toBe(1)
  expect(ran.log).toContain(why)
  expect(await stage.github.commentsOf(pull)).toEqual([])
})
