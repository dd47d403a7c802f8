import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloneOf } from '../repository.ts'
import { delivered, inShop, pullRequestEvent } from './event.ts'
import type { Ran } from './runner.ts'
import { CHEAPER, config, DEARER, START, UNRELATED, type Shop } from './shop.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let dearer: Shop

beforeAll(async () => {
  stage = await openStage()
  dearer = await stage.shop(DEARER)
})

afterAll(() => stage.close())

const UNPRICED = { 'unitcost.yml': config({ model: 'openai/not-released-yet' }) }
const WARNED = { 'unitcost.yml': config({ model: 'openai/gpt-4o', enforce: 'warn' }) }
const WARNING_SHOP = { ...START, 'unitcost.yml': config({ enforce: 'warn' }) }

test.for([
  { what: 'a broken budget', change: DEARER, start: START, verdict: 'block', code: 1 },
  { what: 'a lower cost', change: CHEAPER, start: START, verdict: 'pass', code: 0 },
  { what: 'no change in cost', change: UNRELATED, start: START, verdict: 'pass', code: 0 },
  { what: 'a broken budget that only warns', change: WARNED, start: WARNING_SHOP, verdict: 'warn', code: 0 },
  {
    what: 'a budget that cannot be shown to hold',
    change: UNPRICED,
    start: START,
    verdict: 'block',
    code: 1,
  },
])('$what: $verdict, exit code $code', async ({ change, start, verdict, code }) => {
  const shop = await stage.shop(change, start)
  const ran = await stage.review(shop, await stage.github.openPullRequest())
  expect(ran).toMatchObject({ code, outputs: { verdict, 'exit-code': String(code) } })
  const result = JSON.parse(await readFile(ran.outputs['result'] ?? '', 'utf8'))
  expect(result).toMatchObject({ version: 1, verdict, base: { revision: shop.base } })
})

test('findings and problems in files are annotated at their place', async () => {
  const ran = await stage.review(dearer, await stage.github.openPullRequest())
  expect(ran.log.split('\n').filter(line => line.startsWith('::'))).toEqual([
    '::error title=Unitcost%3A support-monthly,file=unitcost.yml,line=8::support-chat would cost $587/month; the limit of `support-monthly` is $100/month. Keep gpt-4o-mini (unitcost.yml:8): −$552/month.',
  ])
})

describe('which commits are compared', () => {
  const judged = { code: 1, outputs: { verdict: 'block' } }
  const compared = async (ran: Ran) => {
    const { base, head } = JSON.parse(await readFile(ran.outputs['result'] ?? '', 'utf8'))
    return [base.revision, head.revision]
  }

  test('a merge queue names both, and has no pull request to comment on', async () => {
    const payload = inShop(delivered('merge_group'))
    payload.merge_group.base_sha = dearer.base
    payload.merge_group.head_sha = dearer.merge
    const ran = await stage.review(dearer, 0, { event: 'merge_group', payload })
    expect(ran).toMatchObject(judged)
    expect(await compared(ran)).toEqual([dearer.base, dearer.merge])
    expect(ran.log).not.toContain('Comment on')
    expect(ran.summary).toContain('### ❌ Inference cost +$552/month')
  })

  test('a push to the default branch compares what was there before', async () => {
    const payload = inShop(delivered('push'))
    Object.assign(payload, { ref: 'refs/heads/main', before: dearer.base, after: dearer.merge })
    const ran = await stage.review(dearer, 0, { event: 'push', payload })
    expect(ran).toMatchObject(judged)
    expect(await compared(ran)).toEqual([dearer.base, dearer.merge])
  })

  test('a push to a new branch and a manual run compare with where the branch began', async () => {
    const clone = await cloneOf(dearer.repository)
    const push = inShop(delivered('push'))
    Object.assign(push, { ref: 'refs/heads/change', before: '0'.repeat(40), after: dearer.head })
    const manual = inShop(delivered('workflow_dispatch'))
    for (const [event, payload] of [
      ['push', push],
      ['workflow_dispatch', manual],
    ] as const) {
      const ran = await stage.review(dearer, 0, { event, payload, workspace: clone.dir, sha: dearer.head })
      expect(ran).toMatchObject(judged)
      expect(await compared(ran)).toEqual([dearer.base, dearer.head])
    }
    await clone.remove()
  })

  test('pull_request_target has the default branch checked out: the head is fetched, never checked out', async () => {
    const clone = await cloneOf(dearer.repository, '--depth=1', '--branch=main', '--single-branch')
    const pull = await stage.github.openPullRequest()
    const job = { event: 'pull_request_target', workspace: clone.dir, sha: dearer.base }
    const ran = await stage.review(dearer, pull, job)
    expect(ran).toMatchObject(judged)
    expect(await compared(ran)).toEqual([dearer.base, dearer.head])
    expect(await clone.git('rev-parse', 'HEAD')).toBe(dearer.base)
    expect(await clone.git('status', '--porcelain')).toBe('')
    await clone.remove()
  })

  test('a checkout in a folder of the workspace is found by `path`', async () => {
    const [folder = '', workspace = ''] = dearer.repository.dir.split('/').toReversed()
    const pull = await stage.github.openPullRequest()
    const inputs = { path: `./${folder}` }
    const elsewhere = dearer.repository.dir.slice(0, -folder.length - 1) || workspace
    expect(await stage.review(dearer, pull, { workspace: elsewhere, inputs })).toMatchObject(judged)
  })
})

