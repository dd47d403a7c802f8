import { describe, test } from 'vitest'
import type { Files } from '../repository.ts'
import { commentOf, judgedBy } from './command.ts'
import { HELPDESK } from './helpdesk.ts'
import { judged, withPullRequest } from './pull-request.ts'
import { LONGEST_COMMENT, rendered, withoutCode } from './rendered.ts'

const comment = (head: Files, base: Files = {}) =>
  withPullRequest({ base, head }, ({ dir }) => commentOf(['diff', 'main', 'pull-request'], { cwd: dir }))

const HOSTILE =
  'evil|x](https://phish.example) <img src=x onerror=alert(1)> <!-- @acme/admins ![](//track.example)'

const triage = (model: string) =>
  HELPDESK['prompts/triage.prompt.yml'].replace('openai/gpt-4o-mini', JSON.stringify(model))

describe.concurrent('text from the tree stays text', () => {
  test('a hostile model', async ({ expect }) => {
    const html = rendered(await comment({ 'prompts/triage.prompt.yml': triage(HOSTILE) }))
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<!--')
    expect(html).not.toContain('href="https://phish')
    expect(withoutCode(html)).not.toMatch(/@acme/u)
    expect(html).toContain('evil')
  })

  test('a hostile path', async ({ expect }) => {
    const path = 'prompts/<b onclick=x>@acme`|.prompt.yml'
    const html = rendered(await comment({ [path]: triage('openai/gpt-4o') }))
    expect(html).not.toContain('<b ')
    expect(withoutCode(html)).not.toMatch(/@acme/u)
  })

  test('every row of every table keeps its cells', async ({ expect }) => {
    const html = rendered(await comment({ 'prompts/triage.prompt.yml': triage(HOSTILE) }))
    const widths = [...html.matchAll(/<table>.*?<\/table>/gsu)].map(
      ([table]) =>
        new Set([...table.matchAll(/<tr>.*?<\/tr>/gsu)].map(([row]) => row.match(/<t[dh]/gu)?.length)).size,
    )
    expect(widths.length).toBeGreaterThan(0)
    expect(new Set(widths)).toStrictEqual(new Set([1]))
  })

  test('escape sequences of a terminal', async ({ expect }) => {
    const { result } = await judged({ head: { 'prompts/triage.prompt.yml': triage('\u001b[2J\u0007gpt') } })
    expect(result.verdict).toBe('warn')
    const text = await comment({ 'prompts/triage.prompt.yml': triage('\u001b[2J\u0007gpt') })
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })
})

describe.concurrent('a change of four hundred prompts', () => {
  const prompts = (model: string) =>
    Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [
        `prompts/generated/${String(index).padStart(3, '0')}-${'a-long-name-'.repeat(8)}.prompt.yml`,
        triage(model),
      ]),
    )
  const base = prompts('openai/gpt-4o-mini')
  const head = prompts('openai/gpt-4o')

  test('is one comment that GitHub takes, with the total of all', async ({ expect }) => {
    const text = await comment(head, base)
    expect(text.length).toBeLessThan(LONGEST_COMMENT)
    expect(text.match(/^\| `prompts\/generated/gmu)?.length).toBeLessThanOrEqual(LONGEST_COMMENT / 100)
    expect(text).toContain('394 smaller changes')
  })

  test('is judged file by file', async ({ expect }) => {
    const { result } = await judged({ base, head })
    const changed = result.workloads.filter(({ status }) => status === 'changed')
    expect(changed.length).toBe(400)
    expect(changed.every(({ drivers }) => drivers.map(({ kind }) => kind).join() === 'model')).toBe(true)
  })
})

describe.concurrent('the same change gives the same bytes', () => {
  test('however often and from wherever it is run', async ({ expect }) => {
    const head = { 'prompts/triage.prompt.yml': triage('openai/gpt-4o') }
    await withPullRequest({ head }, async ({ dir }) => {
      const here = await judgedBy(['diff', 'main', 'pull-request'], { cwd: dir })
      const again = await judgedBy(['diff', 'main', 'pull-request'], { cwd: dir })
      const elsewhere = await judgedBy(['diff', 'main', 'pull-request', '--repo', dir], { cwd: '/' })
      const below = await judgedBy(['diff', 'main', 'pull-request'], { cwd: `${dir}/prompts` })
      expect(again).toStrictEqual(here)
      expect(elsewhere).toStrictEqual(here)
      expect(below).toStrictEqual(here)
    })
  })

  test('the other way round it is the same with the other sign', async ({ expect }) => {
    const dear = { 'prompts/triage.prompt.yml': triage('openai/gpt-4o') }
    const cheap = { 'prompts/triage.prompt.yml': triage('openai/gpt-4o-mini') }
    const [up, down] = await Promise.all([
      judged({ base: cheap, head: dear }),
      judged({ base: dear, head: cheap }),
    ])
    const delta = ({ workloads }: typeof up.result) =>
      workloads.find(({ id }) => id.includes('triage'))?.delta?.usd_per_request ?? 0
    expect(delta(up.result)).toBeGreaterThan(0)
    expect(delta(down.result)).toBe(-delta(up.result))
  })
})
