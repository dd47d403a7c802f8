import { expect, test } from 'vitest'
import { place } from './place.ts'

const LINK = { server: 'https://github.com', repository: 'acme/shop', sha: 'e4f5a6b' }

test.for([
  {
    at: { path: 'prompts/answer.j2', line: 3 },
    url: 'https://github.com/acme/shop/blob/e4f5a6b/prompts/answer.j2#L3',
  },
  {
    at: { path: 'a b (1).yaml', line: null },
    url: 'https://github.com/acme/shop/blob/e4f5a6b/a%20b%20%281%29.yaml',
  },
  {
    at: { path: 'x](https://evil.example', line: 1 },
    url: 'https://github.com/acme/shop/blob/e4f5a6b/x%5D%28https%3A//evil.example#L1',
  },
])('$at.path is linked at head', ({ at, url }) => {
  expect(place(at, LINK)).toMatch(/^\[`.*`\]\(/)
  expect(place(at, LINK).endsWith(`](${url})`)).toBe(true)
})

test('without a repository to link to it is code', () => {
  expect(place({ path: 'prompts/answer.j2', line: 3 }, null)).toBe('`prompts/answer.j2:3`')
})
