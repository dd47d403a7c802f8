import { describe, expect, test } from 'vitest'
import type { Fact, RouteFact, RouteTarget } from '../../model/fact.ts'
import { litellm } from './litellm.ts'

const path = 'gateway/litellm.yaml'
const read = (text: string) => litellm.read({ path, text })
const isRoute = (fact: Fact): fact is RouteFact => fact.kind === 'route'
const routesOf = (text: string): readonly RouteFact[] => read(text).facts.filter(isRoute)

const proxy = (entries: readonly string[], settings = ''): string =>
  `model_list:\n${entries.map(entry => `  - ${entry}\n`).join('')}${settings}`
const chat = (params: string, more = ''): string => `{model_name: chat, litellm_params: {${params}}${more}}`

const onlyTarget = (params: string, more = ''): RouteTarget => {
  const target = routesOf(proxy([chat(params, more)]))[0]?.targets[0]
  if (target === undefined) throw new Error('no target')
  return target
}

test('a gateway with a weighted group, an alias, a fallback and retries', () => {
  const text = `model_list:
  - model_name: smart
    litellm_params:
      model: azure/prod-a
      api_base: os.environ/AZURE_API_BASE
      weight: 9
      max_tokens: 800
    model_info: { base_model: gpt-4o, input_cost_per_token: 0.0000001 }
  - model_name: smart
    litellm_params: { model: openai/gpt-4o-mini, weight: 1 }
  - model_name: backup
    litellm_params: { model: bedrock/anthropic.claude-sonnet-4-5, aws_region_name: eu-west-1 }
router_settings:
  num_retries: 2
  model_group_alias: { best: smart }
  fallbacks: [{ smart: [backup] }]
`
  expect(read(text)).toMatchInlineSnapshot(`
    {
      "diagnostics": [],
      "facts": [
        {
          "at": {
            "line": 2,
            "path": "gateway/litellm.yaml",
          },
          "cache": null,
          "escalation": null,
          "fallbacks": [
            "route:gateway/litellm.yaml#backup",
          ],
          "id": "route:gateway/litellm.yaml#smart",
          "kind": "route",
          "limits": [],
          "metadata": [],
          "names": [
            "smart",
            "best",
          ],
          "policyTargets": [],
          "retries": 2,
          "retriesAt": {
            "line": 14,
            "path": "gateway/litellm.yaml",
          },
          "routerCalls": [],
          "selection": "weighted",
          "targets": [
            {
              "at": {
                "line": 4,
                "path": "gateway/litellm.yaml",
              },
              "deployment": "on-demand",
              "id": "azure/prod-a",
              "maxOutput": 800,
              "model": "azure/gpt-4o",
              "priceCap": null,
              "reasoning": null,
              "region": null,
              "statedPrices": {
                "cacheRead": null,
                "cacheWrite": null,
                "input": 0.1,
                "output": null,
              },
              "unresolved": null,
              "weight": 9,
            },
            {
              "at": {
                "line": 10,
                "path": "gateway/litellm.yaml",
              },
              "deployment": "on-demand",
              "id": "openai/gpt-4o-mini",
              "maxOutput": null,
              "model": "openai/gpt-4o-mini",
              "priceCap": null,
              "reasoning": null,
              "region": null,
              "statedPrices": null,
              "unresolved": null,
              "weight": 1,
            },
          ],
        },
        {
          "at": {
            "line": 11,
            "path": "gateway/litellm.yaml",
          },
          "cache": null,
          "escalation": null,
          "fallbacks": [],
          "id": "route:gateway/litellm.yaml#backup",
          "kind": "route",
          "limits": [],
          "metadata": [],
          "names": [
            "backup",
          ],
          "policyTargets": [],
          "retries": 2,
          "retriesAt": {
            "line": 14,
            "path": "gateway/litellm.yaml",
          },
          "routerCalls": [],
          "selection": "weighted",
          "targets": [
            {
              "at": {
                "line": 12,
                "path": "gateway/litellm.yaml",
              },
              "deployment": "on-demand",
              "id": "bedrock/anthropic.claude-sonnet-4-5",
              "maxOutput": null,
              "model": "bedrock/anthropic.claude-sonnet-4-5",
              "priceCap": null,
              "reasoning": null,
              "region": "eu-west-1",
              "statedPrices": null,
              "unresolved": null,
              "weight": 1,
            },
          ],
        },
      ],
    }
  `)
})

