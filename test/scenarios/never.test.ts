import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import type { Judged } from '../../src/report/result.ts'
import { gitTestEnvironment, makeRepository, type Files } from '../repository.ts'
import { judgedBy, refusedBy, unitcost } from './command.ts'
import { edited, HELPDESK, withBudgets } from './helpdesk.ts'
import { judged, withPullRequest } from './pull-request.ts'

const workload = ({ workloads }: Judged, id: string) => workloads.find(candidate => candidate.id === id)

const errors = ({ findings, diagnostics }: Judged) => [
  ...findings.filter(({ level }) => level === 'error').map(({ rule, budget }) => budget ?? rule),
  ...diagnostics.filter(({ severity }) => severity === 'error').map(({ path }) => path),
]

const EVERYTHING = '  - { id: everything, usd_per_request: 10, usd_per_month: 1000000 }\n'
const CHAT = '  - { id: chat, workloads: [support-chat], usd_per_month: 100 }\n'

describe.concurrent('an unknown model is no saving', () => {
  const unknown = edited('gateway/litellm.yaml', 'openai/gpt-4o-mini', 'openai/gpt-99-ultra')

  test('without a budget it warns', async ({ expect }) => {
    const { result, exitCode } = await judged({ head: unknown })
    const chat = workload(result, 'support-chat')
    expect(chat).toMatchObject({
      status: 'changed',
      head: { usd_per_request: null, usd_per_month: null },
      delta: { usd_per_request: null, usd_per_month: null, ratio: null },
    })
    expect(chat?.head?.unpriced.join()).toContain('gpt-99-ultra')
    expect(result.totals).toMatchObject({ unpriced: 1, usd_per_month: { head: null, delta: null } })
    expect([result.verdict, exitCode]).toStrictEqual(['warn', 0])
  })

  test('with a budget that covers it, it blocks', async ({ expect }) => {
    const { result, exitCode } = await judged({ base: withBudgets(EVERYTHING), head: unknown })
    expect([result.verdict, exitCode, errors(result)]).toStrictEqual(['block', 1, ['everything']])
  })

  test('on both sides it is a note and blocks nobody', async ({ expect }) => {
    const { result } = await judged({ base: { ...withBudgets(EVERYTHING), ...unknown }, head: {} })
    expect([result.verdict, workload(result, 'support-chat')?.status]).toStrictEqual(['pass', 'unchanged'])
    expect(result.totals.unpriced).toBe(1)
  })

  const unknownCapacity = edited('infra/inference.tf', 'g5.xlarge', 'g99.metal')
  test('an unknown GPU type is none either', async ({ expect }) => {
    const { result } = await judged({ head: unknownCapacity })
    expect(workload(result, 'infra/aws_instance.ranker')).toMatchObject({
      status: 'changed',
      head: { usd_per_month: null },
      delta: { usd_per_month: null },
    })
    expect(result.verdict).toBe('warn')
  })
})

const broken: Readonly<Record<string, { head: Files; id: string }>> = {
  'a GitHub Models prompt': {
    head: edited('prompts/triage.prompt.yml', 'messages:', 'messages: [{'),
    id: 'prompts/triage.prompt.yml',
  },
  'a LiteLLM configuration': {
    head: edited('gateway/litellm.yaml', 'router_settings:', '   : router_settings: ['),
    id: 'support-chat',
  },
  'a file of Terraform': {
    head: edited('infra/inference.tf', 'count         = 1', 'count         = = ]'),
    id: 'infra/aws_instance.ranker',
  },
  'a merge conflict': {
    head: edited(
      'gateway/litellm.yaml',
      '      weight: 8\n',
      '<<<<<<< ours\n      weight: 8\n=======\n      weight: 9\n>>>>>>> theirs\n',
    ),
    id: 'support-chat',
  },
  'a prompt that became binary': {
    head: { 'prompts/answer.j2': new Uint8Array([0, 159, 146, 150, 0, 1]) },
    id: 'support-chat',
  },
}

describe.concurrent('a file that breaks is no saving', () => {
  test.for(Object.entries(broken))('%s', async ([, { head, id }], { expect }) => {
    const { result, exitCode } = await judged({ head })
    expect([result.verdict, exitCode]).toStrictEqual(['block', 1])
    expect(errors(result)).toStrictEqual(Object.keys(head))
    const lost = workload(result, id)
    expect(lost?.status).toBe('changed')
    expect([lost?.delta?.usd_per_request, lost?.delta?.usd_per_month]).toStrictEqual([null, null])
    expect(result.workloads.filter(({ status }) => status === 'removed')).toStrictEqual([])
  })

  test('an object that is missing from the repository', async ({ expect }) => {
    const head = edited('gateway/litellm.yaml', 'weight: 8', 'weight: 7')
    const { result, exitCode } = await withPullRequest({ head }, async ({ dir, git }) => {
      const id = await git('rev-parse', 'HEAD:gateway/litellm.yaml')
      await rm(join(dir, '.git', 'objects', id.slice(0, 2), id.slice(2)))
      return judgedBy(['diff', 'main', 'pull-request'], { cwd: dir })
    })
    expect([result.verdict, exitCode, errors(result)]).toStrictEqual(['block', 1, ['gateway/litellm.yaml']])
    expect(workload(result, 'support-chat')?.delta?.usd_per_month).toBeNull()
  })

  test('a broken file that never said anything blocks nobody', async ({ expect }) => {
    const { result } = await judged({ head: { 'prompts/draft.prompt.yml': 'model: [unclosed\n' } })
    expect(result.verdict).not.toBe('block')
    expect(workload(result, 'prompts/draft.prompt.yml')).toBeUndefined()
  })
})

