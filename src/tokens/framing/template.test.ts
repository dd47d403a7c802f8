import { expect, test } from 'vitest'
import { EMPTY, textPart, turn } from '../conversation.ts'
import { EMPTY_TOOL } from './tool.fixture.ts'
import { asTemplateSees } from './template.ts'

const answered = { ...EMPTY, turns: [turn('assistant', [textPart('<think>Two and two</think>Four')])] }

test('DeepSeek forgets the reasoning of earlier answers, Mistral does not', () => {
  expect(asTemplateSees(answered, 'deepseek').turns[0]?.parts).toEqual([textPart('Four')])
  expect(asTemplateSees(answered, 'mistral')).toEqual(answered)
})

test('Llama is not told tools that it must not call', () => {
  const none = { ...EMPTY, tools: [EMPTY_TOOL], choice: 'none' } as const
  expect(asTemplateSees(none, 'llama-4').tools).toEqual([])
  expect(asTemplateSees(none, 'claude-4').tools).toHaveLength(1)
})

test('Gemini 3 forgets its thoughts when the user speaks again', () => {
  const thought = { kind: 'thinking', text: '', opaque: 900 } as const
  const call = { kind: 'call', name: 'search', args: '{}' } as const
  const turns = [
    turn('assistant', [thought, call]),
    turn('user', [textPart('And now?')]),
    turn('assistant', [thought, call]),
  ]
  const seen = asTemplateSees({ ...EMPTY, turns }, 'gemini-3').turns.map(({ parts }) => parts.length)
  expect(seen).toEqual([1, 1, 2])
})
