import type { RouteFact, RouteTarget } from '../../../model/fact.ts'
import { route, routeTarget } from '../../route.ts'
import { fieldsIn, fieldsOf, itemsIn, scalarIn } from './blocks.ts'
import type { Blocks, Declaration, Value } from './blocks.ts'
import { reference } from './file.ts'
import type { File } from './file.ts'
import { calledBy } from './provider.ts'
import type { Token } from './tokens.ts'

type Fields = ReadonlyMap<string, Value>

/**
 * A client is a route: of one model, of several in turn (`round-robin`: equal shares), or of several in order
 * (`fallback`). https://docs.boundaryml.com/ref/llm-client-strategies/fallback
 */
export const clientRoutes = (file: File): readonly RouteFact[] =>
  (file.declared.get('client') ?? []).flatMap(client => routesOf(file, client))

function routesOf(file: File, { name, line, open, close }: Declaration): readonly RouteFact[] {
  const { blocks, path } = file
  const fields = fieldsOf(blocks, open, close)
  const options = fieldsIn(blocks, fields.get('options'))
  const provider = scalarIn(blocks, fields.get('provider'))
  const children = itemsIn(blocks, options.get('strategy'))
  const own = route({
    id: `route:${path}#${name}`,
    names: [name],
    at: { path, line },
    targets: [],
    ...retriesOf(file, fields),
  })
  const text = provider?.text ?? ''
  if (text.endsWith('round-robin')) return [{ ...own, targets: children.map(child => shared(file, child)) }]
  if (text.endsWith('fallback')) return chainOf(file, own, children)
  return [{ ...own, targets: [fixed(file, { provider, options, line })] }]
}

/** The first client, and behind it the others as routes that have no name of their own. */
function chainOf(file: File, own: RouteFact, [first, ...rest]: readonly Token[]): readonly RouteFact[] {
  const behind = rest.map((child): RouteFact => ({
    ...own,
    id: `${own.id}/${child.text}`,
    names: [],
    targets: [shared(file, child)],
    retries: repeated(file, own, child),
  }))
  const targets = first === undefined ? [] : [shared(file, first)]
  const retries = first === undefined ? own.retries : repeated(file, own, first)
  return [{ ...own, targets, fallbacks: behind.map(({ id }) => id), retries }, ...behind]
}

/** Each further attempt asks the whole list again, and a client of it may have attempts of its own. */
function repeated(file: File, { retries }: RouteFact, child: Token): number | null {
  const client = file.clients.get(child.text)
  const inner =
    client === undefined ? null : retriesOf(file, fieldsOf(file.blocks, client.open, client.close)).retries
  return retries === null ? inner : (1 + retries) * (1 + (inner ?? 0)) - 1
}

const shared = (file: File, child: Token): RouteTarget => ({
  ...target(file.path, child),
  id: child.text,
  model: reference(file, child.text),
  weight: 1,
})

type Client = { readonly provider: Token | null; readonly options: Fields; readonly line: number }

function fixed({ blocks, path }: File, { provider, options, line }: Client): RouteTarget {
  const written = MODELS.map(key => scalarIn(blocks, options.get(key))).find(each => each !== null)
  const address = scalarIn(blocks, options.get('base_url'))
  const called = calledBy({
    provider: provider?.text ?? '',
    model: written?.text ?? '',
    address: address?.text ?? null,
  })
  const nested = LIMIT_BLOCKS.map(key => fieldsIn(blocks, options.get(key)))
  const limits = [options, ...nested].flatMap(fields => LIMITS.map(key => numberIn(blocks, fields.get(key))))
  return {
    ...target(path, written ?? { text: '', line }),
    ...called,
    id: 'model',
    maxOutput: limits.find(limit => limit !== null && limit > 0) ?? null,
    region: regionIn(blocks, options),
  }
}

const MODELS = ['model', 'model_id', 'deployment_id']
const LIMITS = ['max_tokens', 'max_completion_tokens', 'max_output_tokens', 'maxOutputTokens']
const LIMIT_BLOCKS = ['generationConfig', 'inference_configuration']

function regionIn(blocks: Blocks, options: Fields): string | null {
  const region = scalarIn(blocks, options.get('region') ?? options.get('location'))
  return region === null || region.text.startsWith('env.') ? null : region.text
}

function numberIn(blocks: Blocks, value: Value | undefined): number | null {
  const text = scalarIn(blocks, value)?.text ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

function retriesOf({ blocks, policies, path }: File, fields: Fields) {
  const name = scalarIn(blocks, fields.get('retry_policy'))?.text
  const policy = policies.get(name ?? '')
  const retries =
    policy === undefined
      ? null
      : numberIn(blocks, fieldsOf(blocks, policy.open, policy.close).get('max_retries'))
  return { retries, retriesAt: policy === undefined || retries === null ? null : { path, line: policy.line } }
}

const target = (path: string, { text, line }: Pick<Token, 'text' | 'line'>): RouteTarget =>
  routeTarget({ id: text, model: text, at: { path, line } })
