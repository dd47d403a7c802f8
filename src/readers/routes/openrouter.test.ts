import { describe, expect, test } from 'vitest'
import { openrouter } from './openrouter.ts'
import { around, shown } from './shown.ts'

const path = 'openrouter/presets.yaml'
const read = (text: string) => openrouter.read({ path, text })

describe('presets', () => {
  test('models are asked in order; preferences only say who hosts them', () => {
    const text = `fast:
  model: openai/gpt-5-mini
  models: [anthropic/claude-haiku-4-5, openai/gpt-5-mini]
  max_tokens: 400
  provider: { order: [azure], allow_fallbacks: false, max_price: { prompt: 1, completion: 3 } }
auto: { model: openrouter/auto, provider: { sort: price } }
other: { model: gpt, provider: openai }
`
    expect(shown(read(text).facts)).toMatchInlineSnapshot(`
      [
        "route:openrouter/presets.yaml#fast:1 | asked for as fast | weighted | then route:openrouter/presets.yaml#fast/fallback-1",
        "  openai/gpt-5-mini:2 → openrouter/openai/gpt-5-mini | weight 1 | at most 400 tokens",
        "route:openrouter/presets.yaml#fast/fallback-1:3 | weighted",
        "  anthropic/claude-haiku-4-5:3 → openrouter/anthropic/claude-haiku-4-5 | weight 1 | at most 400 tokens",
        "route:openrouter/presets.yaml#auto:6 | asked for as auto | weighted",
        "  openrouter/auto:6 → openrouter/auto | weight 1 | ? OpenRouter chooses the model for each request",
      ]
    `)
  })

  test('a file that is one request is a route without a name', () => {
    const text = '{"models": ["openai/gpt-5", "openai/gpt-5-mini"], "provider": {"only": ["openai"]}}'
    expect(read(text).facts.map(({ id }) => id)).toEqual([
      'route:openrouter/presets.yaml',
      'route:openrouter/presets.yaml#fallback-1',
    ])
  })

  test('a model and a provider of another program are none of ours', () => {
    expect(read('model: local/llama\nprovider: {name: ollama, only: true}\nmodels: []\n').facts).toHaveLength(
      1,
    )
    expect(read('model: llama\nprovider: {only: true}\n').facts).toEqual([])
    expect(read('model: openai/gpt-5\nprovider: openai\n').facts).toEqual([])
  })
})

test('the dearest that is asked, how much is thought, and whose the request is', () => {
  const text = JSON.stringify({
    model: 'openai/gpt-5',
    reasoning: { effort: 'high', max_tokens: 2000 },
    provider: { order: ['azure'], max_price: { prompt: 1.5, completion: 12 } },
    user: 'shop-42',
    metadata: { feature: 'search' },
  })
  expect(around(openrouter.read({ path: 'llm/preset.json', text }).facts)).toMatchInlineSnapshot(`
    [
      "openai/gpt-5 thinks high, at most 2000 tokens:1",
      "openai/gpt-5 at most 1.5/12 USD:1",
      "user about user from gateway:1",
      "metadata.feature about feature from gateway:1",
    ]
  `)
})
