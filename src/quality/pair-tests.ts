import { testOutcome, type EvalTest } from '../model/eval.ts'
import type { Evaluation, Target } from '../model/workload.ts'
import type { Pairs } from './newcombe.ts'

/** A test of a run with what answered it. */
export type Case = { readonly test: EvalTest; readonly target: Target | null }

/** One test on both sides. `name` is its id, with the prompt where a run has several. */
export type TestPair = { readonly name: string; readonly base: Case; readonly head: Case }

/** The same tests before and after. Every list is in the order of head, what was removed in that of base. */
export type PairedTests = {
  readonly pairs: readonly TestPair[]
  readonly table: Pairs
  readonly lost: readonly TestPair[]
  readonly won: readonly TestPair[]
  /** Left out of the table, because a side of them ended in an error. */
  readonly errors: readonly TestPair[]
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Removed tests that may never fail. */
  readonly removedCritical: readonly string[]
}

/**
 * Pairs two runs by test, prompt and the role of the model that answered: never by its name, because another model
 * in the same place is what a change often is.
 */
export function pairTests(base: Evaluation, head: Evaluation): PairedTests {
  const nameBy = { prompt: hasSeveral(base, head, 'prompt'), role: hasSeveral(base, head, 'role') }
  const [before, after] = [casesOf(base, nameBy), casesOf(head, nameBy)]
  const all = [...after].flatMap(([name, own]): readonly TestPair[] => {
    const old = before.get(name)
    return old === undefined ? [] : [{ name, base: old, head: own }]
  })
  const pairs = all.filter(pair => !outcomes(pair).includes('error'))
  const having = (was: string, is: string) => pairs.filter(pair => outcomes(pair).join() === `${was},${is}`)
  const [lost, won] = [having('passed', 'failed'), having('failed', 'passed')]
  const gone = [...before].filter(([name]) => !after.has(name))
  return {
    pairs,
    table: {
      both: having('passed', 'passed').length,
      lost: lost.length,
      won: won.length,
      neither: having('failed', 'failed').length,
    },
    lost,
    won,
    errors: all.filter(pair => outcomes(pair).includes('error')),
    added: [...after.keys()].filter(name => !before.has(name)),
    removed: gone.map(([name]) => name),
    removedCritical: gone.filter(([, { test }]) => test.critical).map(([name]) => name),
  }
}

/** A test may never fail if either side says so: a pull request cannot take that away. */
export const isCritical = ({ base, head }: TestPair) => base.test.critical || head.test.critical

const outcomes = ({ base, head }: TestPair) => [testOutcome(base.test), testOutcome(head.test)] as const

type NameBy = { readonly prompt: boolean; readonly role: boolean }

/** The first of two with one name: what it is called is all that tells them apart. */
function casesOf({ own }: Evaluation, by: NameBy): ReadonlyMap<string, Case> {
  const cases = new Map<string, Case>()
  for (const { prompt, role, target, tests } of own)
    for (const test of tests) {
      const name = [test.id, by.prompt ? promptName(prompt) : '', by.role ? role : '']
        .filter(part => part !== '')
        .join(' · ')
      if (!cases.has(name)) cases.set(name, { test, target })
    }
  return cases
}

/** One prompt on both sides is the same prompt, whatever it is called now. */
const hasSeveral = (base: Evaluation, head: Evaluation, of: 'prompt' | 'role') =>
  [base, head].some(({ own }) => new Set(own.map(result => result[of])).size > 1)

/** Paths count from wherever the tool was started. */
const promptName = (prompt: string) => prompt.replace(/^(?:\.\.?\/)+/u, '')
