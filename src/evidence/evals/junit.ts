import { junit } from '../../readers/evals/junit.ts'
import { refused } from '../refused.ts'
import type { Source } from '../source.ts'
import type { EvalRun } from './run.ts'

/** Of a hundred thousand cases; failures with pages of text are the rest. */
const LONGEST = 64 * 1024 * 1024

/** JUnit XML of any test runner, read whole as the gate reads it. https://github.com/testmoapp/junitxml */
export async function junitRun({ name, text }: Source): Promise<EvalRun> {
  const report = await whole(text())
  if (!/<\/testsuites?>\s*$/.test(report.slice(-1000)))
    throw refused('it is cut off: its test suites never end', 'Write the file again: its run did not finish.')
  const [fact] = junit.read({ path: name, text: report }).facts
  if (fact?.kind !== 'eval')
    throw refused('this JUnit file holds no test cases', 'Name the report of a run that tested something.')
  return { tool: fact.tool, ranAt: fact.ranAt, commit: null, results: fact.results, prompts: new Map() }
}

async function whole(chunks: AsyncIterable<string>): Promise<string> {
  let report = ''
  for await (const chunk of chunks) {
    report += chunk
    if (report.length > LONGEST)
      throw refused(
        `a JUnit report of more than ${LONGEST} characters is not read`,
        'Write one report a suite.',
      )
  }
  if (/<!(?:DOCTYPE|ENTITY)/.test(report.slice(0, 4000)))
    throw refused('it declares a document type or entities, which are not read', 'Remove the <!DOCTYPE …>.')
  return report
}
