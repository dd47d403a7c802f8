import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHEAPER, DEARER, UNRELATED, type Shop } from './shop.ts'
import { openStage, type Stage } from './stage.ts'
import { startTogether } from './start-together.ts'

let stage: Stage
let dearer: Shop
let cheaper: Shop
let dearerAgain: Shop
let unrelated: Shop

beforeAll(async () => {
  stage = await openStage()
  dearer = await stage.shop(DEARER)
  cheaper = await stage.shop(CHEAPER)
  dearerAgain = await stage.shop({ ...DEARER, 'README.md': 'A shop with a new sign.\n' })
  unrelated = await stage.shop(UNRELATED)
})

afterAll(() => stage.close())

const commentsOn = async (pull: number) =>
  (await stage.github.commentsOf(pull)).map(({ id, body }) => ({
    id,
    title: body.split('\n')[1]?.replace(/^### (\S+ Inference cost \S+).*/, '$1'),
  }))

const inMode = (comment: string) => (shop: Shop, pull: number, run: number) =>
  stage.review(shop, pull, { run, inputs: { comment } })

test('`off` writes none and judges the same', async () => {
  const pull = await stage.github.openPullRequest()
  const ran = await inMode('off')(dearer, pull, 1)
  expect(ran).toMatchObject({ code: 1, outputs: { verdict: 'block', 'comment-url': '' } })
  expect(await commentsOn(pull)).toEqual([])
})

test('`on-failure` begins with the first failure, and then says that it is over', async () => {
  const [pull, run] = [await stage.github.openPullRequest(), inMode('on-failure')]
  await run(cheaper, pull, 1)
  expect(await commentsOn(pull)).toEqual([])
  await run(dearer, pull, 2)
  const [begun] = await commentsOn(pull)
  expect(begun?.title).toBe('❌ Inference cost +$552/month')
  const fixed = await run(cheaper, pull, 3)
  expect(fixed.log).toContain('updated.')
  expect(await commentsOn(pull)).toEqual([{ id: begun?.id, title: expect.stringContaining('✅') }])
})

test('`on-change` leaves a comment with the same figures alone', async () => {
  const [pull, run] = [await stage.github.openPullRequest(), inMode('on-change')]
  await run(dearer, pull, 1)
  const before = await stage.github.commentsOf(pull)
  const same = await run(dearerAgain, pull, 2)
  expect(same.log).toContain('left unchanged.')
  expect(await stage.github.commentsOf(pull)).toEqual(before)
  await run(cheaper, pull, 3)
  expect(await commentsOn(pull)).toEqual([{ id: before[0]?.id, title: expect.stringContaining('✅') }])
})

test('`recreate` moves the comment to the end of the conversation', async () => {
  const [pull, run] = [await stage.github.openPullRequest(), inMode('recreate')]
  await run(dearer, pull, 1)
  const [first] = await commentsOn(pull)
  const remark = await stage.github.write(pull, 'Too dear.')
  const again = await run(cheaper, pull, 2)
  expect(again.log).toContain('recreated.')
  const after = await commentsOn(pull)
  expect(after.map(({ id }) => id)).toEqual([remark, expect.any(Number)])
  expect(after[1]?.id).toBeGreaterThan(first?.id ?? Infinity)

  const same = await run(cheaper, pull, 3)
  expect(same.log).toContain('left unchanged.')
  expect(await commentsOn(pull)).toEqual(after)

  const late = await run(dearer, pull, 1)
  expect(late.log).toContain('left to a newer run.')
  expect(await commentsOn(pull)).toEqual(after)
})

test.for(['update', 'recreate'])('three first runs at once with `%s` end with one comment', async mode => {
  const pull = await stage.github.openPullRequest()
  const { url: apiUrl, close } = await startTogether(stage.github.url, 3)
  const inputs = { comment: mode }
  const runs = await Promise.all([1, 2, 3].map(run => stage.review(dearer, pull, { run, apiUrl, inputs })))
  close()
  expect(runs.map(({ code }) => code)).toEqual([1, 1, 1])
  expect(runs.flatMap(({ log }) => log.match(/^::warning.*/gm) ?? [])).toEqual([])
  expect(await commentsOn(pull)).toHaveLength(1)
})

test('the comment says what the last push did, also when that push is judged again', async () => {
  const pull = await stage.github.openPullRequest()
  const sinceOn = async () => {
    const [comment] = await stage.github.commentsOf(pull)
    return comment?.body.match(/^\*\*Since the last push.*$/m)?.[0]?.replace(/[0-9a-f]{7}/, '1234567')
  }
  await stage.review(cheaper, pull, { run: 1 })
  expect(await sinceOn()).toBeUndefined()
  await stage.review(dearer, pull, { run: 2 })
  const first = await sinceOn()
  expect(first).toMatchInlineSnapshot(
    `"**Since the last push** (\`1234567\`) passed → blocked; −$11.75/month → +$552/month; moved: \`support-chat\`."`,
  )
  await stage.review(dearer, pull, { run: 3 })
  expect(await sinceOn()).toBe(first)
  await stage.review(dearerAgain, pull, { run: 4 })
  expect(await sinceOn()).toBe('**Since the last push** (`1234567`) nothing changed.')
  await stage.review(unrelated, pull, { run: 5 })
  expect(await sinceOn()).toMatchInlineSnapshot(
    `"**Since the last push** (\`1234567\`) blocked → passed; +$552/month → no change; moved: \`support-chat\`."`,
  )
})
