import { describe, expect, test } from 'vitest'
import type { Fact, RouteFact } from '../../model/fact.ts'
import { baml } from './baml.ts'
import { sketches } from './sketch.ts'

const read = (text: string) => baml.read({ path: 'baml_src/desk.baml', text })
const routes = (text: string): readonly RouteFact[] =>
  read(text).facts.filter((fact: Fact) => fact.kind === 'route')
const formatOf = (returns: string, types = '') =>
  sketches(
    read(
      `${types}\nfunction Label(text: string) -> ${returns} {\n  client Mini\n  prompt #"{{ ctx.output_format }}"#\n}`,
    ).facts,
  )

describe('clients are routes', () => {
  const CLIENTS = `
    // The cheap one answers first.
    retry_policy Twice { max_retries 2 }
    client<llm> Mini {
      provider openai
      options { model "gpt-4o-mini" max_tokens 300 api_key env.OPENAI_API_KEY }
    }
    client<llm> Big { provider anthropic options { model claude-sonnet-4-5 } }
    client<llm> Turns { provider round-robin options { strategy [Mini, Big] } }
    client<llm> Safe { provider baml-fallback retry_policy Twice options { strategy [Mini, Elsewhere] } }`

  test('of one model', () => {
    expect(routes(CLIENTS)[0]).toMatchObject({
      id: 'route:baml_src/desk.baml#Mini',
      names: ['Mini'],
      at: { line: 4 },
      targets: [{ model: 'openai/gpt-4o-mini', maxOutput: 300, at: { line: 6 } }],
      retries: null,
    })
  })

  test('round-robin has equal shares', () => {
    expect(routes(CLIENTS)[2]).toMatchObject({
      selection: 'weighted',
      targets: [
        { id: 'Mini', model: 'route:baml_src/desk.baml#Mini', weight: 1 },
        { id: 'Big', model: 'route:baml_src/desk.baml#Big', weight: 1 },
      ],
    })
  })

  test('fallback is a chain with its retries; a client of another file keeps its name', () => {
    expect(routes(CLIENTS)[3]).toMatchObject({
      targets: [{ model: 'route:baml_src/desk.baml#Mini' }],
      fallbacks: ['route:baml_src/desk.baml#Safe/Elsewhere'],
      retries: 2,
      retriesAt: { line: 3 },
    })
    expect(routes(CLIENTS)[4]).toMatchObject({ names: [], targets: [{ model: 'Elsewhere' }], retries: 2 })
  })

  test('a retried fallback repeats its whole list, with the retries of each client', () => {
    const both = CLIENTS.replace('provider openai', 'provider openai retry_policy Twice').replace(
      'Elsewhere',
      'Big',
    )
    expect(
      routes(both)
        .slice(3)
        .map(({ id, retries }) => [id, retries]),
    ).toEqual([
      ['route:baml_src/desk.baml#Safe', 8],
      ['route:baml_src/desk.baml#Safe/Big', 2],
    ])
  })

  test.for([
    [
      'aws-bedrock',
      'model_id "amazon.nova-lite-v1:0" region "eu-west-1"',
      'bedrock/amazon.nova-lite-v1:0',
      'on-demand',
    ],
    ['vertex-ai', 'model "gemini-2.5-pro" location "us-central1"', 'vertex_ai/gemini-2.5-pro', 'on-demand'],
    ['azure-openai', 'deployment_id "gpt-4o"', 'azure/gpt-4o', 'on-demand'],
    ['ollama', 'model "llama3.1"', 'ollama/llama3.1', 'self-hosted'],
    [
      'openai-generic',
      'base_url "http://gpu.internal/v1" model "qwen"',
      'openai-generic/qwen',
      'self-hosted',
    ],
    ['openai-generic', 'base_url "https://openrouter.ai/api/v1" model "a/b"', 'openrouter/a/b', 'on-demand'],
  ] as const)('%s with %s calls %s', ([provider, options, model, deployment]) => {
    const [route] = routes(`client<llm> One { provider ${provider} options { ${options} } }`)
    expect(route?.targets).toMatchObject([{ model, deployment, unresolved: null }])
  })

  test.for([
    ['provider openai options { model env.MODEL }', 'the model comes from the environment variable MODEL'],
    [
      'provider openai-generic options { model "a" base_url env.HOST }',
      'base_url comes from the environment variable HOST',
    ],
    ['provider openai', 'the client names no model'],
  ] as const)('%s is unknown, with the reason', ([body, unresolved]) => {
    expect(routes(`client<llm> One { ${body} }`)[0]?.targets).toMatchObject([{ unresolved }])
  })
})