const weightsOf = (params: readonly string[], settings = '') =>
  routesOf(
    proxy(
      params.map((param, index) => chat(`model: openai/m${index}, ${param}`)),
      settings,
    ),
  )[0]?.targets.map(target => target.weight)

describe('shares', () => {
  test.for([
    ['nothing stated: equal', ['a: 1', 'a: 1'], [1, 1]],
    ['weight', ['weight: 9', 'weight: 1'], [9, 1]],
    ['weight wins over rpm', ['weight: 9, rpm: 1', 'weight: 1, rpm: 9'], [9, 1]],
    ['rpm', ['rpm: 100', 'rpm: 300'], [100, 300]],
    ['tpm', ['tpm: 100', 'tpm: 300'], [100, 300]],
    ['without what the first one states: nothing', ['weight: 9', 'rpm: 1'], [9, 0]],
    ['the first one decides', ['a: 1', 'weight: 9'], [1, 1]],
    ['the first one decides for rpm', ['rpm: 5', 'weight: 9'], [5, 0]],
    ['quoted numbers', ['weight: "9"', 'weight: "1"'], [9, 1]],
    ['all zero: unknown', ['weight: 0', 'weight: 0'], [null, null]],
    ['only the lowest order is asked', ['order: 2', 'order: 1', 'order: 1'], [0, 1, 1]],
  ] as const)('%s', ([, params, expected]) => {
    expect(weightsOf(params)).toEqual(expected)
  })

  test.for(['least-busy', 'usage-based-routing-v2', 'latency-based-routing', 'cost-based-routing'])(
    '%s decides at run time',
    strategy => {
      const settings = `router_settings: {routing_strategy: ${strategy}}\n`
      const route = routesOf(proxy([chat('model: openai/a, weight: 1')], settings))[0]
      expect([route?.selection, route?.targets[0]?.weight]).toEqual(['dynamic', null])
    },
  )

  test('an unknown strategy is said, not guessed', () => {
    const { facts, diagnostics } = read(
      proxy([chat('model: a/b')], 'router_settings: {routing_strategy: magic}'),
    )
    expect(facts.find(isRoute)?.selection).toBe('dynamic')
    expect(diagnostics.map(each => each.message)).toEqual([
      'The routing strategy "magic" is unknown: shares are taken for undecided.',
    ])
  })
})

const withoutLines = (text: string) =>
  routesOf(text).map(route => route.targets.map(target => ({ ...target, at: null })))

