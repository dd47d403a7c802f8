import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { rules } from '../rules/index.ts'
import { configSchema } from '../src/config/published.ts'
import { RECORD_SCHEMA } from '../src/readers/benchmarks/record.schema.ts'
import { EVAL_EVIDENCE_SCHEMA } from '../src/readers/evals/evidence.schema.ts'
import { USAGE_SCHEMA } from '../src/readers/usage/usage.schema.ts'
import { RESULT_SCHEMA } from '../src/report/schema.ts'

/**
 * node scripts/write-schemas.ts [--check]
 * Writes the published schemas, or with --check fails when they are not what the sources give.
 */
const folder = resolve(import.meta.dirname, '..', 'schema')
const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
const all = [configSchema(rules), RESULT_SCHEMA, RECORD_SCHEMA, EVAL_EVIDENCE_SCHEMA, USAGE_SCHEMA]
const schemas = all.map(schema => ({
  path: join(folder, schema.$id),
  text: `${JSON.stringify(schema, null, 2)}\n`,
}))

if (values.check === true) check()
else write()

function write() {
  mkdirSync(folder, { recursive: true })
  for (const { path, text } of schemas) writeFileSync(path, text)
}

function check() {
  const stale = schemas.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
  if (stale.length === 0) return
  console.error(`Not what the sources give: ${stale.map(({ path }) => path).join(', ')}.`)
  console.error('Run `node scripts/write-schemas.ts` and commit the folder schema.')
  process.exitCode = 1
}
