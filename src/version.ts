import manifest from '../package.json' with { type: 'json' }

/** The version of this build. */
export const { version } = manifest

/** What the bundler writes here: a hash of everything that the bundle consists of. */
declare const UNITCOST_BUILD: string | undefined

/** Tells this build from any other one. Null when running from sources, which may change at any time. */
export const build: string | null = typeof UNITCOST_BUILD === 'string' ? UNITCOST_BUILD : null