describe('targets', () => {
  test.for([
    ['openai/gpt-5', '', 'openai/gpt-5', 'on-demand', null],
    ['gpt-4o', '', 'openai/gpt-4o', 'on-demand', null],
    ['claude-sonnet-4-5', '', 'anthropic/claude-sonnet-4-5', 'on-demand', null],
    ['qwen3', ', custom_llm_provider: hosted_vllm', 'hosted_vllm/qwen3', 'self-hosted', null],
    ['ollama_chat/qwen3:4b', '', 'ollama_chat/qwen3:4b', 'self-hosted', null],
    ['openai/base-mind', ', api_base: "http://vllm:8000/v1"', 'openai/base-mind', 'self-hosted', null],
    [
      'openai/x',
      ', api_base: "https://r.example/v1", input_cost_per_token: 1e-6',
      'openai/x',
      'on-demand',
      null,
    ],
    ['openai/gpt-5', ', api_base: "https://api.openai.com/v1"', 'openai/gpt-5', 'on-demand', null],
    [
      'openai/qwen/qwq',
      ', api_base: "https://openrouter.ai/api/v1"',
      'openrouter/qwen/qwq',
      'on-demand',
      null,
    ],
    [
      'openai/x',
      ', api_base: os.environ/BASE',
      'openai/x',
      'on-demand',
      'api_base comes from the environment variable BASE',
    ],
    [
      'azure/prod-a',
      '',
      'azure/prod-a',
      'on-demand',
      'azure/prod-a names a deployment, and model_info.base_model does not say which model it is',
    ],
    [
      'os.environ/MODEL',
      '',
      'os.environ/MODEL',
      'on-demand',
      'model comes from the environment variable MODEL',
    ],
    ['"*"', '', '*', 'on-demand', 'any model of any provider'],
    ['openai/*', '', 'openai/*', 'on-demand', 'any model of openai'],
    ['auto_router/main', '', 'auto_router/main', 'on-demand', 'the router chooses a model for each request'],
    [
      'openai/claude-sonnet-4-5',
      ', api_base: "https://aihubmix.com/v1"',
      'aihubmix/claude-sonnet-4-5',
      'on-demand',
      null,
    ],
  ] as const)('%s%s', ([model, more, called, deployment, unresolved]) => {
    expect(onlyTarget(`model: ${model}${more}`)).toMatchObject({ model: called, deployment, unresolved })
  })

  test.for([
    ['gpt-4o', 'azure/gpt-4o'],
    ['azure/gpt-4o', 'azure/gpt-4o'],
  ])('a deployment of base model %s is %s', ([base, model]) => {
    const target = onlyTarget('model: azure/prod-a', `, model_info: {base_model: ${base}}`)
    expect([target.model, target.unresolved]).toEqual([model, null])
  })

  test('prices per token become prices per million, without float noise', () => {
    const prices = 'input_cost_per_token: 0.0000001, output_cost_per_token: "4e-7"'
    const expected = { input: 0.1, output: 0.4, cacheRead: null, cacheWrite: null }
    expect(onlyTarget(`model: openai/x, ${prices}`).statedPrices).toEqual(expected)
    expect(onlyTarget('model: openai/x', `, model_info: {${prices}}`).statedPrices).toEqual(expected)
    expect(onlyTarget('model: openai/x').statedPrices).toBe(null)
  })

  test('a mocked answer costs nothing', () => {
    expect(onlyTarget('model: openai/gpt-5, mock_response: hello').statedPrices).toEqual({
      input: 0,
      output: 0,
      cacheRead: 0,
      cacheWrite: 0,
    })
  })

  test.for([
    ['max_tokens: 800', 800],
    ['max_completion_tokens: 700', 700],
    ['extra_body: {num_predict: 1024}', 1024],
    ['max_tokens: "${MAX:-20}"', null],
  ] as const)('%s limits the answer to %s', ([params, expected]) => {
    expect(onlyTarget(`model: openai/x, ${params}`).maxOutput).toBe(expected)
  })

  test.for([
    ['aws_region_name: eu-west-1', 'eu-west-1'],
    ['vertex_location: europe-west4', 'europe-west4'],
    ['aws_region_name: os.environ/REGION', null],
  ] as const)('%s is in %s', ([params, expected]) => {
    expect(onlyTarget(`model: bedrock/x, ${params}`).region).toBe(expected)
  })

  test('entries of one model are told apart, wherever they stand', () => {
    const entries = [
      chat('model: openai/a, api_base: "http://one/v1"'),
      chat('model: openai/a, api_base: "http://two/v1"'),
      chat('model: gemini/b, api_key: os.environ/KEY_1'),
      chat('model: gemini/b, api_key: os.environ/KEY_2'),
      chat('model: gemini/c', ', model_info: {id: main}'),
    ]
    expect(routesOf(proxy(entries))[0]?.targets.map(target => target.id)).toEqual([
      'gemini/b#1',
      'gemini/b#2',
      'main',
      'openai/a@http://one/v1',
      'openai/a@http://two/v1',
    ])
    expect(withoutLines(proxy(entries.toReversed()))).toEqual(withoutLines(proxy(entries)))
  })
})

