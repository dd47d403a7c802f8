import { expect, test } from 'vitest'
import { premiumOutsideProduction } from './premium-outside-production.ts'
import { call, delta, drafts, month, pageExample, sentences, side, told } from './testing.ts'

const tiers = { frontier: ['openai/gpt-4o'], small: ['openai/gpt-4o-mini'] }
const running = (environment: string | null) => side({ environment }, { perMonth: month(840) })

test('says which model is asked where, and what that costs', () => {
  const deltas = [delta({ head: running('development') })]
  const said = drafts(premiumOutsideProduction, { deltas, tiers })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ gateway/litellm.yaml:4
    support-chat asks openai/gpt-4o in development; it costs $840 a month.
    Tests and drafts run more often than anybody counts, and most of them would pass with a small model too.
    - Ask a smaller model in development, for example by a setting of the environment.
    - Or add development to \`production\` of this rule, if its answers must be those of production."
  `)
  expect(said.map(sentences)).toEqual([pageExample('premium-outside-production')])
})

test.for([
  { environment: 'production', options: {}, found: 0 },
  { environment: 'prod-eu', options: {}, found: 0 },
  { environment: null, options: {}, found: 0 },
  { environment: 'staging', options: {}, found: 1 },
  { environment: 'staging', options: { production: ['prod*', 'staging'] }, found: 0 },
  { environment: 'staging', options: { tier: 'small' }, found: 0 },
  { environment: 'staging', options: { tier: 'small', models: ['*/gpt-4o'] }, found: 1 },
])('in $environment with $options: $found', ({ environment, options, found }) => {
  const deltas = [delta({ head: running(environment) })]
  expect(drafts(premiumOutsideProduction, { deltas, tiers, options })).toHaveLength(found)
})

test('a fallback is asked too', () => {
  const { route } = call()
  const small = {
    ...route,
    targets: route.targets.map(target => ({ ...target, model: 'openai/gpt-4o-mini' })),
  }
  const head = side({
    environment: 'development',
    calls: [call({ route: { ...small, fallbacks: [route] } })],
  })
  const deltas = [delta({ head })]
  expect(drafts(premiumOutsideProduction, { deltas, tiers })).toHaveLength(1)
})

test('what stays as it is, is not told again', () => {
  const old = running('development')
  expect(drafts(premiumOutsideProduction, { deltas: [delta({ base: old, head: old })], tiers })).toEqual([])
})
