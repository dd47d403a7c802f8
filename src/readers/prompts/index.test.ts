import { existsSync, readFileSync } from 'node:fs'
import picomatch from 'picomatch'
import { expect, test } from 'vitest'
import type { SourceFile } from '../reader.ts'
import { prompts } from './index.ts'

const FIXTURES: Readonly<Record<string, SourceFile>> = {
  'github-models': { path: 'ai/triage.prompt.yml', text: 'messages:\n  - role: user\n    content: Hi\n' },
  prompty: { path: 'shop/refund.prompty', text: '---\nmodel: gpt-4o\n---\nsystem:\nBe kind.\n' },
  dotprompt: { path: 'kitchen/menu.prompt', text: '---\nmodel: googleai/gemini-2.5-flash\n---\nHi' },
  baml: {
    path: 'baml_src/a.baml',
    text: 'function Label(a: string) -> int { client Mini prompt "{{ a }}" }',
  },
  'prompt-flow': { path: 'flows/a/flow.dag.yaml', text: 'nodes:\n- name: answer\n  type: llm\n' },
  langchain: { path: 'chains/hi.yaml', text: '_type: prompt\ntemplate: Hi {name}\n' },
  'semantic-kernel': { path: 'plugins/Refund/skprompt.txt', text: 'Explain {{$order}}.' },
  'promptfoo-chat': { path: 'prompts/triage.json', text: '[{"role": "user", "content": "Hi"}]' },
  plain: { path: 'src/prompts/support/answer.j2', text: 'Answer {{ question }}.' },
}

test.for(prompts)('$id finds its files, recognizes them, and has its page', reader => {
  const file = FIXTURES[reader.id] ?? { path: '', text: '' }
  expect(picomatch.isMatch(file.path, [...reader.files])).toBe(true)
  expect(reader.sniff(file)).toBe(true)
  expect(reader.read(file).facts).toHaveLength(1)
  expect(existsSync(new URL(`./${reader.id}.md`, import.meta.url))).toBe(true)
})

test.for(['system_prompt.jinja2', 'agents/triage-prompt.txt', 'src/tone.j2.md', 'lib/Prompts/a.md'])(
  '%s is looked at',
  path => {
    expect(prompts.some(reader => picomatch.isMatch(path, [...reader.files]))).toBe(true)
  },
)

test.for(prompts)('$id survives any text', reader => {
  for (const text of ['', '{', '[]', 'messages: 3', 'messages:\n- role: {}\n', '\0', '{{', '---\n---\n']) {
    expect(() => reader.read({ path: 'prompts/odd.yml', text })).not.toThrow()
  }
})

/** Blocks of code in the part of CONTRIBUTING.md on formats, and the files that they are from. */
test('what CONTRIBUTING.md shows of a reader is how it is', () => {
  const guide = readFileSync(new URL('../../../CONTRIBUTING.md', import.meta.url), 'utf8')
  const blocks = [...guide.matchAll(/^( *)```ts\n(.*?)^ *```$/gmsu)].map(([, indent = '', code = '']) =>
    code.split('\n').map(line => line.slice(indent.length)),
  )
  const sources = ['promptfoo-chat.ts', 'promptfoo-chat.test.ts'].map(name =>
    readFileSync(new URL(`./${name}`, import.meta.url), 'utf8').split('\n'),
  )
  expect(blocks).toHaveLength(sources.length)
  for (const [index, lines] of blocks.entries())
    for (const line of lines.filter(one => !one.includes('…'))) expect(sources[index]).toContain(line)
})
