/**
 * Whether a version is in a range as packages state it in `engines`: alternatives of `>=a.b.c`, `^a.b.c` and exact
 * versions. What else a range may say is taken as fulfilled: then the program itself complains.
 * https://docs.npmjs.com/cli/v11/configuring-npm/package-json#engines
 */
export const nodeSatisfies = (version: string, range: string): boolean =>
  range.split('||').some(part => fits(numbersOf(version), part.trim()))

function fits(version: readonly number[], part: string): boolean {
  const [, sign, wanted] = /^(>=|\^|)\s*v?(\d+(?:\.\d+){0,2})$/.exec(part) ?? []
  if (wanted === undefined) return true
  const least = numbersOf(wanted)
  if (sign === '') return least.every((number, index) => number === version[index])
  return compare(version, least) >= 0 && (sign === '>=' || version[0] === least[0])
}

const numbersOf = (version: string) => version.split('-')[0]?.split('.').map(Number) ?? []

function compare(a: readonly number[], b: readonly number[]): number {
  const index = [0, 1, 2].find(place => (a[place] ?? 0) !== (b[place] ?? 0)) ?? 0
  return (a[index] ?? 0) - (b[index] ?? 0)
}
