import { expect, test } from 'vitest'
import { gptcache, routellm } from './run-time.ts'

test.for([
  [routellm, 'mf:\n  checkpoint_path: routellm/mf_augmented\n', 'the threshold are arguments of the program'],
  [
    gptcache,
    'embedding: onnx\npre_function: get_prompt\npost_function: first\n',
    'not how often that happens',
  ],
] as const)('%o is recognized, and what it leaves open is said', ([reader, text, reason]) => {
  const file = { path: 'config.yaml', text }
  expect(reader.sniff(file)).toBe(true)
  const { facts, diagnostics } = reader.read(file)
  expect(facts).toEqual([])
  expect(diagnostics.map(({ severity, message }) => [severity, message])).toEqual([
    ['note', expect.stringContaining(reason)],
  ])
})

test('a training configuration with a `bert` block is no router', () => {
  const text = 'bert:\n  checkpoint_path: models/bert-base\n'
  expect(routellm.sniff({ path: 'train.yaml', text })).toBe(false)
})
