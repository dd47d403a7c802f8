import { expect, test } from 'vitest'
import { markdown } from '../markdown.ts'
import { supportChat } from '../samples/workloads.ts'
import { judged } from '../samples/build.ts'
import { blockedByIncrease } from '../samples/blocked.ts'

const parts = supportChat.head?.components ?? []
const many = judged({
  ...blockedByIncrease,
  workloads: Array.from({ length: 500 }, (_, n) => ({
    ...supportChat,
    id: `${n}-${'long-name-'.repeat(10)}`,
    head: supportChat.head && { ...supportChat.head, components: [...parts, ...parts] },
  })),
})

test('500 changed workloads fit into a comment: sections leave whole and are named', () => {
  const text = markdown(many)
  expect(text.length).toBeLessThanOrEqual(60_000)
  expect(text).toMatch(/^### ❌ Inference cost \+\$1,228\/month/)
  expect(text).toContain('**To merge**')
  expect(text).toContain('*494 smaller changes*')
  expect(text).toContain('**all 500 workloads**')
  expect(text).toContain(
    'Left out, because this text would be too long: how the numbers were made, the table of all workloads.',
  )
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
})

test.for([65_000, 20_000, 5_000, 2_000, 900, 300, 40])('%i characters are never passed', limit => {
  const text = markdown(many, { limit })
  expect(text.length).toBeLessThanOrEqual(limit)
  expect(text.startsWith('### ❌ Inference cost')).toBe(true)
})

test('a job summary has room for everything', () => {
  expect(markdown(many, { limit: 1_000_000 })).not.toContain('Left out')
})
