import { expect, test } from 'vitest'
import { scanTerminal } from './scan.ts'
import { mixedTraffic, becameUnpriced } from '../samples.ts'
import { judged } from '../samples/build.ts'

test('the dearest first, a month before a request', () => {
  expect(scanTerminal(mixedTraffic)).toMatchInlineSnapshot(`
    "unitcost scan   e4f5a6b                                                      prices as of 2026-11-20

      workload         per 1,000 requests            per month  high a month  where
      moderation                       $4                 $500          $560  unitcost.yml:8
      tagging                          $4                 $400          $448  unitcost.yml:8
      translate                        $4                 $300          $336  unitcost.yml:8
      summaries                        $4                 $200          $224  unitcost.yml:8
      invoice-extract               $1.80                 $180          $202  unitcost.yml:22
      search                           $4                 $100          $112  unitcost.yml:8
      triage-agent                 $18.50  no traffic declared                agents/triage.py:12

      7 workloads · $1,680 a month ($1,478 … $1,882) · 7 % of the cost is assumed
    "
  `)
})

test('what has no price is told apart, with the reason', () => {
  expect(scanTerminal(becameUnpriced)).toMatchInlineSnapshot(`
    "unitcost scan   e4f5a6b                                                      prices as of 2026-11-20

      workload    per request  per month  high a month  where
      moderation       $0.004       $500          $560  unitcost.yml:8
      tagging          $0.004       $400          $448  unitcost.yml:8
      translate        $0.004       $300          $336  unitcost.yml:8
      summaries        $0.004       $200          $224  unitcost.yml:8
      search           $0.004       $100          $112  unitcost.yml:8

      Not priced
        no price for acme/rerank-2 in the price book of 2026-11-20
          reranker  unitcost.yml:40

      6 workloads · $1,500 a month ($1,320 … $1,680) for what has a price · 7 % of the cost is assumed ·
      1 not priced
    "
  `)
})

test('an empty tree', () => {
  expect(scanTerminal(judged({}), { width: 80 })).toMatchInlineSnapshot(`
    "unitcost scan   e4f5a6b                                  prices as of 2026-11-20

      Nothing that costs money per request or per hour was found here.
    "
  `)
})
