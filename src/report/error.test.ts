import { expect, test } from 'vitest'
import { diagnosticText, errorText } from './error.ts'
import { blockedByUnreadableFile, notJudged } from './samples/blocked.ts'

test('a file that cannot be read: where and what, why it matters, what to do', () => {
  const [diagnostic] = blockedByUnreadableFile.diagnostics
  expect(diagnostic && diagnosticText(diagnostic)).toMatchInlineSnapshot(`
    "error: gateway/litellm.yaml:7  this YAML does not parse: a mapping value is not allowed here
           What this file costs cannot be known, so the check does not pass.
           Fix the indentation of \`litellm_params\`, or remove the route from unitcost.yml.
    "
  `)
})

test('a warning', () => {
  const warning = {
    code: 'unknown-variable',
    severity: 'warning',
    message: '`variables.question` names no variable of prompts/answer.j2',
    hint: 'Did you mean `query`?',
    path: 'unitcost.yml',
    line: 18,
  } as const
  expect(diagnosticText(warning)).toMatchInlineSnapshot(`
    "warning: unitcost.yml:18  \`variables.question\` names no variable of prompts/answer.j2
             Did you mean \`query\`?
    "
  `)
})

test('nothing could be judged', () => {
  expect(errorText(notJudged.error, { width: 60 })).toMatchInlineSnapshot(`
    "error: base a1b2c3d is not in this clone (base-missing)
           Nothing was judged, so nothing passes (exit code 2).
           Check out with \`fetch-depth: 0\`, or run \`git fetch
           origin main\`.
    "
  `)
})
