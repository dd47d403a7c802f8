import { expect, test } from 'vitest'
import { complaints } from './contract.ts'
import { json } from './proxy.ts'

/** The check itself: every request of the other tests goes through it. */
const at = (method: string, path: string, body: unknown = null) => ({
  method,
  path: `/repos/dev/shop${path}`,
  body: body === null ? '' : JSON.stringify(body),
})
const annotations = (length: number) =>
  Array.from({ length }, () => ({
    path: 'a',
    start_line: 1,
    end_line: 1,
    annotation_level: 'notice',
    message: 'a',
  }))
const check = (output: object) => ({
  name: 'cost',
  head_sha: 'a',
  output: { title: 'a', summary: 'a', ...output },
})

test.for([
  { request: at('GET', '/issues/1/comments?per_page=100'), status: 200 },
  { request: at('POST', '/issues/1/comments', { body: 'a' }), status: 201 },
  { request: at('POST', '/check-runs', check({ annotations: annotations(50) })), status: 201 },
  { request: at('GET', '/contents/services/chat/unitcost.yml?ref=main'), status: 200 },
  { request: at('POST', '/issues/1/comments', { body: 'a' }), status: 502 },
])('$request.method $request.path is as described', ({ request, status }) => {
  expect(complaints(request, json(status, {}))).toEqual([])
})

test.for([
  { what: 'no body', request: at('POST', '/issues/1/comments', {}), status: 201 },
  { what: 'a parameter of its own', request: at('GET', '/issues/1/comments?size=100'), status: 200 },
  { what: 'another status', request: at('POST', '/issues/1/comments', { body: 'a' }), status: 200 },
  { what: 'another operation', request: at('PUT', '/issues/1/comments', { body: 'a' }), status: 200 },
  {
    what: 'many annotations',
    request: at('POST', '/check-runs', check({ annotations: annotations(51) })),
    status: 201,
  },
  {
    what: 'a long summary',
    request: at('POST', '/check-runs', check({ summary: 'x'.repeat(65_536) })),
    status: 201,
  },
  {
    what: 'a level of its own',
    request: at(
      'POST',
      '/check-runs',
      check({ annotations: [{ ...annotations(1)[0], annotation_level: 'error' }] }),
    ),
    status: 201,
  },
])('$what is not', ({ request, status }) => {
  expect(complaints(request, json(status, {}))).not.toEqual([])
})
