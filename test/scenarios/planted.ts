import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect } from 'vitest'
import type { Files } from '../repository.ts'

const FOLDER = resolve(import.meta.dirname, '..', '..', 'examples', 'planted-drivers')

/** A file of the example that shows all drivers at once. */
export const exampleFile = (side: 'before' | 'after' | '.', path: string) =>
  readFileSync(resolve(FOLDER, side, path), 'utf8')

const before = (path: string) => exampleFile('before', path)

export const SUMMARY = before('app/summary.py')
export const RAG = before('src/rag.ts')
export const GATEWAY = before('llm/config.yaml')

/** A repository whose costs hang on eleven places: code, a prompt, a gateway, a machine. */
export const PLANTED = {
  'app/summary.py': SUMMARY,
  'src/rag.ts': RAG,
  'src/models.ts': before('src/models.ts'),
  'prompts/summary.txt': before('prompts/summary.txt'),
  'llm/config.yaml': GATEWAY,
  'infra/embedder.tf': before('infra/embedder.tf'),
} satisfies Files

export type PlantedFile = keyof typeof PLANTED

/** One place of it changed. */
export const edit = (path: PlantedFile, from: string, to: string): Files => {
  expect(PLANTED[path]).toContain(from)
  return { [path]: PLANTED[path].replace(from, to) }
}
