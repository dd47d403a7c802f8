import { settingOf } from './config.ts'
import type { Config, RuleSetting } from './config.ts'
import { didYouMean } from './nearest.ts'
import type { Pointer } from './places.ts'
import { keyName, valueName } from './problem.ts'
import type { Problem } from './problem.ts'

/** What loading must know of a rule. The option schemas are JSON Schema, and published for editors. */
export type RuleOptionsSchema = {
  readonly id: string
  /** One sentence: what it asks for. Editors show it. */
  readonly title?: string
  readonly options: Readonly<Record<string, OptionSchema>>
}

export type OptionSchema = { readonly description: string } & (
  | ({ readonly type: 'number' } & Bounds)
  | { readonly type: 'string'; readonly enum?: readonly string[] }
  | { readonly type: 'boolean' }
  | { readonly type: 'array'; readonly items: { readonly type: 'string' } }
)

/** Unknown rules, unknown options, and values that an option does not take. */
export function checkRules(config: Config, known: readonly RuleOptionsSchema[]): readonly Problem[] {
  const ids = known.map(rule => rule.id)
  return Object.keys(config.rules ?? {}).flatMap(id => {
    const setting = settingOf(config.rules, id)
    const rule = known.find(rule => rule.id === id)
    if (setting === null) return []
    return rule === undefined ? [unknownRule(id, ids)] : checkOptions(rule, setting)
  })
}

const unknownRule = (id: string, ids: readonly string[]): Problem => ({
  code: 'config-unknown-rule',
  severity: 'error',
  pointer: ['rules', id],
  message: `${keyName([id])} is not a rule.`,
  hint: didYouMean(id, ids, 'rules'),
})

const checkOptions = (rule: RuleOptionsSchema, setting: RuleSetting): readonly Problem[] =>
  Object.entries(setting)
    .filter(([name]) => !COMMON.includes(name))
    .flatMap(([name, value]) => {
      const option = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined
      if (option === undefined) return [unknownOption(rule, name)]
      return accepts(option, value) ? [] : [wrongOption(option, value, ['rules', rule.id, name])]
    })

/** What every rule takes. */
const COMMON: readonly string[] = ['level', 'enforce', 'only']

const unknownOption = (rule: RuleOptionsSchema, name: string): Problem => ({
  code: 'config-unknown-key',
  severity: 'error',
  pointer: ['rules', rule.id, name],
  message: `${keyName([name])} is not an option of the rule \`${rule.id}\`.`,
  hint: didYouMean(name, [...COMMON, ...Object.keys(rule.options)], 'options'),
})

const wrongOption = (option: OptionSchema, value: unknown, pointer: Pointer): Problem => ({
  code: 'config-value',
  severity: 'error',
  pointer,
  message: `${keyName(pointer)} must be ${wording(option)}, not ${valueName(value)}.`,
  hint: option.description,
})

function accepts(option: OptionSchema, value: unknown): boolean {
  switch (option.type) {
    case 'number':
      return typeof value === 'number' && within(value, option)
    case 'string':
      return typeof value === 'string' && (option.enum?.includes(value) ?? true)
    case 'boolean':
      return typeof value === 'boolean'
    case 'array':
      return Array.isArray(value) && value.every(item => typeof item === 'string')
  }
}

type Bounds = { readonly minimum?: number; readonly maximum?: number }

const within = (value: number, { minimum = -Infinity, maximum = Infinity }: Bounds) =>
  Number.isFinite(value) && value >= minimum && value <= maximum

function wording(option: OptionSchema): string {
  switch (option.type) {
    case 'number':
      return `a number${bounds(option)}`
    case 'string':
      return option.enum?.join(' or ') ?? 'text'
    case 'boolean':
      return 'true or false'
    case 'array':
      return 'a list of texts'
  }
}

const bounds = ({ minimum, maximum }: Bounds) =>
  [minimum !== undefined && ` of at least ${minimum}`, maximum !== undefined && ` of at most ${maximum}`]
    .filter(bound => bound !== false)
    .join(' and')
