import { UnitcostError } from '../../model/diagnostic.ts'
import { readContract } from '../../prices/contract.ts'
import { isObject } from '../../prices/contract-check.ts'
import { checkRows } from '../../prices/fetched-check.ts'
import { genaiRows } from '../../prices/genai.ts'
import { readModelName } from '../../prices/names.ts'
import type { PriceText } from '../../prices/open.ts'
import type { SnapshotRow } from '../../prices/rows.ts'

/**
 * The model prices of any price file: contract rates, a fetched list, a list of ours, or genai-prices' own data.
 * @throws UnitcostError `prices-unknown-format`
 */
export function rowsOf(file: PriceText): readonly SnapshotRow[] {
  const content = parse(file.text)
  if (Array.isArray(content)) return genaiRows(content, { as_of: '1970-01-01', source: file.path })
  if (!isObject(content)) throw noList(file, 'it is not JSON')
  if ('prices' in content) return contractRows(file)
  const { models } = content
  const problems = checkRows(models)
  if (problems.length > 0 || !Array.isArray(models)) throw noList(file, problems.slice(0, 3).join('; '))
  return models
}

function contractRows(file: PriceText): readonly SnapshotRow[] {
  const { rates, diagnostics } = readContract(file)
  const [first] = diagnostics
  if (first !== undefined) throw noList(file, first.message)
  return rates.models.map(({ model, prices, source, asOf }) => {
    const { provider, ids } = readModelName(model)
    const id = ids[0] ?? model
    return {
      provider: provider ?? 'unknown',
      id,
      aliases: [],
      context: null,
      deprecated: false,
      as_of: asOf,
      source,
      prices,
    }
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const noList = ({ path }: PriceText, why: string) =>
  new UnitcostError(
    'prices-unknown-format',
    `${path} is no price list: ${why}`,
    'Name a file of .unitcost/, or the data.json of genai-prices.',
  )
