import { posix } from 'node:path'
import { known, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import { evaluate, isTrue, scopesOf } from './evaluate.ts'
import { fieldOf } from './expression.ts'
import type { Expression, Loop } from './expression.ts'
import { decidedBy } from '../hcl/evaluate/outcome.ts'
import { textOf } from '../template/made-of.ts'
import { newBudget, originAt, shown, withNames } from './scope.ts'
import type { Budget, Scope } from './scope.ts'
import { scopeOf } from './template-scope.ts'
import type { Declaration, Template } from './template.ts'

/** One resource that a template creates, with what its expressions come to. */
export type Instance = {
  readonly address: string
  readonly key: string | null
  /** Of the modules on the way: `openAi.`. */
  readonly prefix: string
  readonly type: string
  readonly body: ReadonlyMap<string, Value>
  /** Address of the resource that it is part of, where the template says so. */
  readonly parent: string | null
  readonly path: string
  readonly line: number
  /** What decided that it exists; null: nothing. */
  readonly presence: Value | null
  readonly problem: string | null
  /** Of a module that is not in the tree: where it comes from. Its parameters are the body. */
  readonly registry: string | null
}

/** What is the same for all of a deployment. */
type Deployment = {
  readonly templates: ReadonlyMap<string, Template>
  readonly budget: Budget
  readonly instances: Instance[]
}

type Place = Pick<Instance, 'key' | 'presence' | 'problem'> & {
  readonly prefix: string
  readonly depth: number
  /** Of the template around, where the inner one means its parameters. */
  readonly outer: Scope | null
}

const MOST = 2000
const DEEPEST = 8

/** Everything that a template and its modules create with these parameters. */
export function deploy(
  template: Template,
  given: ReadonlyMap<string, Value>,
  templates: ReadonlyMap<string, Template>,
): readonly Instance[] {
  const deployment: Deployment = { templates, budget: newBudget(), instances: [] }
  const place = { prefix: '', depth: 0, key: null, presence: null, problem: null, outer: null }
  deployTemplate({ template, given }, place, deployment)
  return deployment.instances
}

type Passed = { readonly template: Template; readonly given: ReadonlyMap<string, Value> }

function deployTemplate({ template, given }: Passed, place: Place, deployment: Deployment): void {
  const { prefix, depth, outer } = place
  const isRoot = depth === 0
  const scope = outer ?? scopeOf(template, given, { prefix, isRoot, budget: deployment.budget })
  for (const declaration of template.resources) {
    if (deployment.instances.length >= MOST) return
    if (declaration.isExisting) continue
    for (const turn of turnsOf(declaration, scope, place)) deployOne(declaration, turn, deployment)
  }
}

/** One instance of a declaration: the names that it sees, and where it stands. */
type Turn = { readonly scope: Scope; readonly place: Place }

function turnsOf({ loop }: Declaration, scope: Scope, place: Place): readonly Turn[] {
  if (loop === null) return [{ scope, place }]
  const over = evaluate(loop.over, scope)
  // Nobody deploys a loop over nothing: who writes it passes a list.
  const isPlaceholder = over.kind === 'list' && over.items.length === 0 && over.origin.source === 'default'
  if (over.kind !== 'list' || isPlaceholder) return [unknownTurn(loop, over, { scope, place })]
  const presence = isWritten(over) ? place.presence : known(true, over.origin)
  return scopesOf(loop, over.items.slice(0, MOST), scope).map((inner, index) => ({
    scope: inner,
    place: { ...place, key: keyIn(place.key, String(index)), presence },
  }))
}

/** One for all of a loop whose turns nobody knows. */
function unknownTurn(loop: Loop, over: Value, { scope, place }: Turn): Turn {
  const why = over.kind === 'unknown' ? over.reason : over.kind === 'list' ? 'empty by default' : 'no list'
  const reason = `${shown(listIn(loop.over))}: ${why}`
  const item = unknownValue(`an item of ${reason}`, originAt(scope, loop.over))
  const names = [loop.item, loop.index, over.origin.name].flatMap(name =>
    name === null ? [] : [[name, item] as const],
  )
  const problem = place.problem ?? `how many there are is decided by ${reason}`
  return { scope: withNames(scope, names), place: { ...place, key: '?', problem } }
}

/** What a loop of ARM counts: `range(0, length(x))` is a loop over x. */
function listIn(over: Expression): Expression {
  if (over.kind !== 'call') return over
  const inner = over.name === 'range' ? over.parts[1] : over.name === 'length' ? over.parts[0] : undefined
  return inner === undefined ? over : listIn(inner)
}

const keyIn = (outer: string | null, own: string): string =>
  outer === '?' ? outer : outer === null ? own : `${outer}.${own}`

function deployOne(declaration: Declaration, { scope, place }: Turn, deployment: Deployment): void {
  const conditions = [declaration.condition, declaration.loop?.condition ?? null].flatMap(condition =>
    condition === null ? [] : [{ condition, value: evaluate(condition, scope) }],
  )
  if (conditions.some(({ value }) => value.kind !== 'unknown' && !isTrue(value))) return
  const unread = conditions.flatMap(({ condition, value }) =>
    value.kind === 'unknown' ? [`whether it exists is decided by ${shown(condition)}: ${value.reason}`] : [],
  )
  const presence = conditions.reduce(
    (all, { value }) => (all === null ? (isWritten(value) ? null : value) : decidedBy(all, value)),
    place.presence,
  )
  const inner: Place = {
    ...place,
    presence,
    problem: [place.problem, ...unread].filter(each => each !== null).join('; ') || null,
  }
  if (declaration.module === null) deployment.instances.push(instanceOf(declaration, scope, inner))
  else deployModule(declaration, { scope, place: inner }, deployment)
}

const isWritten = (value: Value): boolean => value.origin.source === 'literal'

function instanceOf(declaration: Declaration, scope: Scope, place: Place): Instance {
  const body = evaluate(declaration.body, scope)
  const { key, presence, prefix } = place
  const damage = declaration.damage === null ? null : `not all of it can be read: ${declaration.damage}`
  return {
    address: prefix + nameOf(declaration, scope),
    prefix,
    key,
    type: declaration.type,
    body: body.kind === 'map' ? body.entries : new Map(),
    parent: declaration.parent === null ? null : prefix + declaration.parent,
    path: scope.path,
    line: declaration.line,
    presence,
    problem: place.problem ?? damage ?? (body.kind === 'map' ? null : 'it is not written out'),
    registry: null,
  }
}

/** Its symbol; in ARM JSON, where it mostly has none, type and name. */
function nameOf({ symbol, type, body, loop }: Declaration, scope: Scope): string {
  if (symbol !== null) return symbol
  const name = fieldOf(body, 'name')
  if (name === null) return type
  const isSame = loop === null || name.kind === 'literal'
  const value = isSame ? textOf(evaluate(name, scope)) : null
  return `${type}/${value ?? shown(name)}`
}

function deployModule(declaration: Declaration, { scope, place }: Turn, deployment: Deployment): void {
  const { module } = declaration
  if (module === null) return
  const parameters = module.parameters && evaluate(module.parameters, scope)
  const given = parameters?.kind === 'map' ? parameters.entries : new Map<string, Value>()
  const template = templateAt(scope.path, module.source, deployment)
  const prefix = `${place.prefix}${nameOf(declaration, scope)}.`
  if (template === null) {
    const instance = instanceOf(declaration, scope, place)
    const registry = typeof module.source === 'string' ? module.source : null
    deployment.instances.push({ ...instance, body: given, registry })
  } else if (place.depth < DEEPEST)
    deployTemplate(
      { template, given },
      { ...place, prefix, depth: place.depth + 1, outer: module.isOuter ? scope : null },
      deployment,
    )
}

function templateAt(path: string, source: string | Template, { templates }: Deployment): Template | null {
  if (typeof source !== 'string') return source
  return templates.get(posix.join(posix.dirname(path), source)) ?? null
}