describe('fallbacks', () => {
  const groups = ['a', 'b', 'c'].map(name => `{model_name: ${name}, litellm_params: {model: openai/${name}}}`)
  const chains = (settings: string) =>
    Object.fromEntries(
      routesOf(proxy(groups, settings)).map(route => [
        route.names[0],
        route.fallbacks.map(id => id.replace(`route:${path}#`, '')).join(),
      ]),
    )

  test.for([
    ['router_settings: {fallbacks: [{a: [b, c]}]}', { a: 'b,c', b: '', c: '' }],
    ['litellm_settings: {fallbacks: [{a: [b]}, {b: [a]}]}', { a: 'b', b: 'a', c: '' }],
    ['litellm_settings: {fallbacks: [{a: [b]}], default_fallbacks: [c]}', { a: 'b', b: 'c', c: '' }],
    ['router_settings: {fallbacks: [{"*": [c]}]}', { a: 'c', b: 'c', c: '' }],
    ['router_settings: {fallbacks: [{a: [{model: b}]}]}', { a: 'b', b: '', c: '' }],
    ['router_settings: {context_window_fallbacks: [{a: [b]}]}', { a: '', b: '', c: '' }],
    ['router_settings: {content_policy_fallbacks: [{a: [b]}]}', { a: '', b: '', c: '' }],
    ['router_settings: {max_fallbacks: 1, fallbacks: [{a: [b, c]}]}', { a: 'b', b: '', c: '' }],
    ['router_settings: {model_group_alias: {z: b}, fallbacks: [{a: [z]}]}', { a: 'b', b: '', c: '' }],
  ] as const)('%s', ([settings, expected]) => {
    expect(chains(settings)).toEqual(expected)
  })

  test('a chain for all groups leaves embeddings alone', () => {
    const embedding = '{model_name: e, litellm_params: {model: openai/e}, model_info: {mode: embedding}}'
    const routes = routesOf(proxy([...groups, embedding], 'litellm_settings: {default_fallbacks: [c]}'))
    expect(routes.find(({ names }) => names[0] === 'e')?.fallbacks).toEqual([])
  })

  test('an unknown group is a warning in its line', () => {
    const settings = 'router_settings:\n  fallbacks:\n    - a: [gone]\n    - lost: [b]\n'
    const { diagnostics } = read(proxy(groups, settings))
    expect(diagnostics.map(each => `${each.line} ${each.severity} ${each.message}`)).toEqual([
      '8 warning Fallbacks name "lost", which is no model_name of this file.',
      '7 warning Fallbacks name "gone", which is no model_name of this file.',
    ])
  })
})

describe('wildcards', () => {
  test.for([
    ['anthropic/claude-opus-5', 'anthropic/claude-*'],
    ['anthropic/other', 'anthropic/*'],
    ['openai/gpt-5', '*'],
  ])('%s is answered by %s', ([name, expected]) => {
    const groups = ['"*"', '"anthropic/*"', '"anthropic/claude-*"', 'main'].map(
      each => `{model_name: ${each}, litellm_params: {model: openai/gpt-5}}`,
    )
    const routes = routesOf(proxy(groups, `router_settings: {fallbacks: [{main: [${name}]}]}`))
    expect(routes.find(({ names }) => names[0] === 'main')?.fallbacks).toEqual([`route:${path}#${expected}`])
  })
})

