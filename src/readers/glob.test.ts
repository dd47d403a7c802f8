import * as fc from 'fast-check'
import picomatch from 'picomatch'
import { describe, expect, test } from 'vitest'
import { endingsOf, globOf } from './glob.ts'
import { PATTERNS } from './patterns.ts'

const fits = (glob: string, path: string) => globOf(glob)(path)

test.for([
  ['**/*.tf', 'main.tf', true],
  ['**/*.tf', 'infra/gpu/main.tf', true],
  ['**/*.tf', '.tf', true],
  ['**/*.tf', 'main.tf.bak', false],
  ['**/*.tf', 'main.tf/readme', false],
  ['**/*[Pp]rompt*/**/*.md', 'Prompts/answer.md', true],
  ['**/*[Pp]rompt*/**/*.md', 'src/my-prompts/support/answer.md', true],
  ['**/*[Pp]rompt*/**/*.md', 'prompts.md', false],
  ['**/{eval,evals}/**/*.{yaml,yml}', '.hidden/evals/a/b/c.yml', true],
  ['**/{eval,evals}/**/*.{yaml,yml}', 'my-evals/c.yml', false],
  ['**/*.j2.{txt,md}', 'line\nfeed.j2.md', true],
] as const)('%s, %j: %s', ([glob, path, expected]) => {
  expect(fits(glob, path)).toBe(expected)
})

describe('globs of readers', () => {
  const globs = [...new Set(Object.values(PATTERNS).flat())]
  // A path may hold a line feed, which picomatch does not expect: `.` has to match it.
  const peer = (glob: string) => new RegExp(picomatch.makeRe(glob, { dot: true }).source, 's')
  const written = globs.map(glob => ({ glob, endings: endingsOf(glob), peer: peer(glob) }))

  // Names made of what the globs are made of: a random name would fit none of them.
  const words = [...new Set(globs.flatMap(glob => glob.split(/[^\w.-]+|(?=[.])/)))].filter(
    word => word !== '',
  )
  const word = fc.oneof(fc.constantFrom(...words, 'Prompt', 'prompts', '-', '_', '.', '..', '\n', 'ä'))
  const name = fc.array(word, { minLength: 1, maxLength: 4 }).map(parts => parts.join(''))
  // No tree of git has a folder of such a name.
  const path = fc.array(
    name.filter(text => text !== '.' && text !== '..'),
    { minLength: 1, maxLength: 5 },
  )

  test('mean what picomatch takes them for', () => {
    fc.assert(
      fc.property(path, names => {
        const text = names.join('/')
        const found = written.filter(({ glob }) => globOf(glob)(text)).map(({ glob }) => glob)
        expect(found).toEqual(written.filter(file => file.peer.test(text)).map(({ glob }) => glob))
      }),
      { numRuns: 2000 },
    )
  })

  test('say what a file ends in', () => {
    expect(written.filter(({ endings }) => endings === null)).toEqual([])
    expect(endingsOf('**/*.{j2,jinja}.{txt,md}')).toEqual(['txt', 'md'])
    expect(endingsOf('**/Dockerfile')).toBeNull()
  })
})

test('a path of many folders is looked at once', () => {
  const names = Array.from({ length: 200_000 }, () => 'prompts')
  expect(globOf('**/*[Pp]rompt*/**/evals/**/*.md')(names.join('/'))).toBe(false)
})
