import { vocabularyFamily } from '../../src/tokens/fitted.ts'
import type { Fitted } from '../../src/tokens/fitted.ts'
import { featuresOf } from '../../src/tokens/framing/features.ts'
import type { Feature, Features } from '../../src/tokens/framing/features.ts'
import { sum } from '../../src/tokens/framing/lines.ts'
import type { Count } from '../../src/tokens/framing/lines.ts'
import { OPEN } from '../../src/tokens/piece-kind.ts'
import { FRAMING_PRIORS, around, textPriors } from './priors.ts'
import { WEIGHTS, countWith, isText, textsOf } from './rows.ts'
import type { Profile, Row } from './rows.ts'
import { fitCoefficients } from './solve.ts'
import type { Coefficients, Equation, Priors } from './solve.ts'
import { groupBy } from './group.ts'

export type Learned = Pick<Fitted, 'vocabularies' | 'framings'>

type Teaching = { readonly profileOf: (text: string) => Profile }

/**
 * From coarse to fine: the vocabulary of several families from requests of text alone; then what they share in
 * framing, then each family, then each provider of it. What was learned before is where the next one starts.
 */
export function learn(rows: readonly Row[], teaching: Teaching): Learned {
  const groups = groupBy(rows, row => vocabularyFamily(row.family)).map(([vocabulary, all]) => {
    const start = fitText(all.filter(isText), textPriors(vocabulary), teaching)
    const weights = pick(start, WEIGHTS)
    const framings = fitFramings(all, start, countWith(teaching.profileOf, weights))
    return { vocabulary, weights, framings }
  })
  return {
    vocabularies: Object.fromEntries(
      groups.map(({ vocabulary, weights }) => [vocabulary, { ...OPEN, ...weights }]),
    ),
    framings: Object.fromEntries(groups.flatMap(({ framings }) => framings)),
  }
}

/** What requests without tools and schema have. */
const PLAIN: readonly Feature[] = [
  'request',
  'message',
  'system',
  'thinkingAsked',
  'thinkingText',
  'thinkingOpaque',
]

function fitText(rows: readonly Row[], priors: Priors, { profileOf }: Teaching): Coefficients {
  const equations = rows.map(row => {
    const profiles = textsOf(row).map(profileOf)
    const text = Object.fromEntries(
      WEIGHTS.map(name => [name, sum(profiles.map(profile => profile[name] ?? 0))]),
    )
    const features = featuresOf(row.conversation, countWith(profileOf, OPEN))
    return equation(row, { ...withProvider(row, features), ...text }, 0)
  })
  return fitCoefficients(equations, { ...priors, ...pick(FRAMING_PRIORS, PLAIN), ...providerPriors(rows) })
}

const equation = (row: Row, features: Equation['features'], known: number): Equation => ({
  features,
  target: row.billed - known,
  scale: row.scale,
  weight: row.weight,
})

/** What a provider adds to the framing of its family. */
const withProvider = ({ key }: Row, features: Features) => ({
  ...features,
  [`${key} request`]: features.request,
  [`${key} message`]: features.message,
  [`${key} toolsAny`]: features.toolsAny,
})

const OWN = { request: 60, message: 1, toolsAny: 150 } as const

const providerPriors = (rows: readonly Row[]): Priors =>
  Object.fromEntries(
    [...new Set(rows.map(({ key }) => key))].flatMap(key =>
      Object.entries(OWN).map(([name, spread]) => [`${key} ${name}`, [0, spread]]),
    ),
  )

function fitFramings(all: readonly Row[], start: Coefficients, count: Count) {
  const fitOn = (rows: readonly Row[], priors: Priors, isOwn = false) => {
    const equations = rows.map(row => {
      const features = featuresOf(row.conversation, count)
      return equation(row, isOwn ? features : withProvider(row, features), sum(textsOf(row).map(count)))
    })
    return fitCoefficients(equations, isOwn ? priors : { ...priors, ...providerPriors(rows) })
  }
  const shared = fitOn(all, around(pick(start, PLAIN), 1))
  return groupBy(all, ({ family }) => family).flatMap(([family, rows]) => {
    const common = fitOn(rows, around(shared, 1))
    const own = groupBy(rows, ({ key }) => key).map(([key, few]) => {
      const begin = Object.entries(common).map(([name, value]) => [
        name,
        value + (common[`${key} ${name}`] ?? 0),
      ])
      const fit = fitOn(few, around(Object.fromEntries(begin), few.length > 10 ? 0.5 : 0.25), true)
      return [key, framing(fit, few.length)] as const
    })
    return [[family, framing(common, rows.length)] as const, ...own]
  })
}

function framing(coefficients: Coefficients, n: number) {
  // What marks a message is a whole number of tokens.
  const step = (name: Feature) => (['request', 'message', 'system'].includes(name) ? 1 : 1000)
  const value = (name: Feature) => Math.round((coefficients[name] ?? 0) * step(name)) / step(name)
  const zero = featuresOf(
    { turns: [], tools: [], choice: 'auto', schema: null, lateTools: 0, thinking: false, hidden: [] },
    () => 0,
  )
  const names = Object.keys(zero) as readonly Feature[]
  return { ...zero, ...Object.fromEntries(names.map(name => [name, value(name)])), n }
}

const pick = <T>(from: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
