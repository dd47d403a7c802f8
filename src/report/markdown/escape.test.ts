import { expect, test } from 'vitest'
import { code, prose } from './escape.ts'

test.for([
  { text: 'prompts/answer.j2', shown: '`prompts/answer.j2`' },
  { text: 'route:gateway/litellm.yaml#smart', shown: '`route:gateway/litellm.yaml#smart`' },
  { text: '@acme/support', shown: '`@acme/support`' },
  { text: 'a|b', shown: '<code>a&#124;b</code>' },
  { text: '<!-- x', shown: '<code>&#60;&#33;&#45;&#8203;&#45;&#8203;&#32;x</code>' },
  { text: '##[error]', shown: '<code>&#35;&#8203;&#35;&#8203;&#91;error&#93;</code>' },
  { text: 'two\nlines', shown: '`two\ufffdlines`' },
  { text: '', shown: '<code></code>' },
])('code of $text', ({ text, shown }) => {
  expect(code(text)).toBe(shown)
})

test('a long address keeps its end, which tells it from its neighbors', () => {
  expect(code('infra/live/module.inference.aws_instance.embedder@development', 40)).toBe(
    '`infra/live/mo…tance.embedder@development`',
  )
})

test('code is cut by characters, not in the middle of one', () => {
  expect(code('🙂'.repeat(50), 4)).toBe('`🙂…🙂🙂`')
})

test.for([
  {
    text: 'costs $4,480/month (+38 %): its limit is $4,000.',
    shown: 'costs $4,480/month (+38 %): its limit is $4,000.',
  },
  { text: 'Keep `classify` on gpt-4o-mini', shown: 'Keep `classify` on gpt-4o-mini' },
  { text: 'fixes #12 and GH-12', shown: 'fixes &#35;&#8203;12 and GH&#45;&#8203;12' },
  { text: 'ask @acme', shown: 'ask &#64;&#8203;acme' },
  { text: 'see https://evil.example', shown: 'see https&#58;&#8203;//evil.example' },
  { text: 'see www.evil.example', shown: 'see www&#8203;&#46;evil.example' },
  { text: '1. first', shown: '1&#8203;&#46; first' },
  { text: 'the tag __init__', shown: 'the tag &#95;&#95;init&#95;&#95;' },
  { text: 'aws_instance.gpu', shown: 'aws_instance.gpu' },
  { text: 'one `lone tick', shown: 'one &#96;lone tick' },
  { text: 'two\n\n# lines', shown: 'two &#35;&#8203; lines' },
])('prose of $text', ({ text, shown }) => {
  expect(prose(text)).toBe(shown)
})
