import { expect, test } from 'vitest'
import { semanticRouter } from './semantic-router.ts'
import { shown } from './shown.ts'

const path = 'router/config.yaml'
const read = (text: string) => semanticRouter.read({ path, text })

const CLINIC = `providers:
  defaults: { default_model: own-small }
  models:
    - name: own-small
      backend_refs: [{ endpoint: "vllm:8000", weight: 1 }]
    - name: deep
      provider_model_id: openai/gpt-5
      pricing: { currency: USD, prompt_per_1m: 1.25, completion_per_1m: 10, cached_input_per_1m: 0.125 }
      reliability: { retry_count: 2 }
    - name: franc
      provider_model_id: mistral/mistral-large
      pricing: { currency: CHF, prompt_per_1m: 2, completion_per_1m: 6 }
global: { router: { auto_model_names: [clinic/auto] } }
routing:
  decisions:
    - { name: hard, modelRefs: [{ model: deep }, { model: franc }] }
    - { name: fixed, algorithm: { type: static }, modelRefs: [{ model: franc }, { model: deep }] }
    - name: board
      modelRefs: [{ model: own-small }, { model: deep }]
      algorithm: { type: fusion, fusion: { model: deep, analysis_models: [own-small, deep] } }
    - name: rounds
      modelRefs: [{ model: own-small }, { model: deep }]
      algorithm: { type: remom, remom: { breadth_schedule: [2, 1] } }
`

test('decisions are read from the request; panels ask several models at once', () => {
  expect(shown(read(CLINIC).facts)).toMatchInlineSnapshot(`
    [
      "route:router/config.yaml#clinic/auto:15 | asked for as clinic/auto | dynamic",
      "  deep:16 → route:router/config.yaml#deep",
      "  franc:17 → route:router/config.yaml#franc",
      "  board:18 → route:router/config.yaml#decision/board",
      "  rounds:21 → route:router/config.yaml#decision/rounds",
      "  own-small:2 → route:router/config.yaml#own-small",
      "route:router/config.yaml#decision/board:18 | all",
      "  own-small:20 → route:router/config.yaml#own-small",
      "  deep:20 → route:router/config.yaml#deep",
      "  deep#2:20 → route:router/config.yaml#deep",
      "route:router/config.yaml#decision/rounds:21 | all",
      "  own-small:22 → route:router/config.yaml#own-small",
      "  deep:22 → route:router/config.yaml#deep",
      "  own-small#2:22 → route:router/config.yaml#own-small",
      "  deep#2:22 → route:router/config.yaml#deep",
      "route:router/config.yaml#own-small:4 | asked for as own-small | weighted",
      "  own-small:4 → own-small | weight 1 | self-hosted",
      "route:router/config.yaml#deep:6 | asked for as deep | weighted | 2 retries (line 9)",
      "  deep:6 → openai/gpt-5 | weight 1 | 1.25/10 USD",
      "route:router/config.yaml#franc:10 | asked for as franc | weighted",
      "  franc:10 → mistral/mistral-large | weight 1 | ? its prices are in CHF, not in USD",
    ]
  `)
})

test('a model that is not there is not guessed', () => {
  const text = 'providers: {models: [{name: a}]}\nrouting: {decisions: [{name: d, modelRefs: [gone]}]}\n'
  expect(shown(read(text).facts)[1]).toBe('  gone:2 → gone | ? model gone is not in this file')
})
