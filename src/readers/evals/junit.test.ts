import { expect, test } from 'vitest'
import { junit } from './junit.ts'

const PROMPTFOO = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="promptfoo" tests="3" failures="1">
  <testsuite name="[mini] prompt 1" timestamp="2026-11-22T02:00:05.268Z">
    <testcase classname="[mini] prompt 1" name="test 1: lost card" time="0.144"></testcase>
    <testcase classname="[mini] prompt 1" name="test 2: refund" time="0.145">
      <failure message="Assertion failed" type="assertion">Score: 0.6 &lt; 1</failure>
    </testcase>
    <testcase classname="[mini] prompt 1" name="test 3: dark mode"><error message="API error: 500"/></testcase>
  </testsuite>
</testsuites>`

const results = (text: string) =>
  junit
    .read({ path: 'evals/results.xml', text })
    .facts.flatMap(fact => (fact.kind === 'eval' ? fact.results : []))

test('what passed, failed and broke, and how long it took', () => {
  expect(junit.read({ path: 'evals/results.xml', text: PROMPTFOO }).facts).toMatchObject([
    { kind: 'eval', tool: 'junit', ranAt: '2026-11-22T02:00:05.268Z', id: 'evals/results.xml' },
  ])
  expect(results(PROMPTFOO)).toMatchObject([
    {
      provider: 'mini',
      prompt: 'prompt 1',
      passed: 1,
      failed: 1,
      errors: 1,
      tests: [
        { id: 'lost card', passes: 1, latencyMs: 144, usage: null },
        { id: 'refund', passes: 0, attempts: 1, latencyMs: 145 },
        { id: 'dark mode', attempts: 0, errors: 1, latencyMs: null },
      ],
    },
  ])
})

test('suites of other tools sort the tests of one run; skipped tests are none', () => {
  const text = `<testsuite name="tone"><testcase classname="tone" name="is kind"/>
    <testcase classname="tone" name="is kind"><skipped/></testcase></testsuite>
    <testsuite name="facts"><testcase classname='facts' name='knows &quot;Ada&quot;'/><testcase classname="facts" name="knows &quot;Ada&quot;"/></testsuite>`
  expect(results(text).map(({ tests }) => tests.map(({ id }) => id))).toEqual([
    ['tone is kind', 'facts knows "Ada"', 'facts knows "Ada"#2'],
  ])
})

test.for([
  ['a comment', '<testsuite><!-- <testcase name="no"/> --><testcase name="yes"/></testsuite>', ['yes']],
  [
    'CDATA',
    '<testsuite><testcase name="yes"><system-out><![CDATA[<failure/>]]></system-out></testcase></testsuite>',
    ['yes'],
  ],
  [
    'an entity of a document type',
    '<!DOCTYPE x [<!ENTITY a "b">]><testsuite><testcase name="&a;"/></testsuite>',
    ['&a;'],
  ],
  ['a sign in quotes', '<testsuite><testcase name="a > b"/></testsuite>', ['a > b']],
  ['a file that is cut off', '<testsuite><testcase name="yes"/><testcase name="n', ['yes']],
] as const)('%s', ([, text, ids]) => {
  expect(results(text).flatMap(({ tests }) => tests.map(({ id }) => id))).toEqual(ids)
})

test('a million open tags and quotes end', () => {
  for (const piece of ['<', '<a b="', '<!--', '<testcase name="x">', "<a '"])
    expect(() => results(`<testsuite>${piece.repeat(100_000)}`)).not.toThrow()
})