describe.concurrent('what a change takes away is no saving', () => {
  test('a workload that is declared no more while its files stay', async ({ expect }) => {
    const without = HELPDESK['unitcost.yml'].replace(/ {2}support-chat:\n(?: {4}.*\n)+/u, '')
    const { result } = await judged({ head: { 'unitcost.yml': without } })
    const chat = workload(result, 'support-chat')
    expect(chat?.status).toBe('unchanged')
    expect(chat?.head?.usd_per_month?.expected).toBe(chat?.base?.usd_per_month?.expected)
    expect(result.findings.map(({ rule, workload: id }) => [rule, id])).toContainEqual([
      'workload-undeclared',
      'support-chat',
    ])
    expect(result.totals.usd_per_month.delta).toBe(0)
  })

  test('a whole unitcost.yml that is deleted', async ({ expect }) => {
    const { result, exitCode } = await judged({
      base: withBudgets(CHAT),
      head: { 'unitcost.yml': null, ...edited('gateway/litellm.yaml', 'openai/gpt-4o-mini', 'openai/gpt-5') },
    })
    expect([result.verdict, exitCode, errors(result)]).toStrictEqual(['block', 1, ['chat']])
    expect(result.policy.from).toBe('base')
  })

  test('a deleted prompt that a workload names', async ({ expect }) => {
    const { result, exitCode } = await judged({ head: { 'prompts/answer.j2': null } })
    expect([result.verdict, exitCode]).toStrictEqual(['block', 1])
    expect(workload(result, 'support-chat')).toMatchObject({
      status: 'changed',
      delta: { usd_per_month: null },
    })
    const [missing] = result.diagnostics
    expect(missing).toMatchObject({ code: 'missing-prompt', path: 'unitcost.yml' })
    expect(missing?.line).toBeGreaterThan(0)
  })

  test('a deleted gateway that a workload names', async ({ expect }) => {
    const { result } = await judged({ base: withBudgets(CHAT), head: { 'gateway/litellm.yaml': null } })
    expect(result.verdict).toBe('block')
    expect(workload(result, 'support-chat')?.delta?.usd_per_month).toBeNull()
  })
})

describe.concurrent('policy cannot be bent by the change that it judges', () => {
  const dearer = edited('gateway/litellm.yaml', 'openai/gpt-4o-mini', 'openai/gpt-4.1')

  test('a budget that is raised', async ({ expect }) => {
    const raised = withBudgets(CHAT.replace('100 }', '100000 }'))
    const { result, exitCode } = await judged({ base: withBudgets(CHAT), head: { ...dearer, ...raised } })
    expect([result.verdict, exitCode, errors(result)]).toStrictEqual(['block', 1, ['chat']])
    expect(result.policy.changes.map(({ what }) => what).join()).toContain('chat')
  })

  test('a budget that is dropped', async ({ expect }) => {
    const dropped = { 'unitcost.yml': HELPDESK['unitcost.yml'] }
    const { result } = await judged({ base: withBudgets(CHAT), head: { ...dearer, ...dropped } })
    expect(errors(result)).toStrictEqual(['chat'])
  })

  const cheaper = {
    'less traffic': ['100k/month', '1k/month'],
    'shorter answers': ['expected: 240', 'expected: 10'],
    'fewer chunks': ['chunks: 4', 'chunks: 0'],
    'smaller variables': ['question: 60', 'question: 0'],
  } as const

  test.for(Object.entries(cheaper))('a declaration of %s', async ([, [from, to]], { expect }) => {
    const base = withBudgets(CHAT)
    const declared = { 'unitcost.yml': String(base['unitcost.yml']).replace(from, to) }
    const alone = await judged({ base, head: dearer })
    const both = await judged({ base, head: { ...dearer, ...declared } })
    const [judgedWith] = both.result.budgets
    expect([both.result.verdict, errors(both.result)]).toStrictEqual(['block', ['chat']])
    expect(judgedWith?.head).toBeCloseTo(alone.result.budgets[0]?.head ?? 0, 6)
    expect(both.result.findings.map(({ rule }) => rule)).toContain('declaration-lowers-cost')
  })

  test('a contract price that the change writes for itself', async ({ expect }) => {
    const prices = (usd: number) =>
      JSON.stringify({
        version: 1,
        models: [
          { model: 'openai/gpt-4.1', input: usd, output: usd, as_of: '2026-11-01', source: 'contract' },
        ],
      })
    const path = '.unitcost/prices.json'
    const base = { ...withBudgets(CHAT), [path]: prices(50) }
    const { result } = await judged({ base, head: { ...dearer, [path]: prices(0.0001) } })
    expect(result.verdict).toBe('block')
  })
})