describe('what cannot be judged does not pass', () => {
  const titleOn = async (pull: number) => {
    const [comment] = await stage.github.commentsOf(pull)
    return comment?.body
      .split('\n')
      .slice(1)
      .join('\n')
      .replace(/\n<!-- unitcost-state=.*$/, '')
  }

  test('a base that is in no clone', async () => {
    const pull = await stage.github.openPullRequest()
    const payload = pullRequestEvent(pull, { base: '1'.repeat(40), head: '2'.repeat(40) })
    const ran = await stage.review(dearer, pull, { payload })
    expect(ran).toMatchObject({
      code: 1,
      outputs: { verdict: 'not-judged', 'exit-code': '2', 'usd-per-month-delta': '' },
    })
    expect(await titleOn(pull)).toMatchInlineSnapshot(`
      "### ⚠️ Inference cost could not be judged: no common ancestor of base 1111111111111111111111111111111111111111 and head 2222222222222222222222222222222222222222 in this clone

      **Not judged, so not passed.** Fetch both commits before this step, as in: git fetch origin BASE_SHA HEAD_SHA

      <sub>\`missing-base\` · exit code 2</sub>
      "
    `)
    expect(ran.summary).toBe(await titleOn(pull))
  })

  const BROKEN = { 'unitcost.yml': 'version: 1\nbudgetz: []\n' }
  const OBSERVING = { ...START, 'unitcost.yml': config({ enforce: 'observe' }) }

  test.for([
    { base: 'blocks', start: START, change: BROKEN, code: 1 },
    {
      base: 'blocks, whatever the change says',
      start: START,
      code: 1,
      change: { 'unitcost.yml': `enforce: observe\n${BROKEN['unitcost.yml']}` },
    },
    { base: 'only observes', start: OBSERVING, change: BROKEN, code: 0 },
    { base: 'only warns', start: WARNING_SHOP, change: BROKEN, code: 0 },
    { base: 'has no policy', start: { 'README.md': 'A shop.\n' }, change: BROKEN, code: 1 },
  ])(
    'a unitcost.yml that does not load, where base $base: exit code $code',
    async ({ start, change, code }) => {
      const pull = await stage.github.openPullRequest()
      const ran = await stage.review(await stage.shop(change, start), pull)
      expect(ran).toMatchObject({ code, outputs: { verdict: 'not-judged', 'exit-code': '2' } })
      const body = await titleOn(pull)
      expect(body).toContain('Inference cost could not be judged: unitcost.yml does not load')
      expect(body?.includes('The job does not fail for this')).toBe(code === 0)
    },
  )

  test.for([
    {
      what: 'a config that is nowhere',
      inputs: { config: 'unitcots.yml' },
      says: 'unitcots.yml is not in the repository',
    },
    { what: 'a date that is none', inputs: { date: 'yesterday' }, says: '`date: yesterday` is not a day' },
    { what: 'an unknown mode', inputs: { comment: 'delete' }, says: '`comment: delete` is not known' },
    {
      what: 'a folder without a clone',
      inputs: { path: '..' },
      says: 'is not a working tree of a git repository',
    },
  ])('$what', async ({ inputs, says }) => {
    const ran = await stage.review(dearer, await stage.github.openPullRequest(), { inputs })
    expect(ran).toMatchObject({ code: 1, outputs: { verdict: 'not-judged' } })
    expect(ran.log).toMatch(/^::error title=Unitcost%3A [a-z-]+::/m)
    expect(ran.log).toContain(says)
    expect(ran.summary).toContain('**Not judged, so not passed.**')
  })

  test('an event without a change', async () => {
    const payload = inShop(delivered('issues'))
    const ran = await stage.review(dearer, 0, { event: 'issues', payload })
    expect(ran).toMatchObject({ code: 1, outputs: { verdict: 'not-judged' } })
    expect(ran.summary).toContain('the event `issues` has no change to judge')
    expect(ran.summary).toContain('Run it on pull_request, merge_group, push, or workflow_dispatch.')
  })
})
