import type { YamlValue } from '../../src/readers/yaml.ts'
import type { Judge } from './routes.ts'
import { check } from './seen.ts'

/** What costs or limits cost, and has no word in our facts yet: missing wherever a file states it. */
const unsaid =
  (what: string): Judge =>
  value =>
    states(value) ? [check(`${what}: no fact says it`, false)] : []

const states = (value: YamlValue): boolean =>
  value.shape === 'map'
    ? value.get('enabled').boolean() !== false && value.entries().length > 0
    : value.items().length > 0 || value.boolean() === true || (value.number() ?? 0) > 0

export const UNSAID: Readonly<Record<string, Judge>> = {
  retry_policy: unsaid('retries by class of error'),
  default_fallbacks: unsaid('fallbacks of every group'),
  context_window_fallbacks: unsaid('fallbacks for long contexts'),
}
