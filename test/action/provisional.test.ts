import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fleet, record, RECORD_PATH } from '../scenarios/gpu-fleet.ts'
import { freePort } from './github.ts'
import type { Shop } from './shop.ts'
import { openStage, type Stage } from './stage.ts'

const START = {
  ...fleet('{ id: quick, latency: { tpot_p95_ms: 45 } }'),
  'prompts/answer.j2': 'Summarize the document.\n{{ question }}',
  [RECORD_PATH]: record({ ranAt: '2026-11-10T10:00:00Z' }),
}
const WAITING = { pending: 'benchmark', date: '2026-11-20' }
const MEASURED = { evidence: 'artifacts', date: '2026-11-20' }

let stage: Stage
let newImage: Shop

beforeAll(async () => {
  stage = await openStage()
  newImage = await stage.shop({ 'README.md': 'A new image of the server.\n' }, START)
  await mkdir(join(newImage.repository.dir, 'artifacts'))
})

afterAll(() => stage.close())

const measured = async (tpot: readonly number[]) =>
  writeFile(
    join(newImage.repository.dir, 'artifacts', 'llama-1x-l4.json'),
    record({ rates: [0.97, 0.98, 0.99], tpot }),
  )

test('the review does not wait: it posts what is stored, and says the rest in the same comment', async () => {
  const pull = await stage.github.openPullRequest()
  const first = await stage.review(newImage, pull, { run: 1, inputs: WAITING })
  expect(first).toMatchObject({ code: 0, outputs: { verdict: 'pass', provisional: 'true' } })
  const [comment, ...others] = await stage.github.commentsOf(pull)
  expect(others).toEqual([])
  expect(comment?.body).toContain('**Provisional:** GPU benchmark running')

  await measured([50, 50.5, 49.5])
  const second = await stage.review(newImage, pull, { run: 2, inputs: MEASURED })
  expect(second).toMatchObject({ code: 1, outputs: { verdict: 'block', provisional: 'false' } })
  const after = await stage.github.commentsOf(pull)
  expect(after.map(({ id }) => id)).toEqual([comment?.id])
  expect(after[0]?.body).toContain('the time per output token (P95) is 50 ms')
  expect(after[0]?.body).toContain('this benchmark itself cost $0.4024 (30 minutes of these machines)')
  expect(after[0]?.body).toContain('evidence&#32;ARTIFACT</code> gives the same numbers')
  expect(after[0]?.body).not.toContain('/.unitcost/evidence/llama-1x-l4.json)')
  expect(after[0]?.body).not.toContain('Provisional')
})

test('an artifact that a failed job never made leaves what is stored', async () => {
  const pull = await stage.github.openPullRequest()
  const ran = await stage.review(newImage, pull, { inputs: { ...MEASURED, evidence: 'gone\n\nalso/gone' } })
  expect(ran).toMatchObject({ code: 0, outputs: { verdict: 'pass', provisional: 'false' } })
})

test('a status waits for the measurement that a budget rests on, and for nothing else', async () => {
  const told: { readonly path: string; readonly body: Readonly<Record<string, string>> }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    told.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) })
    response.writeHead(201, { 'content-type': 'application/json' }).end('{}')
  }).listen(await freePort(), '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const apiUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const review = (inputs: Readonly<Record<string, string>>) =>
    stage.review(newImage, 7, { apiUrl, inputs: { ...inputs, comment: 'off', status: 'unitcost' } })
  await review(WAITING)
  await review({ ...WAITING, pending: 'eval' })
  await measured([40, 40.5, 39.5])
  await review(MEASURED)
  await measured([50, 50.5, 49.5])
  await review(MEASURED)
  server.close()
  expect(new Set(told.map(({ path }) => path))).toEqual(
    new Set([`/repos/dev/shop/statuses/${newImage.head}`]),
  )
  expect(
    told.map(({ body }) =>
      `${body['context']}: ${body['state']}, ${body['description']}`.replace(
        newImage.base.slice(0, 7),
        'BASE',
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "unitcost: pending, provisional: GPU benchmark running",
      "unitcost: success, No change in inference cost since BASE",
      "unitcost: success, No change in inference cost since BASE",
      "unitcost: failure, No change in inference cost since BASE: summaries is over its limit of 45 ms per output token",
    ]
  `)
})

test('a token that may not set it changes nothing else', async () => {
  const pull = await stage.github.openPullRequest()
  const ran = await stage.review(newImage, pull, { inputs: { ...WAITING, status: 'unitcost' } })
  expect(ran.code).toBe(0)
  expect(ran.log).toContain('::warning::The status unitcost was not written.')
  expect(ran.log).toContain('`permissions: statuses: write`')
})

test('a kind that nobody measures is a mistake in the workflow', async () => {
  const ran = await stage.review(newImage, 7, { inputs: { pending: 'weather' } })
  expect(ran).toMatchObject({ code: 1, outputs: { verdict: 'not-judged' } })
  expect(ran.log).toContain('nothing called `weather` is measured')
})
