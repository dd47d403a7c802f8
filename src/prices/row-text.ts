import type { SnapshotRow } from './rows.ts'

/** Rows as JSON, one model a line, so that a diff of the file reads like a price change. */
export const rowLines = (rows: readonly SnapshotRow[]) => rows.map(row => JSON.stringify(row)).join(',\n')
