import { expect, test } from 'vitest'
import { semanticRouter } from './semantic-router.ts'
import { around, shown } from './shown.ts'

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

test('a cascade, a model that chooses, classifiers inside, a cache and headers', () => {
  const text = `semantic_cache: { enabled: true, similarity_threshold: 0.85, ttl_seconds: 3600 }
classifier: { category_model: { model_id: models/category } }
providers:
  models: [{ name: small }, { name: middle }, { name: big }]
routing:
  decisions:
    - name: careful
      modelRefs: [{ model: small }, { model: middle, reasoning_effort: high }, { model: big }]
      algorithm: { type: confidence, confidence: { threshold: 0.7 } }
      plugins:
        - { type: header_mutation, configuration: { add: [{ name: X-Tenant-Tier, value: gold }] } }
    - name: chosen
      modelRefs: [{ model: small }, { model: big }]
      algorithm: { type: prompt, prompt: { model: small } }
`
  const { facts } = semanticRouter.read({ path: 'router.yaml', text })
  expect(shown(facts).map(line => line.replaceAll('route:router.yaml#', '#'))).toMatchInlineSnapshot(`
    [
      "#auto:6 | asked for as auto, MoM, vllm-sr/auto | dynamic",
      "  careful:7 → #decision/careful",
      "  chosen:12 → #decision/chosen",
      "#decision/careful:7 | weighted",
      "  small:8 → #small",
      "#decision/careful/escalation-1:7 | weighted",
      "  middle:8 → #middle",
      "#decision/careful/escalation-2:7 | weighted",
      "  big:8 → #big",
      "#decision/chosen:12 | dynamic",
      "  small:13 → #small",
      "  big:13 → #big",
      "#small:4 | asked for as small | weighted",
      "  small:4 → small | weight 1 | ? no provider is stated",
      "#middle:4 | asked for as middle | weighted",
      "  middle:4 → middle | weight 1 | ? no provider is stated",
      "#big:4 | asked for as big | weighted",
      "  big:4 → big | weight 1 | ? no provider is stated",
    ]
  `)
  expect(around(facts).map(line => line.replaceAll('route:router.yaml#', '#'))).toMatchInlineSnapshot(`
    [
      "semantic cache for 3600 s, alike 0.85, embedded by null, always, apart by nothing:1",
      "classifier models/category self-hosted:2",
      "X-Tenant-Tier about tenant from gateway:11",
      "escalates to #decision/careful/escalation-1, #decision/careful/escalation-2:9",
      "middle thinks high, at most null tokens:8",
      "classifier #small on-demand:14",
    ]
  `)
})

test('a cache that is switched off is none', () => {
  const text = `global: { stores: { response_cache: { enabled: false } } }
providers: { models: [{ name: small }] }
routing: { decisions: [{ name: all, modelRefs: [{ model: small }] }] }
`
  const { facts } = semanticRouter.read({ path: 'router.yaml', text })
  expect(facts.every(fact => fact.kind === 'route' && fact.cache === null)).toBe(true)
})
