import { expect, test } from 'vitest'
import { promptfooConfig } from '../readers/evals/promptfoo-config.ts'
import { evalSkeleton, skeletonPath } from './eval-skeleton.ts'

test('a first configuration for a workload', () => {
  const text = evalSkeleton({
    id: 'support-chat',
    prompts: ['prompts/answer.j2', 'prompts/tone.prompty'],
    models: ['openai/gpt-5-mini', 'anthropic/claude-haiku-4-5'],
    variables: ['question', 'profile'],
  })
  expect(text).toMatchInlineSnapshot(`
    "# What "support-chat" must keep doing while it gets cheaper. Replace the test, then run: unitcost eval
    prompts:
      - "file://../../prompts/answer.j2"
      # promptfoo cannot read prompts/tone.prompty: keep its text in a file of its own
    providers:
      - { id: "openai:gpt-5-mini", config: { max_tokens: 500 } }
      - { id: "anthropic:messages:claude-haiku-4-5", config: { max_tokens: 500 } }
    defaultTest:
      assert:
        - { type: latency, threshold: 30000 }
        # Fails an answer that costs more, at the prices of Unitcost (npm install --save-dev unitcost):
        # - { type: javascript, value: 'package:unitcost/promptfoo:costBelow', config: { max_usd: 0.002 } }
    tests:
      # Real cases with ids that stay, 20 at least: fewer cannot show that answers got worse. A test that must
      # never fail has \`critical: true\` beside its id.
      - metadata: { testCaseId: replace-this }
        vars: { "question": a real value, "profile": a real value }
        assert: [{ type: icontains, value: what a good answer contains }]
    "
  `)
})

test.for<readonly [string, Parameters<typeof evalSkeleton>[0]]>([
  ['nothing but its name', { id: 'smart', prompts: [], models: [], variables: [] }],
  [
    'hostile names',
    { id: 'a\n# b: "c', prompts: ['p"}\n.txt'], models: ['x/"]\ny'], variables: ['a: b', '}'] },
  ],
])('it is read as a suite with %s', ([, workload]) => {
  const path = skeletonPath(workload.id)
  expect(path).toMatch(/^evals\/[\w.-]+\/promptfooconfig\.yaml$/)
  const { facts, diagnostics } = promptfooConfig.read({ path, text: evalSkeleton(workload) })
  expect(diagnostics).toEqual([])
  expect(facts[0]).toMatchObject({
    kind: 'eval-suite',
    providers: [expect.objectContaining({ maxOutput: 500 })],
  })
})
