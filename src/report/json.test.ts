import { expect, test } from 'vitest'
import { json } from './json.ts'
import { SITUATIONS } from './samples.ts'
import { HOSTILE, poisonings } from './samples/hostile.ts'

test('nothing is lost or rounded', () => {
  for (const result of Object.values(SITUATIONS)) expect(JSON.parse(json(result))).toEqual(result)
})

test('a run that could not judge', () => {
  expect(json(SITUATIONS['not-judged'])).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "verdict": null,
      "exit_code": 2,
      "error": {
        "code": "base-missing",
        "message": "base a1b2c3d is not in this clone",
        "hint": "Check out with \`fetch-depth: 0\`, or run \`git fetch origin main\`."
      },
      "workloads": [],
      "findings": [],
      "diagnostics": []
    }
    "
  `)
})

test.for(HOSTILE)('hostile text keeps its value and can do nothing on the way: %s', text => {
  for (const result of poisonings(text)) {
    const printed = json(result)
    expect(JSON.parse(printed)).toEqual(result)
    expect(printed.replaceAll('\n', '')).not.toMatch(
      /\p{Cc}|[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u,
    )
    expect(printed).not.toContain('##[')
    expect(printed).not.toMatch(/^\s*::/m)
  }
})
