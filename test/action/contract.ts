import { Ajv } from 'ajv'
import operations from './github-operations.json' with { type: 'json' }
import type { Reply, Request } from './proxy.ts'

type Operation = (typeof operations)[number]
type Check = { readonly operation: Operation; readonly path: RegExp; readonly body: Validates | null }
type Validates = (value: unknown) => boolean

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })

/** `nullable` of OpenAPI 3.0 is known to ajv; a body without a schema may not be sent. */
const CHECKS: readonly Check[] = operations.map(operation => ({
  operation,
  path: new RegExp(`^${operation.path.replace('{path}', '(?:.+)').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  body: operation.body === null ? null : ajv.compile(operation.body),
}))

/**
 * What GitHub's own description of its API has against a request; empty where it is as described. The fewest
 * parameters win, as `/pulls` before `/pulls/{number}`.
 */
export function complaints({ method, path, body }: Request, { status }: Reply): readonly string[] {
  const [route = '', query = ''] = path.split('?')
  const check = CHECKS.find(
    ({ operation, path: pattern }) => operation.method === method && pattern.test(route),
  )
  if (check === undefined) return [`${method} ${route} is no operation that we use`]
  const { operation } = check
  const names = new Set(
    operation.parameters.flatMap(({ in: where, name }) => (where === 'query' ? [name] : [])),
  )
  const unknown = [...new URLSearchParams(query).keys()].filter(key => !names.has(key))
  // Server errors, limits and expired tokens are described for no operation.
  const isGeneral = status >= 500 || [401, 403, 404, 422, 429].includes(status)
  return [
    ...unknown.map(key => `${operation.operation}: no parameter ${key}`),
    ...(operation.statuses.includes(status) || isGeneral
      ? []
      : [`${operation.operation}: no status ${status}`]),
    ...bodyComplaints(check, body),
  ]
}

function bodyComplaints({ operation, body: validates }: Check, body: string): readonly string[] {
  if (body === '') return []
  if (validates === null) return [`${operation.operation}: no body`]
  return validates(JSON.parse(body)) ? [] : [`${operation.operation}: ${body.slice(0, 200)}`]
}
