import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * node scripts/cut-openapi.ts node_modules/@octokit/openapi/generated/api.github.com.json
 * Cuts what our requests must look like out of GitHub's own description of its API (npm: @octokit/openapi 23.0.2),
 * which is too large to install for everybody: parameters, bodies and statuses of the operations that we use.
 */
const OPERATIONS = [
  'issues/list-comments',
  'issues/create-comment',
  'issues/update-comment',
  'issues/delete-comment',
  'checks/create',
  'checks/update',
  'pulls/get',
  'pulls/list',
  'pulls/list-reviews',
  'repos/create-commit-status',
  'repos/get-content',
  'repos/get-collaborator-permission-level',
  'actions/re-run-workflow-failed-jobs',
]

const PROSE = new Set(['description', 'example', 'examples', 'externalDocs', 'x-github', 'x-multi-segment'])

type Fields = Readonly<Record<string, unknown>>
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})

const document = fields(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')))
const operations = Object.entries(fields(document['paths'])).flatMap(([path, methods]) =>
  Object.entries(fields(methods)).flatMap(([method, operation]) => {
    const { operationId, parameters, requestBody, responses } = fields(operation)
    if (!OPERATIONS.includes(String(operationId))) return []
    const body = fields(fields(fields(resolved(requestBody))['content'])['application/json'])['schema']
    return [
      {
        operation: operationId,
        method: method.toUpperCase(),
        path,
        parameters: resolved(parameters),
        body: body ?? null,
        statuses: Object.keys(fields(responses)).map(Number),
      },
    ]
  }),
)
const missing = OPERATIONS.filter(id => operations.every(({ operation }) => operation !== id))
if (missing.length > 0) throw new Error(`not described: ${missing.join(', ')}`)
const target = resolve(import.meta.dirname, '..', 'test', 'action', 'github-operations.json')
writeFileSync(target, `${JSON.stringify(operations, null, 1)}\n`)
console.log(`${target}: ${operations.length} operations`)

/** References become what they name; prose and examples go, unless a property has such a name. */
function resolved(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map(item => resolved(item))
  if (typeof value !== 'object' || value === null) return value
  const { $ref: reference } = fields(value)
  if (typeof reference === 'string')
    return resolved(
      reference
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => fields(at)[key], document),
    )
  const kept = Object.entries(value).filter(([key]) => named || !PROSE.has(key))
  return Object.fromEntries(kept.map(([key, inner]) => [key, resolved(inner, key === 'properties')]))
}
