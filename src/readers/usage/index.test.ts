import { existsSync } from 'node:fs'
import picomatch from 'picomatch'
import { expect, test } from 'vitest'
import { usage } from './index.ts'
import { usageEvidence } from './testing.ts'

test.for(usage)('$id finds its files, recognizes them, and has its page', reader => {
  const file = { path: '.unitcost/usage/november.json', text: usageEvidence() }
  expect(picomatch.isMatch(file.path, [...reader.files])).toBe(true)
  expect(reader.sniff(file)).toBe(true)
  expect(reader.read(file).facts).toHaveLength(1)
  expect(existsSync(new URL(`./${reader.id}.md`, import.meta.url))).toBe(true)
})

test.for(usage)('$id survives any text', reader => {
  for (const text of ['', '{', '[]', '{"schema":"unitcost.usage/v1"}', `${'['.repeat(20_000)}`])
    expect(() => reader.read({ path: '.unitcost/usage/odd.json', text })).not.toThrow()
})
