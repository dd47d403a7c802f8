/** How much a number can be trusted: counted or recorded, stated by somebody, or filled in by us. */
export type Basis = 'measured' | 'declared' | 'assumed'

/** Where something is written. `line` counts from 1; null where a format has no useful lines. */
export type Place = { readonly path: string; readonly line: number | null }

const TRUST: Readonly<Record<Basis, number>> = { measured: 2, declared: 1, assumed: 0 }

/** The basis of a number that was made from several: as weak as its weakest part. */
export const weakest = (bases: readonly Basis[]): Basis =>
  bases.reduce((weak, basis) => (TRUST[basis] < TRUST[weak] ? basis : weak), 'measured')
