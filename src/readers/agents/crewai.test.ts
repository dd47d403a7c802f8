import { expect, test } from 'vitest'
import { crewai } from './crewai.ts'
import { sketchesOf } from './testing.ts'

test('an agent is what it is told, and its model where the file names one', () => {
  const text = `botanist:
  role: >
    Botanist for {region}
  goal: Name the plant
  backstory: Thirty years in the field
  llm: openai/gpt-4o-mini
scribe:
  role: Scribe
  goal: Write
  backstory: Patient
`
  const { facts } = crewai.read({ path: 'src/herbarium/config/agents.yaml', text })
  expect(facts).toMatchObject([
    {
      kind: 'prompt',
      id: 'src/herbarium/config/agents.yaml#botanist',
      model: 'openai/gpt-4o-mini',
      modelAt: { line: 6 },
      messages: [
        {
          role: 'system',
          parts: [{ text: 'Botanist for ' }, { kind: 'variable', name: 'region' }, {}, {}, {}],
        },
      ],
    },
    { id: 'src/herbarium/config/agents.yaml#scribe', model: null },
  ])
})

test('tasks are the calls of a crew; each loads its agent from the file beside', () => {
  const text = `identify:
  description: |
    Look at the photo.
    It was taken in {region}.
  expected_output: A name
  agent: botanist
  tools: [flora_search]
record:
  description: Write it down
  expected_output: A card
`
  const { facts } = crewai.read({ path: 'src/herbarium/config/tasks.yaml', text })
  expect(facts).toMatchObject([
    { prompt: 'src/herbarium/config/agents.yaml#botanist', unresolved: null },
    { prompt: null, unresolved: 'the agent of the task is chosen in the code of the crew' },
  ])
  expect(sketchesOf(facts)).toMatchInlineSnapshot(`
    [
      [
        "src/herbarium/config/tasks.yaml#identify unresolved: null max null",
        "loop up to null (line 1)",
        "tool flora_search null",
        "user: Look at the photo.
    It was taken in {region}.
    A name",
      ],
      [
        "src/herbarium/config/tasks.yaml#record unresolved: the agent of the task is chosen in the code of the crew max null",
        "loop up to null (line 8)",
        "user: Write it downA card",
      ],
    ]
  `)
})

test.for([
  ['shared:\n  description: A job\n', false],
  ['site:\n  role: web\n  goal: none\n', false],
  ['clerk:\n  role: a\n  goal: b\n  backstory: c\n', true],
] as const)('%j is of a crew: %s', ([text, expected]) => {
  expect(crewai.sniff({ path: 'agents.yaml', text })).toBe(expected)
})
