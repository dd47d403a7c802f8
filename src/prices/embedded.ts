import details from '../../pricing/details.json' with { type: 'json' }
import hardware from '../../pricing/accelerators.json' with { type: 'json' }
import capacity from '../../pricing/capacity.json' with { type: 'json' }
import snapshot from '../../pricing/models.snapshot.json' with { type: 'json' }
import overrides from '../../pricing/overrides.json' with { type: 'json' }
import type { OverrideRow, PriceFiles } from './rows.ts'

/** The price files that this version was released with. Import it dynamically: it is the big one. */
export const embedded: PriceFiles = {
  snapshot,
  overrides: { ...overrides, prices: overrides.prices.map(withKind) },
  capacity,
  hardware,
  details,
}

type Written = (typeof overrides.prices)[number]

/** JSON types know only `string`. */
function withKind(row: Written): OverrideRow {
  const kind = row.source_kind
  const known = kind === 'provider_page' || kind === 'agreement' || kind === 'announcement'
  return { ...row, source_kind: known ? kind : 'announcement' }
}
