import { describe, expect, test } from 'vitest'
import { memoryTree } from '../snapshot/memory.ts'
import { inputsHash, suiteInputs } from './suite-inputs.ts'

const SUITE = 'evals/chat/promptfooconfig.yaml'
const REPOSITORY = {
  'README.md': 'Words.',
  'prompts/answer.txt': 'Answer {{question}}',
  'prompts/tone/kind.txt': 'Be kind.',
  'evals/chat/questions.yaml': '- vars: { question: file://data/long.txt }',
  'evals/chat/data/long.txt': 'A long question.',
  'evals/chat/grade.js': 'module.exports = () => true',
  '.unitcost/evals/other.json': '{}',
}

const inputs = (config: string) => suiteInputs(memoryTree({ ...REPOSITORY, [SUITE]: config }), SUITE)

describe('a suite depends on', () => {
  test.for<readonly [string, string, readonly string[]]>([
    ['a prompt by its URL', 'prompts: [file://../../prompts/answer.txt]', ['prompts/answer.txt']],
    ['a prompt by its path', 'prompts: ../../prompts/answer.txt', ['prompts/answer.txt']],
    [
      'all of a glob',
      'prompts: ["file://../../prompts/**/*.txt"]',
      ['prompts/answer.txt', 'prompts/tone/kind.txt'],
    ],
    ['all of a folder', 'prompts: file://../../prompts/tone', ['prompts/tone/kind.txt']],
    [
      'what its files name',
      'tests: file://questions.yaml',
      ['evals/chat/data/long.txt', 'evals/chat/questions.yaml'],
    ],
    ['nothing else', 'providers: [openai:gpt-5-mini]\ntests: [{ vars: { question: Why? } }]', []],
  ])('%s', async ([, config, named]) => {
    const { paths, isWhole } = await inputs(config)
    expect(paths).toEqual([SUITE, ...named].toSorted())
    expect(isWhole).toBe(false)
  })

  test.for([
    [
      'an assertion that is a program',
      'defaultTest: { assert: [{ type: javascript, value: file://grade.js }] }',
    ],
    ['a function of a program', 'providers: ["file://grade.js:ask"]'],
    ['a command', 'prompts: ["exec:./make-prompt"]'],
    ['a package', 'defaultTest: { assert: [{ value: "package:graders:polite" }] }'],
    ['a file that is not there', 'tests: file://generated.yaml'],
    ['a file outside the tree', 'tests: file:///var/tests.yaml'],
  ])('everything, with %s', async ([, config]) => {
    const { paths, isWhole } = await inputs(String(config))
    expect(isWhole).toBe(true)
    expect(paths).toContain('README.md')
    expect(paths).not.toContain('.unitcost/evals/other.json')
  })
})

test('the hash follows the content of what it depends on, and promptfoo’s version', async () => {
  const config = 'prompts: [file://../../prompts/answer.txt]'
  const hash = async (files: object, version = '0.123.1') => {
    const tree = memoryTree({ ...REPOSITORY, [SUITE]: config, ...files })
    return inputsHash(tree, await suiteInputs(tree, SUITE), version)
  }
  const now = await hash({})
  expect(await hash({ 'README.md': 'Other words.' })).toBe(now)
  expect(await hash({ 'prompts/answer.txt': 'Answer briefly {{question}}' })).not.toBe(now)
  expect(await hash({ [SUITE]: `${config}\nevaluateOptions: { repeat: 3 }` })).not.toBe(now)
  expect(await hash({}, '0.124.0')).not.toBe(now)
})
