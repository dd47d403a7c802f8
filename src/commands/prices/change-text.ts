import type { Changes, PriceChange } from '../../prices/changes.ts'
import { grid } from '../../report/terminal/grid.ts'
import { cell, costStyle } from '../../report/terminal/paint.ts'
import type { Cell } from '../../report/terminal/paint.ts'
import { visible } from '../../report/visible.ts'
import { unitUsd } from '../../words/money.ts'
import { change, count, plural } from '../../words/numbers.ts'

type Layout = { readonly color: boolean; readonly width: number }

/** Changed prices line by line, new and gone models by name. */
export function changeLines({ changed, added, removed }: Changes, layout: Layout): readonly string[] {
  if (changed.length + added.length + removed.length === 0) return ['no price differs by more than 1 %']
  const models = new Set(changed.map(({ model }) => model)).size
  return [
    [
      `${plural(changed.length, 'price')} of ${plural(models, 'model')} changed`,
      `${plural(added.length, 'model')} new`,
      `${plural(removed.length, 'model')} gone`,
    ].join(', '),
    ...grid(changed.map(changeRow), { ...layout, indent: 2, align: 'llrrl' }),
    ...names('new', added),
    ...names('gone', removed),
  ]
}

function changeRow({ model, meter, above, effectiveFrom, before, after }: PriceChange): readonly Cell[] {
  const tier = above === 0 ? '' : ` over ${count(above)}`
  const from = effectiveFrom === null ? '' : `from ${effectiveFrom}`
  const ratio = before === null || after === null || before === 0 ? null : after / before
  return [
    cell(visible(model, 80)),
    cell(`${meter.replaceAll('_', ' ')}${tier}`),
    cell(before === null ? 'none' : unitUsd(before)),
    cell(`→ ${after === null ? 'none' : unitUsd(after)}`),
    cell(
      [change(ratio) ?? '', from].filter(text => text !== '').join(', '),
      costStyle(ratio === null ? null : ratio - 1),
    ),
  ]
}

const MOST_NAMES = 40

function names(title: string, models: readonly string[]): readonly string[] {
  if (models.length === 0) return []
  const more = models.length > MOST_NAMES ? `, and ${models.length - MOST_NAMES} more` : ''
  return [
    `  ${title}: ${models
      .slice(0, MOST_NAMES)
      .map(name => visible(name, 80))
      .join(', ')}${more}`,
  ]
}
