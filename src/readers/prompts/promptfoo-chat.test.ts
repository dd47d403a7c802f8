import { expect, test } from 'vitest'
import { promptfooChat } from './promptfoo-chat.ts'
import { sketches } from './sketch.ts'

const read = (text: string, path = 'prompts/triage.json') => promptfooChat.read({ path, text })

test('a JSON chat with media', () => {
  const { facts } = read(`[
  {"role": "system", "content": "Label the ticket."},
  {"role": "user", "content": [{"type": "text", "text": "{{ ticket }}"}, {"type": "image_url", "image_url": {"url": "{{ photo }}"}}]}
]`)
  expect(sketches(facts)).toEqual(['system: Label the ticket.', 'user: {ticket}@image'])
  expect(facts).toMatchObject([
    { id: 'prompts/triage.json', model: null, messages: [{ parts: [{ line: 2 }] }, {}] },
  ])
})

test('a YAML chat', () => {
  const { facts } = read(
    '- role: system\n  content: |\n    Be brief.\n- role: user\n  content: "{{ ticket }}"\n',
  )
  expect(sketches(facts)).toEqual(['system: Be brief.\n', 'user: {ticket}'])
})

test('an explicit cache breakpoint', () => {
  const { facts } = read(
    '[{"role": "system", "content": [{"type": "text", "text": "The handbook.", "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": "Today is {{ date }}."}]}]',
  )
  expect(sketches(facts)).toEqual(['system: The handbook.‖Today is {date}.'])
})

test('statements between the messages make it one message', () => {
  const { facts, diagnostics } = read(
    '[{"role": "system", "content": "Hi"}{% for t in messages %},{"role": "user", "content": "{{ t }}"}{% endfor %}]',
  )
  expect(sketches(facts)).toEqual(['user: [{"role": "system", "content": "Hi"}<messages>]'])
  expect(diagnostics).toEqual([])
})

test.for([
  ['[{"role": "system", "content": "Hi"}]', true],
  ['# Triage\n- role: user\n  content: Hi\n', true],
  ['[{"role": "admin", "name": "Ada"}]', false],
  ['messages:\n- role: user\n', false],
  ['[1, 2]', false],
] as const)('%j is one: %s', ([text, expected]) => {
  expect(promptfooChat.sniff({ path: 'prompts/a.json', text })).toBe(expected)
})

test('a list of anything else is not read', () => {
  expect(read('[{"role": "user", "content": "Hi"}, {"name": "x"}]').facts).toEqual([])
})

test('broken JSON is an error with its place', () => {
  expect(read('[{"role": "user",\n "content": "Hi"').diagnostics).toMatchObject([
    { code: 'yaml-syntax', severity: 'error' },
  ])
})
