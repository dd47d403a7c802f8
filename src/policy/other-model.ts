import type { Side } from '../diff/diff.ts'
import type { World } from '../estimate/world.ts'
import type { Call, Target } from '../model/workload.ts'
import { savingOf, withCall, type Saving } from './saving.ts'

/** A model that would answer a call for less, at the same numbers of tokens. */
export type CheaperModel = { readonly model: string; readonly saving: Saving }

/**
 * The one of `models` that saves most in the place of every target of the call that `isMeant`; null: none is known to
 * save anything. The tokens stay as they were counted, for the text is not counted again in another vocabulary.
 */
export function cheapestOf(
  models: readonly string[],
  { side, call, isMeant }: { side: Side; call: Call; isMeant: (target: Target) => boolean },
  world: World,
): CheaperModel | null {
  const offers = models.slice(0, MOST_MODELS).flatMap((model): readonly CheaperModel[] => {
    const stated = pricesOf(model, world)
    if (stated === null) return []
    const targets = call.route.targets.map(target => (isMeant(target) ? { ...target, stated } : target))
    const answered = { ...call, route: { ...call.route, targets } }
    const saving = savingOf(side, withCall(side.workload, answered), world)
    return saving === null ? [] : [{ model, saving }]
  })
  const size = ({ saving }: CheaperModel) => saving.perRequest ?? saving.perMonth ?? 0
  return offers.toSorted((a, b) => size(b) - size(a))[0] ?? null
}

/** A list of names is untrusted text, and each is an estimate. */
const MOST_MODELS = 20

function pricesOf(model: string, world: World): Target['stated'] {
  const price = world.book.model({ model, deployment: 'on-demand', region: null })
  const tier = price.kind === 'found' ? price.tiers[0] : undefined
  if (tier === undefined) return null
  const { input, output, cacheRead, cacheWrite } = tier
  return { input, output, cacheRead: cacheRead ?? input, cacheWrite: cacheWrite ?? input }
}

/** Names among globs: what can be asked for as it is written. */
export const exactNames = (patterns: readonly string[]) => patterns.filter(name => !name.includes('*'))
