import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sampleFiles } from './sample-files.ts'

const isPrompt = (path: string) => path.includes('/prompts/')
const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

test('the sample has 5,000 files and 300 prompts, and the branch changes 10 of them with their modules', () => {
  const { base, branch } = sampleFiles()
  const paths = Object.keys(base)
  expect([paths.length, paths.filter(isPrompt).length]).toEqual([5_000, 300])
  const changed = Object.keys(branch).filter(path => base[path] !== undefined && base[path] !== branch[path])
  expect([changed.filter(isPrompt).length, changed.filter(path => path.endsWith('.py')).length]).toEqual([
    10, 10,
  ])
  expect(new Set(changed.filter(isPrompt).map(path => path.slice(path.indexOf('.')))).size).toBe(3)
})

test('the sample is the same every time', () => {
  expect(hashOf(sampleFiles())).toBe(hashOf(sampleFiles()))
})
