import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../scripts/bundle.ts'
import { isRelevant } from '../src/readers/relevant.ts'

const PATHS = [
  'prompts/answer.j2',
  'services/claims/Prompts/deep/er/triage.md',
  '.github/prompts/review.prompt.yml',
  'gateway/litellm.yaml',
  'infra/gpu.tf',
  'evals/results/latest.json',
  '.unitcost/results.json',
  'README.md',
  'src/screen.ts',
  'package.json',
  'infra/gpu.tfvars.bak',
  'odd\nname/prompts/answer.md',
]

const folder = mkdtempSync(join(tmpdir(), 'unitcost-patterns-'))
let bundled: { readonly isRelevant: (path: string) => boolean }
let code: string

beforeAll(async () => {
  const { files } = await bundle(join(import.meta.dirname, '..'), ['src/readers/relevant.ts'])
  for (const [name, content] of files) writeFileSync(join(folder, name), content)
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  code = new TextDecoder().decode(files.get('relevant.js'))
  bundled = await import(join(folder, 'relevant.js'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a bundle finds the same paths relevant as the sources', () => {
  expect(PATHS.filter(bundled.isRelevant)).toEqual(PATHS.filter(isRelevant))
  expect(PATHS.filter(isRelevant)).toHaveLength(9)
})

test('a bundle tells what is relevant without loading a reader or a glob compiler', () => {
  expect(code.length).toBeLessThan(20_000)
  expect(code).not.toContain('import')
})
