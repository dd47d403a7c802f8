/** node pass-rates.mjs RESULTS: the pass rates of both sides as outputs of a step. Errors neither passed nor failed. */
import { readFileSync } from 'node:fs'

const { suites } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
for (const side of ['head', 'base'])
  process.stdout.write(`${side}-pass-rate=${passRate(suites.filter(suite => suite.side === side))}\n`)

function passRate(suites) {
  const passed = suites.reduce((sum, suite) => sum + suite.passed, 0)
  const judged = suites.reduce((sum, suite) => sum + suite.passed + suite.failed, 0)
  return judged === 0 ? '' : passed / judged
}
