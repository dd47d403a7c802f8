import type { CapacityFact } from '../../model/fact.ts'

type Needed = 'id' | 'at' | 'resource' | 'provider' | 'units'

/** A capacity fact of which a format states some fields; the others are not told. */
export const capacity = (stated: Pick<CapacityFact, Needed> & Partial<CapacityFact>): CapacityFact => ({
  kind: 'capacity',
  lifetime: 'always',
  sku: null,
  skuAt: stated.at,
  unitsAt: stated.at,
  region: null,
  pricing: 'on_demand',
  model: null,
  offer: null,
  accelerator: null,
  engine: null,
  node: null,
  tags: {},
  assumed: [],
  unresolved: null,
  ...stated,
})
