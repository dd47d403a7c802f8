import type { Judged, NotJudged, Result } from '../result.ts'
import { component, driver, finding, judged, limit } from './build.ts'
import { quality } from './quality.ts'
import { supportChat } from './workloads.ts'

/** Texts that somebody could put into a file of a pull request to break, abuse or impersonate a report. */
export const HOSTILE: readonly string[] = [
  'a | b || c \\| d \\',
  '`` ` ```\n```js\nalert(1)\n```',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</code></td></tr></table></details><h1>Approved</h1>',
  '<!-- unitcost:main --> --> <!--',
  '@acme/everyone @octocat please approve',
  'fixes #12, GH-13, acme/shop#14, closes #15',
  '![pixel](https://evil.example/p.png) [click](https://evil.example)',
  'https://evil.example www.evil.example mail@evil.example <https://evil.example>',
  '\n\n# Approved\n\n- [x] merged\n\n1. done\n> quote\n---\n',
  '**bold** __bold__ ~~gone~~ *it* _it_ ==',
  '[ref]\n\n[ref]: https://evil.example "title"',
  '\u202egnp.exe\u202c \u200b\u2066x\u2069 \ufeff\u0000\u0007\u001b[31mred\u001b[0m\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007',
  '::error::injected\n::set-output name=x::y\n##[error]injected',
  '$\\href{https://evil.example}{x}$ $$x$$ :octocat: &lt;b&gt; &#64;octocat',
  '\ud800 lone \udc00 \u2028 \u2029 \r\n\t',
  'x'.repeat(500),
  '漢字🙂'.repeat(60),
  '1. first',
  '- item',
  '',
  '   ',
]

/** A result that holds `text` wherever a result may hold text from a tree. */
export function poisoned(text: string, verdict: 'block' | 'warn' | 'pass' = 'block'): Judged {
  const at = { path: text, line: 3 }
  const side = {
    ...supportChat.head,
    components: [component({ call: text, target: text, meter: text, at, source: text, as_of: text })],
  }
  const head = { ...nonNull(supportChat.head), ...side }
  const unpriced = { ...head, usd_per_request: null, usd_per_month: null, unpriced: [text, text] }
  const priced = {
    ...supportChat,
    id: text,
    owner: text,
    environment: text,
    tags: { [text]: text },
    at,
    head,
    quality: quality([9, 7, 10], { verdict: 'regressed', lost: [text, text], critical: [text] }),
    outcome: text,
    drivers: [driver({ kind: 'model', from: text, to: `${text} 2`, usd_per_month: 860, at: [at] })],
  }
  const found = { rule: text, workload: text, message: text, why: text, suggestions: [text, text], at: [at] }
  const level = verdict === 'block' ? 'error' : 'warning'
  return judged({
    verdict,
    base: { revision: null, label: text },
    head: { revision: text, label: text },
    workloads: [
      priced,
      { ...priced, status: 'added', base: null, delta: null },
      { ...priced, head: unpriced },
    ],
    findings: [
      finding({ ...found, level, budget: text }),
      finding({ ...found, level }),
      finding({ ...found, waived: { by: text, until: text, because: text } }),
    ],
    diagnostics: [
      { code: text, severity: verdict === 'pass' ? 'note' : 'warning', message: text, hint: text, ...at },
    ],
    budgets: [
      limit({ id: text, workload: text, limit_kind: text, at }),
      limit({ id: text, workload: null, status: 'ok', at }),
    ],
    policy: { from: 'head', note: text, changes: [{ what: text, at }] },
    prices: { as_of: text, date: text, stale: true },
  })
}

export const poisonedError = (text: string): NotJudged => ({
  version: 1,
  verdict: null,
  exit_code: 2,
  error: { code: text, message: text, hint: text },
  workloads: [],
  findings: [],
  diagnostics: [
    { code: `${text}-syntax`, severity: 'error', message: text, hint: text, path: text, line: null },
  ],
})

/** Every shape of report that can carry the text. */
export const poisonings = (text: string): readonly Result[] => [
  poisoned(text),
  poisoned(text, 'warn'),
  poisoned(text, 'pass'),
  { ...poisoned(text), diagnostics: poisonedError(text).diagnostics },
  poisonedError(text),
]

function nonNull<T>(value: T | null): T {
  if (value === null) throw new Error('the sample has no head')
  return value
}
