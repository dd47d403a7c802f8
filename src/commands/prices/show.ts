import { openSheets } from '../../prices/sheets.ts'
import { visibleLine } from '../../report/visible.ts'
import type { Outcome } from '../host.ts'
import type { PricesOptions } from './options.ts'
import { problemLines } from './problems.ts'
import { sheetJson, sheetLines } from './sheet-text.ts'
import { treePrices } from './tree-prices.ts'

/** Every price of one model. An unknown name gets suggestions and never the price of another model. */
export async function show(options: PricesOptions, model: string): Promise<Outcome> {
  const sheets = await openSheets(treePrices(options.root))
  const stderr = problemLines(sheets.diagnostics)
  const sheet = sheets.sheet(model)
  if (sheet === null) return unknown(model, sheets.suggestions(model), stderr)
  const stdout = options.json
    ? JSON.stringify(sheetJson(sheet, options.date), null, 2)
    : sheetLines(sheet, options).join('\n')
  return { stdout: `${stdout}\n`, stderr, exitCode: 0 }
}

function unknown(model: string, meant: readonly string[], stderr: string): Outcome {
  const hint =
    meant.length > 0
      ? `Did you mean ${meant.join(', ')}?`
      : 'Names are exact: provider/model. `unitcost prices` lists the providers. A price of your own goes into .unitcost/prices.json.'
  const said = `error: the price book has no ${visibleLine(model, 120)}\n  ${hint}\n`
  return { stdout: '', stderr: stderr + said, exitCode: 2 }
}
