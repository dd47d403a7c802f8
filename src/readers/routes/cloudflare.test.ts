import { describe, expect, test } from 'vitest'
import { cloudflare } from './cloudflare.ts'
import { around, shown } from './shown.ts'

const path = 'gateway/chat-route.json'
const read = (elements: readonly object[], name: string | null = 'chat') =>
  cloudflare.read({
    path,
    text: JSON.stringify({ id: 'a1', ...(name === null ? {} : { name }), elements }, null, 1),
  })
const to = (elementId: string) => ({ elementId })
const start = (id: string) => ({ id: 'start', type: 'start', outputs: { next: to(id) } })
const model = (id: string, [provider, name]: readonly [string, string], fallback = 'end') => ({
  id,
  type: 'model',
  properties: { provider, model: name, retries: 1 },
  outputs: { success: to('end'), fallback: to(fallback) },
})

test('a percentage split whose models fall back to a third one', () => {
  const elements = [
    start('split'),
    { id: 'split', type: 'percentage', outputs: { '10%': to('big'), else: to('small') } },
    model('big', ['openai', 'gpt-5'], 'spare'),
    model('small', ['openai', 'gpt-5-mini'], 'spare'),
    model('spare', ['anthropic', 'claude-haiku-4-5']),
    { id: 'end', type: 'end', outputs: {} },
  ]
  expect(shown(read(elements).facts)).toMatchInlineSnapshot(`
    [
      "route:gateway/chat-route.json#chat:1 | asked for as chat, dynamic/chat | weighted | 1 retries (line 32) | then route:gateway/chat-route.json#chat/fallback-1",
      "  big:31 → openai/gpt-5 | weight 0.1",
      "  small:48 → openai/gpt-5-mini | weight 0.9",
      "route:gateway/chat-route.json#chat/fallback-1:65 | weighted | 1 retries (line 66)",
      "  spare:65 → anthropic/claude-haiku-4-5 | weight 1",
    ]
  `)
})

describe('what decides', () => {
  test('a condition of the request: undecided', () => {
    const elements = [
      start('free'),
      { id: 'free', type: 'conditional', properties: {}, outputs: { true: to('small'), false: to('big') } },
      model('big', ['openai', 'gpt-5']),
      model('small', ['openai', 'gpt-5-mini']),
    ]
    expect(shown(read(elements).facts)[0]).toContain('dynamic')
  })

  test('a limit: what is within it answers, what is beyond it falls back', () => {
    const elements = [
      start('budget'),
      { id: 'budget', type: 'rate', outputs: { success: to('big'), fallback: to('small') } },
      model('big', ['openai', 'gpt-5']),
      model('small', ['openai', 'gpt-5-mini']),
    ]
    expect(shown(read(elements).facts).map(line => line.replace(/:\d+/g, ''))).toEqual([
      'route:gateway/chat-route.json#chat | asked for as chat, dynamic/chat | weighted | 1 retries (line 32) | then route:gateway/chat-route.json#chat/fallback-1',
      '  big → openai/gpt-5 | weight 1',
      'route:gateway/chat-route.json#chat/fallback-1 | weighted | 1 retries (line 49)',
      '  small → openai/gpt-5-mini | weight 1',
    ])
  })

  test('a circle ends', () => {
    const circle = [
      start('a'),
      model('a', ['openai', 'gpt-5'], 'b'),
      model('b', ['openai', 'gpt-5-mini'], 'a'),
    ]
    expect(read(circle).facts.map(({ id }) => id)).toEqual([
      'route:gateway/chat-route.json#chat',
      'route:gateway/chat-route.json#chat/fallback-1',
      'route:gateway/chat-route.json#chat/fallback-2',
    ])
    const split = { id: 'a', type: 'percentage', outputs: { '50%': to('a'), else: to('a') } }
    expect(read([start('a'), split]).facts).toEqual([])
  })

  test('more elements than anybody draws are not analyzed', () => {
    const many = Array.from({ length: 201 }, (_, n) => model(`m${n}`, ['openai', 'gpt-5']))
    expect(read([start('m0'), ...many]).diagnostics.map(({ code }) => code)).toEqual(['cloudflare-too-large'])
  })
})

test('limits of requests and of money, and the names by which they count', () => {
  const rate = (id: string, properties: object, next: string) => ({
    id,
    type: 'rate',
    properties,
    outputs: { success: to(next), fallback: to('small') },
  })
  const elements = [
    start('plan'),
    {
      id: 'plan',
      type: 'conditional',
      properties: { conditions: { $or: [{ 'metadata.plan': { $eq: 'paid' } }] } },
      outputs: { true: to('budget'), false: to('small') },
    },
    rate('budget', { limitType: 'cost', key: 'metadata.team', limit: 20, window: 86400 }, 'pace'),
    rate('pace', { limitType: 'count', key: '', limit: 100, window: 60 }, 'big'),
    model('big', ['openai', 'gpt-5']),
    model('small', ['openai', 'gpt-5-mini']),
  ]
  expect(around(read(elements).facts)).toMatchInlineSnapshot(`
    [
      "at most 20 usd in 86400 s for tag metadata.team:43",
      "at most 100 requests in 60 s for gateway :61",
      "metadata.team about tenant from caller:42",
      "metadata.plan about other from caller:21",
    ]
  `)
})
