import { SOURCE_PATTERN } from './mapping.schema.ts'
import { RULE_LEVEL } from './policy.schema.ts'
import { parsePercent, parsePoints, parseShare, parseTraffic } from './values.ts'

const SOURCE = new RegExp(SOURCE_PATTERN)
const LEVELS: ReadonlySet<unknown> = new Set(RULE_LEVEL.enum)

type Parse = (written: unknown) => unknown

const asList: Parse = written => (typeof written === 'string' ? [written] : null)
const asSources: Parse = written => {
  if (typeof written === 'number') return [`=${written}`]
  return typeof written === 'string' && SOURCE.test(written) ? [written] : null
}
const asSetting: Parse = written => (LEVELS.has(written) ? { level: written } : null)

/** Where a value may be written in more than one way. `*` is every key of a map or item of a list. */
const FORMS: readonly (readonly [path: string, parse: Parse])[] = [
  ['workloads.*.traffic', parseTraffic],
  ['workloads.*.evals', asList],
  ['workloads.*.served_by', asList],
  ['workloads.*.calls.*.prompt_cache_hit_rate', parseShare],
  ['workloads.*.calls.*.response_cache.hit_rate', parseShare],
  ['workloads.*.calls.*.retry_rate', parseShare],
  ['workloads.*.calls.*.fallback_rate', parseShare],
  ['workloads.*.calls.*.escalation.rate', parseShare],
  ['budgets.*.warn_at', parseShare],
  ['budgets.*.quality.max_drop', parsePoints],
  ['budgets.*.quality.min_pass_rate', parseShare],
  ['budgets.*.quality.max_latency_increase', parsePercent],
  ['budgets.*.increase.percent', parsePercent],
  ['budgets.*.increase.ignore_below.percent', parsePercent],
  ['rules.*', asSetting],
  ['mappings.*.files', asList],
  ['infrastructure.variables.*.files', asList],
  ['infrastructure.machines.*.files', asList],
  ...['name', 'model', 'prompt', 'text', 'max_output', 'max_steps'].map(
    key => [`mappings.*.${key}`, asSources] as const,
  ),
  ...['model', 'weight', 'max_output'].map(key => [`mappings.*.targets.${key}`, asSources] as const),
]

/** Rates become shares, traffic requests a month. What cannot be parsed stays as it is for the schema to refuse. */
export const canonical = (file: unknown): unknown =>
  FORMS.reduce((value, [path, parse]) => replaceAt(value, path.split('.'), parse), file)

function replaceAt(value: unknown, path: readonly string[], parse: Parse): unknown {
  const [step, ...rest] = path
  if (step === undefined) return parse(value) ?? value
  if (Array.isArray(value)) return step === '*' ? value.map(item => replaceAt(item, rest, parse)) : value
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  if (step !== '*' && !Object.hasOwn(value, step)) return value
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      step === '*' || key === step ? replaceAt(inner, rest, parse) : inner,
    ]),
  )
}
