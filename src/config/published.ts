import { RULE_SETTING } from './policy.schema.ts'
import type { RuleOptionsSchema } from './rule-options.ts'
import { CONFIG_SCHEMA } from './schema.ts'

/** The schema as editors get it: with the built-in rules and their options, and unknown rules refused. */
export function configSchema(rules: readonly RuleOptionsSchema[]) {
  const { own } = CONFIG_SCHEMA.properties.rules.properties
  const settings = Object.fromEntries(rules.map(rule => [rule.id, ruleSchema(rule)]))
  const properties = {
    ...CONFIG_SCHEMA.properties,
    rules: {
      ...CONFIG_SCHEMA.properties.rules,
      properties: { own, ...settings },
      additionalProperties: false,
    },
  }
  return { ...CONFIG_SCHEMA, properties }
}

const ruleSchema = (rule: RuleOptionsSchema) => {
  const [level, setting] = RULE_SETTING.anyOf
  const properties = { ...setting.properties, ...rule.options }
  return {
    ...RULE_SETTING,
    description: rule.title,
    anyOf: [level, { ...setting, properties, additionalProperties: false }],
  }
}
