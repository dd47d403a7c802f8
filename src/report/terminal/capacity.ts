import type { ReportOptions } from '../reporter.ts'
import type { Judged } from '../result.ts'
import { servingMoved, servingOf } from '../serving-change.ts'
import { visibleLine } from '../visible.ts'
import { wrapped } from './screen.ts'

/** Machines that are used more or less than before. */
export const capacityLines = ({ workloads }: Judged, { width }: ReportOptions): readonly string[] =>
  workloads
    .filter(servingMoved)
    .slice(0, 3)
    .flatMap(workload =>
      wrapped(visibleLine(`${workload.id}: ${servingOf(workload).join('; ')}`, 400), width, 2),
    )