describe('functions are prompts', () => {
  test('with a client, roles, media, samples and lines', () => {
    const { facts, diagnostics } = read(`function Look(photo: image, text: string) -> string {
  client Mini
  prompt #"
    {{ _.role("system") }}
    Say what is wrong.
    {{ _.role("user") }} {{ photo }} {{ text }}
  "#
}
test Broken { functions [Look] args { text "The lamp is \\"dead\\"." notes [{ a 1 }
  { a 2 }] } }
`)
    expect(diagnostics).toEqual([])
    expect(sketches(facts)).toEqual(['system: Say what is wrong.', 'user: @image {text}'])
    expect(facts).toMatchObject([
      {
        id: 'baml_src/desk.baml#Look',
        at: { line: 1 },
        model: 'Mini',
        modelAt: { line: 2 },
        messages: [{ parts: [{ line: 5 }] }, { parts: [{ line: 6 }, {}, {}] }],
        samples: { text: ['The lamp is "dead".'], notes: ['[{ a 1 } { a 2 }]'] },
      },
    ])
  })

  test('a client of the same file is meant as its route, one with a slash as a model', () => {
    const labelWith = (client: string) => `function F(a: int) -> int { client ${client} prompt "x" }`
    expect(read(`client<llm> Mini { provider openai }\n${labelWith('Mini')}`).facts.at(-1)).toMatchObject({
      model: 'route:baml_src/desk.baml#Mini',
    })
    expect(read(labelWith('"openai/gpt-4o"')).facts).toMatchObject([{ model: 'openai/gpt-4o' }])
  })
})

describe('the schema of the answer is text of the prompt', () => {
  test('an enum with aliases and descriptions', () => {
    const types = `enum Kind {
      Refund @alias("k1")
      @description("wants money back")
      Other
      Secret @skip
    }`
    expect(formatOf('Kind', types)).toMatchInlineSnapshot(`
      [
        "user: Answer with any of the categories:
      Kind
      ----
      - k1: wants money back
      - Other",
      ]
    `)
  })

  test('nested classes, lists, options, unions and literals', () => {
    const types = `
      class Order { number int items Item[] @description("what was bought") }
      class Item { name string @alias("title") price float? size "S" | "L" kind Kind by map<string, int> }
      enum Kind { New Used }`
    expect(formatOf('Order', types)).toMatchInlineSnapshot(`
      [
        "user: Answer in JSON using this schema:
      {
        number: int,
        // what was bought
        items: [
          {
            title: string,
            price: float or null,
            size: "S" or "L",
            kind: 'New' or 'Used',
            by: map<string, int>,
          }
        ],
      }",
      ]
    `)
  })

  test.for([
    ['string', []],
    ['int', ['user: Answer as int']],
    ['string[]', ['user: Answer with a JSON Array using this schema:\nstring[]']],
    ['Elsewhere', ['user: {ctx.output_format}']],
  ] as const)('%s', ([returns, expected]) => {
    expect(formatOf(returns)).toEqual(expected)
  })

  test('a class that contains itself has no end, so its size is unknown', () => {
    expect(formatOf('Node', 'class Node { next Node? }')).toEqual(['user: {ctx.output_format}'])
  })
})

test('a string without an end is an error with its place', () => {
  expect(read('function F(a: int) -> int {\n  client Mini\n  prompt #"Hi\n}').diagnostics)
    .toMatchInlineSnapshot(`
    [
      {
        "code": "baml-syntax",
        "hint": "Close it, so that the cost of this file can be read again.",
        "line": 3,
        "message": "A string or bracket here lacks its other half, so this file cannot be read as a whole.",
        "path": "baml_src/desk.baml",
        "severity": "error",
      },
    ]
  `)
})

test.for([
  ['brackets', '{'.repeat(100_000)],
  ['block strings', '#" "# '.repeat(20_000)],
  ['functions', 'function F(a: image) -> A { client X prompt "{{ a }}" }\n'.repeat(2_000)],
  [
    'classes in classes',
    `${Array.from({ length: 2_000 }, (_, i) => `class C${i} { a C${i + 1} b C${i + 1} }`).join('\n')}
    function F() -> C0 { client X prompt "{{ ctx.output_format }}" }`,
  ],
  ['types', `function F() -> ${'('.repeat(50_000)} { client X prompt "{{ ctx.output_format }}" }`],
] as const)('endless %s are read', ([, text]) => {
  expect(() => read(text)).not.toThrow()
})
