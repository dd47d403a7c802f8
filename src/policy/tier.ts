import { matchesAny } from '../config/match.ts'

/**
 * How large a model is, as `tiers` of unitcost.yml say; of several globs the longest counts.
 * @param model `openai/gpt-5-mini`
 * @returns null: nobody says, which is not the same as small
 */
export function tierOf(model: string, own: Readonly<Record<string, readonly string[]>>): string | null {
  const globs = Object.entries(own).flatMap(([tier, models]) => models.map(glob => ({ tier, glob })))
  const [longest] = globs
    .filter(({ glob }) => matchesAny([glob], model))
    .toSorted((a, b) => b.glob.length - a.glob.length)
  return longest?.tier ?? null
}
