import type { EvalLimits } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'

/**
 * What a suite itself allows a test to cost and to take: the strictest `cost` and `latency` assertion of its tests
 * and of `defaultTest`, and the lowest `threshold` of a score.
 * https://www.promptfoo.dev/docs/configuration/expected-outputs/deterministic/#cost
 */
export function limitsOf(config: YamlValue): EvalLimits {
  const tests = [config.get('defaultTest'), ...config.get('tests').items()]
  const asserts = tests.flatMap(test => test.get('assert').items())
  const strictest = (type: string) =>
    smallest(
      asserts
        .filter(each => each.get('type').text() === type)
        .map(each => each.get('threshold').number() ?? each.get('value').number()),
    )
  return {
    usdPerTest: strictest('cost'),
    latencyMs: strictest('latency'),
    score: smallest(tests.map(test => test.get('threshold').number())),
  }
}

function smallest(limits: readonly (number | null)[]): number | null {
  const known = limits.filter(limit => limit !== null && limit >= 0)
  return known.reduce((least, limit) => (least === null || (limit ?? least) < least ? limit : least), null)
}
