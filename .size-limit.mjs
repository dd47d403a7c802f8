import { loadedBy } from './scripts/loaded.mjs'

const DIST = 'action/dist'

/** What must be small: what a start loads. Readers, vocabularies and prices come only where they are needed. */
export default [
  { name: 'CLI start', path: loadedBy(DIST, ['cli.js', 'diff-', 'gate-', 'present-']), limit: '700 kB' },
  { name: 'Action start', path: loadedBy(DIST, ['review.js']), limit: '1.2 MB' },
  { name: 'Prices (lazy)', path: `${DIST}/embedded-*.js`, limit: '600 kB' },
  { name: 'o200k_base (lazy)', path: `${DIST}/o200k_base-*.js`, limit: '2.4 MB' },
  { name: 'cl100k_base (lazy)', path: `${DIST}/cl100k_base-*.js`, limit: '1.2 MB' },
  { name: 'Everything', path: `${DIST}/**`, limit: '12 MB' },
].map(check => ({ ...check, brotli: false }))
