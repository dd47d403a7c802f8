import { ENFORCE } from './value.schema.ts'
import { RULE_LEVEL, RULE_SETTING } from './policy.schema.ts'
import type { RuleOptionsSchema } from './rule-options.ts'
import { CONFIG_SCHEMA } from './schema.ts'

/** The schema as editors get it: with the built-in rules and their options; without any, every rule id passes. */
export function configSchema(rules: readonly RuleOptionsSchema[]) {
  const { own } = CONFIG_SCHEMA.properties.rules.properties
  const settings = Object.fromEntries(rules.map(rule => [rule.id, ruleSchema(rule)]))
  const properties = {
    ...CONFIG_SCHEMA.properties,
    rules: {
      ...CONFIG_SCHEMA.properties.rules,
      properties: { own, ...settings },
      additionalProperties: rules.length > 0 ? false : RULE_SETTING,
    },
  }
  return { ...CONFIG_SCHEMA, properties }
}

const ruleSchema = (rule: RuleOptionsSchema) => ({
  title: 'a level, or a level with options',
  anyOf: [
    RULE_LEVEL,
    {
      type: 'object',
      properties: { level: RULE_LEVEL, enforce: ENFORCE, ...rule.options },
      additionalProperties: false,
    },
  ],
})