describe.concurrent('who cannot judge does not pass', () => {
  test('without the base', async ({ expect }) => {
    const { result, exitCode } = await withPullRequest({ head: {} }, ({ dir }) =>
      refusedBy(['diff', 'origin/release-7'], { cwd: dir }),
    )
    expect(exitCode).toBe(2)
    expect(result).toMatchObject({ verdict: null, exit_code: 2, workloads: [] })
    expect(result.error).toMatchInlineSnapshot(`
      {
        "code": "missing-base",
        "hint": "Type: git fetch origin. The names that exist are listed by: git branch --all",
        "message": "origin/release-7 is not a commit in this clone",
      }
    `)
  })

  test('with a configuration that is broken at head', async ({ expect }) => {
    const head = edited('unitcost.yml', 'traffic: 100k/month', 'trafic: 100k/month')
    const { result, exitCode, stderr } = await withPullRequest({ head }, ({ dir }) =>
      refusedBy(['diff', 'main', 'pull-request'], { cwd: dir }),
    )
    expect([exitCode, result.verdict]).toStrictEqual([2, null])
    expect(`${result.error.message}\n${result.error.hint}`).toMatchInlineSnapshot(`
      "unitcost.yml does not load (unitcost.yml:5: \`trafic\` is not a key of a workload.)
      Did you mean \`traffic\`?"
    `)
    expect(stderr).toContain('unitcost.yml:5')
    expect(stderr).toContain('traffic')
  })

  test('with a configuration that is no YAML at head', async ({ expect }) => {
    const head = edited('unitcost.yml', 'workloads:', 'workloads: [')
    const { result, exitCode, stderr } = await withPullRequest({ head }, ({ dir }) =>
      refusedBy(['diff', 'main', 'pull-request'], { cwd: dir }),
    )
    expect([exitCode, result.verdict]).toStrictEqual([2, null])
    expect(stderr).toMatch(/unitcost\.yml:\d/u)
  })

  test('a broken configuration at base does not stop the change that repairs it', async ({ expect }) => {
    const base = edited('unitcost.yml', 'traffic: 100k/month', 'trafic: 100k/month')
    const { result, exitCode } = await judged({ base, head: { 'unitcost.yml': HELPDESK['unitcost.yml'] } })
    expect(exitCode).toBe(0)
    expect(result.policy).toMatchObject({ from: 'head' })
    expect(result.policy.note).not.toBeNull()
  })

  test('without git', async ({ expect }) => {
    const { exitCode, stderr } = await withPullRequest({ head: {} }, ({ dir }) =>
      unitcost(['diff', 'main'], { cwd: dir, env: { ...gitTestEnvironment, PATH: '/nowhere' } }),
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain('git')
  })

  test('outside of a repository', async ({ expect }) => {
    const { exitCode, stderr } = await withPullRequest({ head: {} }, async ({ dir }) => {
      await rm(join(dir, '.git'), { recursive: true })
      return unitcost(['diff', 'main'], { cwd: dir })
    })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('repository')
  })

  test('with two histories that share no commit', async ({ expect }) => {
    const { exitCode, result } = await withPullRequest({ head: {} }, async ({ dir, git }) => {
      await git('switch', '--quiet', '--orphan', 'imported')
      await git('commit', '--quiet', '--allow-empty', '-m', 'elsewhere')
      return refusedBy(['diff', 'main', 'imported'], { cwd: dir })
    })
    expect([exitCode, result.error.code]).toStrictEqual([2, 'missing-base'])
  })
})

describe.concurrent('what is new is judged', () => {
  test('a first commit of a repository costs what it costs', async ({ expect }) => {
    const repository = await makeRepository()
    await repository.write(HELPDESK)
    await repository.git('add', '--all')
    const { result, exitCode } = await judgedBy(['diff'], { cwd: repository.dir })
    await repository.remove()
    expect(exitCode).toBe(0)
    expect(result.workloads.every(({ status }) => status === 'added')).toBe(true)
    expect(result.totals.usd_per_month.delta).toBeGreaterThan(0)
  })

  test('a new prompt breaks a budget for everything', async ({ expect }) => {
    const budget = '  - { id: each, usd_per_request: 0.03 }\n'
    const { result } = await judged({
      base: withBudgets(budget),
      head: {
        'prompts/essay.prompt.yml': HELPDESK['prompts/triage.prompt.yml'].replace('gpt-4o-mini', 'o1-pro'),
      },
    })
    expect(errors(result)).toStrictEqual(['each'])
  })
})