describe('retries', () => {
  test.for([
    ['', '', null],
    ['', 'router_settings: {num_retries: 3}', 3],
    ['', 'litellm_settings: {num_retries: 4}', 4],
    ['', 'router_settings: {num_retries: 1}\nlitellm_settings: {num_retries: 4}', 1],
    [
      '',
      'router_settings: {num_retries: 2, retry_policy: {TimeoutErrorRetries: 5, RateLimitErrorRetries: 1}}',
      5,
    ],
    [', num_retries: 7', 'router_settings: {num_retries: 2}', 7],
    [', num_retries: 0', 'router_settings: {num_retries: 2}', 0],
  ] as const)('%s %s: %s', ([params, settings, expected]) => {
    expect(routesOf(proxy([chat(`model: openai/a${params}`)], settings))[0]?.retries).toBe(expected)
  })
})

describe('files that say less', () => {
  test('an empty list is a note: the models live in a database', () => {
    expect(read('model_list: []\ngeneral_settings: {store_model_in_db: true}\n')).toMatchInlineSnapshot(`
      {
        "diagnostics": [
          {
            "code": "litellm-no-models",
            "hint": "List the models in model_list, or declare the workloads that use this proxy in unitcost.yml.",
            "line": 1,
            "message": "This proxy lists no models: they live in its database, so their cost is not analyzable from git.",
            "path": "gateway/litellm.yaml",
            "severity": "note",
          },
        ],
        "facts": [],
      }
    `)
  })

  test.for([
    [
      'a map',
      'model_list: {chat: openai/a}\nlitellm_settings: {drop_params: true}',
      'model_list is not a list',
    ],
    ['no name', proxy(['{litellm_params: {model: openai/a}}']), 'has no model_name'],
    ['no model', proxy(['{model_name: chat, litellm_params: {}}']), 'has no litellm_params.model'],
    [
      'a limit that is none',
      proxy([chat('model: openai/a, rpm_limit: 60')]),
      'does not know litellm_params.rpm_limit',
    ],
    [
      'a fallback for long requests to nothing',
      proxy([chat('model: a/b')], 'litellm_settings: {context_window_fallbacks: [{chat: [long]}]}'),
      'Fallbacks name "long"',
    ],
    [
      'a budget in the way of a shell',
      proxy([chat('model: a/b')], 'general_settings: {max_budget: "${BUDGET:-20}"}'),
      'max_budget is a text with a placeholder',
    ],
    [
      'an alias for nothing',
      proxy([chat('model: a/b')], 'router_settings: {model_group_alias: {x: y}}'),
      'alias "x"',
    ],
  ] as const)('%s is said', ([, text, message]) => {
    expect(read(text).diagnostics.map(each => each.message)).toEqual([expect.stringContaining(message)])
  })

  test('the values of the Helm chart are read one level deeper', () => {
    const values = `proxy_config:\n  model_list:\n    - ${chat('model: openai/a')}\n`
    expect(routesOf(values).map(route => route.id)).toEqual([`route:${path}#chat`])
  })

  test('a model_list of another program is none of ours', () => {
    expect(read('model_list:\n  - name: llama\n')).toEqual({ facts: [], diagnostics: [] })
  })

  test('many deployments, groups and fallbacks take linear time', () => {
    const same = Array.from({ length: 3000 }, () => chat('model: openai/a'))
    const many = Array.from(
      { length: 3000 },
      (_, n) => `{model_name: g${n}, litellm_params: {model: openai/a}}`,
    )
    const fallbacks = many.map((_, n) => `{g${n}: [g${n}]}`).join()
    const routes = routesOf(proxy([...same, ...many], `router_settings: {fallbacks: [${fallbacks}]}`))
    expect(routes.length).toBe(3001)
  })

  test.for([
    ['model_list:\n', true],
    ['  "model_list": [', true],
    ['{model_list: []}', true],
    ['content: describe the model_list of a proxy', false],
  ] as const)('%j looks like a proxy: %s', ([text, expected]) => {
    expect(litellm.sniff({ path, text })).toBe(expected)
  })
})
