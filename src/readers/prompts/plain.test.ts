import { describe, expect, test } from 'vitest'
import type { Fact } from '../../model/fact.ts'
import { plain } from './plain.ts'

const messages = (path: string, text: string) =>
  plain.read({ path, text }).facts.flatMap((fact: Fact) => (fact.kind === 'prompt' ? fact.messages : []))

describe('which files are prompts', () => {
  test.for([
    ['prompts/answer.md', true],
    ['src/prompts/support/answer.j2', true],
    ['packages/chat/system_prompts/tone.txt', true],
    ['prompts/README.md', false],
    ['prompts/README.de.md', false],
    ['prompts/security-review.md', true],
    ['prompts/CHANGELOG.md', false],
    ['docs/prompts/answer.md', false],
    ['prompts/tests/answer.md', false],
    ['node_modules/kit/prompts/answer.md', false],
    ['.github/prompts/review.prompt.md', false],
    ['prompts/answer.example.md', false],
  ] as const)('%s: %s', ([path, expected]) => {
    expect(plain.sniff({ path, text: 'Answer kindly.' })).toBe(expected)
  })

  test.for([
    ['flows/parcel/answer.jinja2', '# system:\nBe brief.\n', true],
    ['deploy/nginx.conf.j2', 'server {{ name }};', false],
    ['src/tone.j2.md', 'Be kind.', true],
  ] as const)('a template without a telling name begins with a role: %s', ([path, text, expected]) => {
    expect(plain.sniff({ path, text })).toBe(expected)
  })

  test('an empty file is none', () => {
    expect(plain.sniff({ path: 'prompts/answer.md', text: ' \n' })).toBe(false)
  })
})

describe('what a prompt file says', () => {
  test('its text is one user message', () => {
    expect(messages('prompts/answer.md', 'Answer {{question}}.')).toEqual([
      {
        role: 'user',
        parts: [
          { kind: 'text', text: 'Answer ', line: 1 },
          { kind: 'variable', name: 'question', line: 1 },
          { kind: 'text', text: '.', line: 1 },
        ],
      },
    ])
  })

  test('role headers cut it into messages', () => {
    const text = '# system:\nBe kind.\n\nuser[name="Ada"]:\n{{question}}\n\nassistant:\n'
    expect(messages('prompts/answer.j2', text)).toEqual([
      { role: 'system', parts: [{ kind: 'text', text: 'Be kind.', line: 2 }] },
      { role: 'user', parts: [{ kind: 'variable', name: 'question', line: 5 }] },
    ])
  })

  test.for([
    ['a header that is not the first line', 'Roles:\nuser:\nadmin\n'],
    ['a word with a colon', 'user: {{question}}\n'],
  ] as const)('%s is text', ([, text]) => {
    expect(messages('prompts/answer.md', text).map(message => message.role)).toEqual(['user'])
  })

  test('a header shares its line with nothing', () => {
    const text = 'system:\nAnswer as {{name}} user:\nand user: {{question}}\n'
    expect(messages('prompts/answer.md', text).map(message => message.role)).toEqual(['system'])
  })

  test('any text file that a configuration names can be read', () => {
    const { facts, diagnostics } = plain.read({ path: 'config/tone', text: 'Be kind.' })
    expect(facts).toMatchObject([{ kind: 'prompt', id: 'config/tone', model: null }])
    expect(diagnostics).toEqual([])
  })

  test('a broken template is said with its place', () => {
    const { diagnostics } = plain.read({ path: 'prompts/answer.j2', text: 'Be kind.\n{% if vip %}Be brief.' })
    expect(diagnostics).toMatchObject([{ code: 'template-syntax', path: 'prompts/answer.j2', line: 2 }])
  })
})

test('a partial without an extension has that of the file that includes it', () => {
  expect(messages('prompts/answer.hbs', '{{> rules}}{{> tone.md}}')).toMatchObject([
    { parts: [{ path: 'rules.hbs' }, { path: 'tone.md' }] },
  ])
})
