import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { inputsOf } from '../../action/inputs.ts'
import { outputsOf } from '../../action/outputs.ts'
import { notJudged } from '../../src/report/build.ts'
import { UnitcostError } from '../../src/model/diagnostic.ts'
import { bundle } from '../../scripts/bundle.ts'

const root = resolve(import.meta.dirname, '..', '..')
const text = (path: string) => readFileSync(join(root, path), 'utf8')

const action = parse(text('action.yml'))
const inputs: readonly string[] = Object.keys(action.inputs)
const outputs: readonly string[] = Object.keys(action.outputs)

test('every declared input is read, and no other', () => {
  const read = new Set<string>()
  inputsOf(name => {
    read.add(name)
    return ''
  })
  expect([...read].toSorted()).toEqual(inputs.toSorted())
})

test('an input that is left empty is what action.yml says it defaults to', () => {
  const said = (name: string) => (name === 'github-token' ? '' : action.inputs[name].default)
  expect(inputsOf(() => '')).toEqual(inputsOf(said))
  expect(action.inputs['github-token'].default).toBe('${{ github.token }}')
})

test('every declared output is set, and no other', () => {
  const none = notJudged(new UnitcostError('missing-base', 'no base', 'Fetch it.'))
  expect(Object.keys(outputsOf(none, 'result.json', { comment: null, checkRun: null })).toSorted()).toEqual(
    outputs.toSorted(),
  )
})

test('it runs what the build writes, on the Node that runners have', async () => {
  const { using, main } = action.runs
  expect(using).toBe('node24')
  const { files } = await bundle(root, ['action/review.ts'])
  expect([...files.keys()].map(name => `action/dist/${name}`)).toContain(main)
})

test('the page tells every input and output', () => {
  const page = text('action/README.md')
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name)
  expect(rows).toEqual([...inputs, ...outputs])
})

test('the example workflow always reports, and may do no more than it needs', () => {
  const workflow = parse(text('examples/github-workflow.yml'))
  expect(Object.keys(workflow.on)).toEqual(['pull_request', 'merge_group'])
  // A workflow that a filter skips leaves a required check pending for ever.
  expect(workflow.on.pull_request?.paths).toBeUndefined()
  expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
  expect(workflow.on.pull_request?.['paths-ignore']).toBeUndefined()
  const [checkout, unitcost] = workflow.jobs.unitcost.steps
  expect(checkout.with['fetch-depth']).toBe(0)
  expect(inputs).toEqual(expect.arrayContaining(Object.keys(unitcost.with ?? {})))
})

/** What a sub-action asks for, in its code. */
const read = (file: string) => [...text(file).matchAll(/getInput\('([a-z-]+)'/g)].map(([, name = '']) => name)

test('the action that answers commands reads what it declares', () => {
  const { inputs, runs } = parse(text('action/command/action.yml'))
  expect(Object.keys(inputs).toSorted()).toEqual([...new Set(read('action/command.ts'))].toSorted())
  expect(runs).toEqual({ using: 'node24', main: '../dist/command.js' })
})

test('the action that posts results reads what it declares, as the check does', () => {
  const { inputs: declared, runs } = parse(text('action/comment/action.yml'))
  expect(Object.keys(declared).filter(name => !inputs.includes(name))).toEqual(read('action/comment.ts'))
  expect(runs).toEqual({ using: 'node24', main: '../dist/comment.js' })
})

describe('workflows', () => {
  const paths = globSync(['examples/*.yml', '.github/workflows/*.yml'], { cwd: root })

  test.for(paths)('%s pins what it uses, and states its permissions', path => {
    const used = [...text(path).matchAll(/^[ #]*- uses: (\S+)(.*)$/gm)]
    expect(used.length).toBeGreaterThan(0)
    const others = used.filter(([, action]) => !action?.startsWith('unitcost/'))
    for (const [, action, version] of others)
      expect([action, version]).toEqual([
        expect.stringMatching(/@[0-9a-f]{40}$/),
        expect.stringMatching(/^ # v\d/),
      ])
    expect(parse(text(path)).permissions).toBeDefined()
    expect(text(path)).not.toMatch(/write-all|run: .*\$\{\{/)
  })

  test.for(paths.filter(path => path.startsWith('examples/')))(
    '%s gives our actions inputs that they have',
    path => {
      const steps = Object.values<{ steps?: Step[] }>(parse(text(path)).jobs).flatMap(job => job.steps ?? [])
      const ours = steps.filter(({ uses }) => uses?.startsWith('unitcost/unitcost'))
      for (const { uses = '', with: given = {} } of ours) {
        const folder = uses.replace(/^unitcost\/unitcost\/?/, '').replace(/@.*/, '')
        const declared = parse(text(join(folder, 'action.yml'))).inputs
        expect(Object.keys(declared)).toEqual(expect.arrayContaining(Object.keys(given)))
      }
    },
  )
})

type Step = { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }
