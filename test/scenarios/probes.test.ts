import { describe, test } from 'vitest'
import type { Files } from '../repository.ts'
import { commentOf, refusedBy } from './command.ts'
import { edit, PLANTED, RAG, SUMMARY } from './planted.ts'
import { judged, withPullRequest } from './pull-request.ts'
import { LONGEST_COMMENT, rendered, withoutCode } from './rendered.ts'

/** Changes that have fooled tools which compare code: each has one right answer. */

const changed = async (head: Files, base: Files = {}) => {
  const { result, exitCode } = await judged({ base: { ...PLANTED, ...base }, head })
  const workloads = result.workloads.filter(({ status }) => status !== 'unchanged')
  return { exitCode, verdict: result.verdict, workloads, result }
}

const COMMENTED = `client = OpenAI()\n${'# a remark\n'.repeat(30)}`

describe.concurrent('what changes no cost is no change', () => {
  test('a branch behind main, where somebody else swapped the model', async ({ expect }) => {
    const { result } = await judged({
      base: PLANTED,
      head: { 'README.md': 'How to run the desk.\n' },
      meanwhile: edit('app/summary.py', 'model="gpt-4o-mini"', 'model="gpt-4o"'),
    })
    expect(result.workloads.filter(({ status }) => status !== 'unchanged')).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  test.for([
    ['thirty comment lines above a call', () => edit('app/summary.py', 'client = OpenAI()', COMMENTED)],
    [
      'functions in another order',
      () => ({
        'src/rag.ts': RAG.replace('export async', 'export const unrelated = 1\n\nexport async'),
      }),
    ],
    ['a renamed file', () => ({ 'app/summary.py': null, 'app/digest.py': SUMMARY })],
    [
      'a renamed file with comments in it',
      () => ({
        'app/summary.py': null,
        'app/digest.py': SUMMARY.replace('client = OpenAI()', COMMENTED),
      }),
    ],
    [
      'another word for the same limit',
      () => edit('app/summary.py', 'max_tokens=400', 'max_completion_tokens=400'),
    ],
    ['a quote of the other kind', () => edit('src/rag.ts', "'gpt-4o-mini'", '"gpt-4o-mini"')],
    [
      'code that does not parse, with every call in place',
      () => ({ 'app/summary.py': `${SUMMARY}\nprint((\n` }),
    ],
  ] as const)('%s', async ([, head], { expect }) => {
    const { exitCode, workloads, result } = await changed(head())
    expect([exitCode, workloads, result.diagnostics]).toEqual([0, [], []])
  })
})

test('a call that is removed from code that never parsed is removed', async ({ expect }) => {
  const classify = SUMMARY.slice(SUMMARY.indexOf('def classify'), SUMMARY.indexOf('def research'))
  const odd = `${SUMMARY}\nprint((\n`
  const { exitCode, workloads } = await changed(
    { 'app/summary.py': odd.replace(classify, '') },
    { 'app/summary.py': odd },
  )
  expect(exitCode).toBe(0)
  expect(workloads).toMatchObject([{ id: 'app/summary.py#classify', status: 'removed' }])
})

describe.concurrent('what is not known is no saving', () => {
  test.for([
    ['a model that nobody knows', 'model="house-model-7b"'],
    ['a model that is decided at run time', 'model=pick(text)'],
  ] as const)('%s', async ([, model], { expect }) => {
    const { workloads, verdict, result } = await changed(edit('app/summary.py', 'model="gpt-4o-mini"', model))
    expect(verdict).toBe('warn')
    expect(workloads).toMatchObject([
      { id: 'app/summary.py#classify', head: { usd_per_request: null }, delta: { usd_per_request: null } },
    ])
    expect(result.totals.unpriced).toBe(1)
  })

  test('a model behind an address of its own', async ({ expect }) => {
    const { workloads } = await changed(
      edit('app/summary.py', 'OpenAI()', 'OpenAI(base_url="http://vllm.internal:8000/v1")'),
    )
    expect(workloads.length).toBe(3)
    for (const { head, delta } of workloads) {
      expect(head?.unpriced.join()).toContain('base_url decides who serves')
      expect(delta?.usd_per_request).toBe(null)
    }
  })

  test('a call that is lost in code that does not parse', async ({ expect }) => {
    const start = 'def classify(text):\n    return client.chat'
    const broken = SUMMARY.replace(start, start.replace('return client.chat', 'return ((client.chat..'))
    const { exitCode, workloads, result } = await changed({ 'app/summary.py': broken })
    expect(exitCode).toBe(1)
    expect(workloads.find(({ id }) => id === 'app/summary.py#classify')).toMatchObject({
      status: 'changed',
      head: { usd_per_request: null },
    })
    expect(result.diagnostics).toMatchObject([
      { code: 'code-syntax', severity: 'error', path: 'app/summary.py' },
    ])
  })

  test('a base that does not exist is no pass', async ({ expect }) => {
    await withPullRequest({ base: PLANTED, head: { 'README.md': 'Hello.\n' } }, async ({ dir }) => {
      const { exitCode, result } = await refusedBy(['diff', 'no-such-branch', 'pull-request'], { cwd: dir })
      expect(exitCode).toBe(2)
      expect(result).toMatchObject({ verdict: null, error: { code: expect.any(String) } })
      expect(result.error.message).toContain('no-such-branch')
    })
  })
})

describe.concurrent('what costs more is seen', () => {
  test('a literal system prompt that grows', async ({ expect }) => {
    const rules = 'Name the passage that you rely on. '.repeat(80)
    const { workloads } = await changed(
      edit('app/summary.py', '"Answer with one word: "', `"Answer with one word. ${rules}"`),
    )
    expect(workloads).toMatchObject([{ id: 'app/summary.py#classify', drivers: [{ kind: 'prompt' }] }])
    const [{ base, head } = { base: null, head: null }] = workloads
    expect((head?.tokens.input ?? 0) - (base?.tokens.input ?? 0)).toBe(80 * 8)
  })

  test('a call that is put into a loop of fifty', async ({ expect }) => {
    const looped = SUMMARY.replace(
      'def classify(text):\n    return client',
      'def classify(text):\n  for _ in range(50):\n    client',
    )
    const { workloads } = await changed({ 'app/summary.py': looped })
    expect(workloads).toMatchObject([
      { id: 'app/summary.py#classify', delta: { ratio: 50 }, drivers: [{ kind: 'calls' }] },
    ])
  })

  test('a call that moves to another file with another model is one that goes and one that comes', async ({
    expect,
  }) => {
    const classify = SUMMARY.slice(SUMMARY.indexOf('def classify'), SUMMARY.indexOf('def research'))
    const head = {
      'app/summary.py': SUMMARY.replace(classify, ''),
      'app/sort.py': `from openai import OpenAI\nclient = OpenAI()\n\n\n${classify.replace('gpt-4o-mini', 'gpt-4o')}`,
    }
    const { workloads } = await changed(head)
    expect(workloads.map(({ id, status }) => `${status} ${id}`).toSorted()).toEqual([
      'added app/sort.py#classify',
      'removed app/summary.py#classify',
    ])
  })
})

const HOSTILE =
  'evil|x](https://phish.example) <img src=x onerror=alert(1)> <!-- @acme/admins ![](//track.example)'

describe.concurrent('a comment says no more than it should, and fits', () => {
  const commentOn = (base: Files, head: Files) =>
    withPullRequest({ base: { ...PLANTED, ...base }, head }, ({ dir }) =>
      commentOf(['diff', 'main', 'pull-request'], { cwd: dir }),
    )

  test('a hostile model stays text', async ({ expect }) => {
    const html = rendered(
      await commentOn({}, edit('app/summary.py', 'model="gpt-4o-mini"', `model="${HOSTILE}"`)),
    )
    expect(html).toContain('evil')
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<!--')
    expect(html).not.toContain('href="https://phish')
    expect(withoutCode(html)).not.toMatch(/@acme/u)
  })

  test('four hundred changed files are one comment that GitHub takes, and each is judged', async ({
    expect,
  }) => {
    const files = (model: string) =>
      Object.fromEntries(
        Array.from({ length: 400 }, (_, index) => [
          `app/desks/desk_${String(index).padStart(3, '0')}.py`,
          SUMMARY.replaceAll('gpt-4o-mini', model),
        ]),
      )
    const [base, head] = [files('gpt-4o-mini'), files('gpt-4.1')]
    const text = await commentOn(base, head)
    expect(text.length).toBeLessThan(LONGEST_COMMENT)
    const { workloads } = await changed(head, base)
    expect(workloads.length).toBe(800)
    expect(new Set(workloads.flatMap(({ drivers }) => drivers.map(({ kind }) => kind)))).toEqual(
      new Set(['model']),
    )
  })
})
