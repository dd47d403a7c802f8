import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const root = resolve(import.meta.dirname, '..', '..')
const text = (path: string) => readFileSync(join(root, path), 'utf8')

type Step = {
  readonly uses?: string
  readonly run?: string
  readonly if?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, unknown>>
}

const action = parse(text('action/benchmark/action.yml'))
const workflow = parse(text('examples/benchmark-workflow.yml'))
const review = parse(text('action.yml'))
const stepsOf = (job: string): readonly Step[] => workflow.jobs[job].steps
const steps: readonly Step[] = [...action.runs.steps, ...Object.keys(workflow.jobs).flatMap(stepsOf)]

describe('what runs on a machine of yours', () => {
  test('actions of others are pinned to a commit', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []).filter(uses => !uses.startsWith('unitcost/'))
    expect(used.length).toBeGreaterThan(6)
    for (const uses of used) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/)
  })

  test('no script holds an expression: what a pull request names itself is a variable, never code', () => {
    const scripts = steps.flatMap(({ run }) => run ?? [])
    expect(scripts.length).toBeGreaterThan(4)
    for (const script of scripts) expect(script).not.toContain('${{')
  })

  test('no token stays in the checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.map(step => step.with?.['persist-credentials'])).toEqual(checkouts.map(() => false))
  })

  test('the GPU job may read, and nothing else; only the comment and the status are written', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    const permissions = Object.entries<{ permissions: object }>(workflow.jobs).map(
      ([name, job]) => [name, job.permissions] as const,
    )
    expect(Object.fromEntries(permissions)).toEqual({
      review: { contents: 'read', 'pull-requests': 'write', statuses: 'write' },
      gpu: { contents: 'read' },
      measured: { contents: 'read', 'pull-requests': 'write', statuses: 'write' },
      baseline: { contents: 'write', 'pull-requests': 'write' },
    })
  })

  test('forks never get there: neither by the job nor by the action', () => {
    expect(workflow.jobs.gpu.if).toContain('head.repo.full_name == github.repository')
    expect(workflow.on).not.toHaveProperty('pull_request_target')
    const [first] = action.runs.steps
    expect(first.name).toBe('Refuse pull requests from forks')
    expect(first.env.HEAD_REPOSITORY).toContain('head.repo.full_name')
  })

  test('one benchmark at a time on a GPU, and an end to it', () => {
    const { concurrency, 'timeout-minutes': minutes } = workflow.jobs.gpu
    expect(concurrency).toEqual({ group: 'gpu-l4-0', 'cancel-in-progress': false })
    expect(minutes).toBeLessThanOrEqual(60)
    expect(workflow.concurrency.group).toContain('github.event.label.name')
  })

  test('the server is stopped and the files are gone, whatever happened', () => {
    expect(stepsOf('gpu').at(-1)).toEqual({ if: 'always()', run: './serving/stop.sh' })
    expect(action.runs.steps.at(-1)).toMatchObject({ name: 'Clean up', if: 'always()' })
  })
})

test('the jobs hand over what the actions take', () => {
  const own = steps.filter(({ uses }) => uses?.startsWith('unitcost/'))
  for (const { uses, with: given = {} } of own) {
    const taken = uses?.includes('/action/benchmark@') ? action.inputs : review.inputs
    expect(Object.keys(taken)).toEqual(expect.arrayContaining(Object.keys(given)))
  }
  expect(action.outputs.artifact.value).toBe('unitcost-benchmark-${{ inputs.name }}')
  const [, download, judge] = stepsOf('measured')
  expect(download?.with?.['pattern']).toBe('unitcost-benchmark-*')
  expect(judge?.with?.['evidence']).toBe(download?.with?.['path'])
})

test('every input of the action reaches the script, and the script asks for no other variable', () => {
  const measure = action.runs.steps.find(({ name }: { readonly name?: string }) => name === 'Measure')
  const values = Object.values<string>(measure.env).join('\n')
  const forScript = Object.keys(action.inputs).filter(input => input !== 'retention-days')
  for (const input of forScript) expect(values).toContain(`inputs.${input} }}`)
  const asked = [...text('action/benchmark/measure.sh').matchAll(/\$([A-Z][A-Z0-9_]*)/g)].map(
    ([, name]) => name,
  )
  const given = new Set(Object.keys(measure.env))
  expect([...new Set(asked)].filter(name => name !== 'SECONDS' && !given.has(name ?? ''))).toEqual([])
})

test('the page tells every input and output', () => {
  const rows = [...text('action/benchmark/README.md').matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(
    ([, name]) => name,
  )
  expect(rows).toEqual([...Object.keys(action.inputs), ...Object.keys(action.outputs)])
})
