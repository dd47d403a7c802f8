import { existsSync } from 'node:fs'
import picomatch from 'picomatch'
import { expect, test } from 'vitest'
import type { SourceFile } from '../reader.ts'
import { routes } from './index.ts'

const FIXTURES: Readonly<Record<string, SourceFile>> = {
  litellm: {
    path: 'gateway/config.yaml',
    text: 'model_list:\n  - {model_name: chat, litellm_params: {model: openai/gpt-5-mini}}\n',
  },
}

test.for(routes)('$id finds its files, recognizes them, and has its page', reader => {
  const file = FIXTURES[reader.id] ?? { path: '', text: '' }
  expect(picomatch.isMatch(file.path, [...reader.files])).toBe(true)
  expect(routes.find(each => each.sniff(file))?.id).toBe(reader.id)
  expect(reader.read(file).facts).toHaveLength(1)
  expect(existsSync(new URL(`./${reader.id}.md`, import.meta.url))).toBe(true)
})

test.for(routes)('$id survives any text', reader => {
  const odd = [
    '',
    '{',
    '- 1',
    'model_list: 3',
    'model_list: [1, null, [], {}, {model_name: {a: 1}}, {model_name: x, litellm_params: 4}]',
    'model_list: &a [*a]',
    `model_list: ${'['.repeat(50_000)}`,
    'litellm_settings: {fallbacks: {a: b}, num_retries: many}\nrouter_settings: []\nmodel_list: [{model_name: a}]',
    'router_settings: {fallbacks: [1, {a: b}], model_group_alias: [x]}\nmodel_list: [{model_name: __proto__}]',
  ]
  for (const text of odd) expect(() => reader.read({ path: 'gateway/odd.yaml', text })).not.toThrow()
})
