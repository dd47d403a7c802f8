import { expect, test } from 'vitest'
import { subjectOf } from '../../action/event.ts'
import { delivered, inShop, pullRequestEvent, type Payload } from './event.ts'

const BASE = 'b'.repeat(40)
const HEAD = '4'.repeat(40)
const NONE = '0'.repeat(40)

const push = (changes: object): Payload => Object.assign(inShop(delivered('push')), changes)
const pull = pullRequestEvent(7, { base: BASE, head: HEAD })

const commits = { kind: 'commits', baseSha: BASE, headSha: HEAD }
const branch = { kind: 'branch', base: 'origin/main', headSha: HEAD }

test.for([
  { event: 'pull_request', payload: pull, sides: commits, on: { number: 7, isFork: false } },
  { event: 'pull_request_target', payload: pull, sides: commits, on: { number: 7, isFork: false } },
  {
    event: 'pull_request',
    payload: pullRequestEvent(8, { base: BASE, head: HEAD }, 'stranger/shop'),
    sides: commits,
    on: { number: 8, isFork: true },
  },
  {
    event: 'push',
    payload: push({ ref: 'refs/heads/main', before: BASE, after: HEAD }),
    sides: commits,
    on: null,
  },
  {
    event: 'push',
    payload: push({ ref: 'refs/heads/new', before: NONE, after: HEAD }),
    sides: branch,
    on: null,
  },
  {
    event: 'push',
    payload: push({ ref: 'refs/heads/old', before: BASE, after: HEAD }),
    sides: branch,
    on: null,
  },
  {
    event: 'push',
    payload: push({ ref: 'refs/heads/main', before: NONE, after: HEAD }),
    sides: branch,
    on: null,
  },
  { event: 'workflow_dispatch', payload: inShop(delivered('workflow_dispatch')), sides: branch, on: null },
])('$event compares $sides.kind, and comments on $on', ({ event, payload, sides, on }) => {
  expect(subjectOf({ name: event, payload, sha: HEAD })).toEqual({
    sides,
    headSha: HEAD,
    pull: on,
    queued: null,
  })
})

test.for([
  ['refs/heads/gh-readonly-queue/main/pr-12-0a1b2c', 12],
  ['refs/heads/gh-readonly-queue/release/2.x/pr-7-0a1b2c', 7],
  ['refs/heads/pr-12-0a1b2c', null],
  ['refs/heads/gh-readonly-queue/main/pr-twelve-0a1b2c', null],
] as const)('an entry of the merge queue on %s is for %s', ([ref, queued]) => {
  const payload = inShop(delivered('merge_group'))
  Object.assign(payload.merge_group, { base_sha: BASE, head_sha: HEAD, head_ref: ref })
  expect(subjectOf({ name: 'merge_group', payload, sha: HEAD })).toEqual({
    sides: commits,
    headSha: HEAD,
    pull: null,
    queued,
  })
})

test('the pull request of a deleted fork is a fork', () => {
  const payload = pullRequestEvent(9, { base: BASE, head: HEAD })
  payload.pull_request.head.repo = null
  expect(subjectOf({ name: 'pull_request', payload, sha: HEAD }).pull).toEqual({ number: 9, isFork: true })
})

test.for([
  { what: 'a deleted branch', name: 'push', payload: push({ after: NONE, deleted: true }) },
  { what: 'an issue', name: 'issues', payload: delivered('issues') },
  { what: 'a schedule', name: 'schedule', payload: {} },
  { what: 'nothing', name: 'pull_request', payload: null },
  {
    what: 'a commit that is an option',
    name: 'pull_request',
    payload: pullRequestEvent(7, { base: '--all', head: HEAD }),
  },
  { what: 'a merge group without commits', name: 'merge_group', payload: { merge_group: {} } },
])('$what has nothing to compare', ({ name, payload }) => {
  expect(() => subjectOf({ name, payload, sha: HEAD })).toThrow(
    expect.objectContaining({ code: 'unsupported-event' }),
  )
})
