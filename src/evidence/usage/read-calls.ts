import { field, isRecord, listOf } from '../../readers/evals/json.ts'
import { millisecondsAt } from '../amounts.ts'
import { csvRows } from '../formats/csv-rows.ts'
import { jsonValues } from '../formats/json-values.ts'
import type { Source } from '../source.ts'
import { NO_CALL, type UsedCall } from './call.ts'
import { callOf, type Columns } from './columns.ts'
import { spanCall, type Span } from './otel-call.ts'

/** Calls in the order of the file; null for a row that is none. @throws UnitcostError `import-refused` */
type Calls = AsyncGenerator<UsedCall | null>

/** The first row names the columns; others than ours are not looked at. */
export async function* csvCalls({ text }: Source): Calls {
  let places: ReadonlyMap<string, number> | null = null
  for await (const { cells, line } of csvRows(text())) {
    if (places === null) {
      places = new Map(cells.map((cell, index) => [cell.trim().toLowerCase(), index]))
      continue
    }
    const known = places
    yield callOf(name => cells[known.get(name) ?? -1], line)
  }
}

/** One object a line: our columns, or a span with its attributes beside it or in `attributes`. */
export async function* jsonLineCalls({ text }: Source): Calls {
  for await (const { value, line } of jsonValues(text(), [''])) {
    const row = isRecord(value) ? value : {}
    if (row['model_id'] === undefined) yield spanCall(flatSpan(row, line))
    else yield callOf(name => row[name], line)
  }
}

function flatSpan(row: Readonly<Record<string, unknown>>, line: number): Span {
  const inside = row['attributes']
  const attributes: Columns = name => row[name] ?? field(inside, name)
  const first = (...names: readonly string[]) => names.map(attributes).find(value => value !== undefined)
  const status = first('status', 'status_code')
  const code = isRecord(status) ? (status['status_code'] ?? status['code']) : status
  return {
    line,
    trace: first('trace_id', 'traceId', 'request_id') ?? field(row, 'context', 'trace_id'),
    start: first('ts', 'start_time', 'startTimeUnixNano', 'timestamp', 'time'),
    end: first('end_time', 'endTimeUnixNano'),
    durationMs: millisecondsAt(first('duration_ms'), { line, name: 'duration_ms' }),
    failed: isError(code),
    attributes,
    service: first('service.name') ?? field(row, 'resource', 'attributes', 'service.name'),
  }
}

/** OTLP in JSON, one document or one a line. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
export async function* otlpCalls({ text }: Source): Calls {
  let service: unknown
  const [resource, span] = ['resourceSpans.*.resource', 'resourceSpans.*.scopeSpans.*.spans.*']
  for await (const { path, value, line } of jsonValues(text(), [resource, span])) {
    if (path === resource) service = otlpAttributes(value)('service.name')
    else yield isRecord(value) ? spanCall(otlpSpan(value, line, service)) : NO_CALL
  }
}

const otlpSpan = (span: Readonly<Record<string, unknown>>, line: number, service: unknown): Span => ({
  line,
  trace: span['traceId'],
  start: span['startTimeUnixNano'],
  end: span['endTimeUnixNano'],
  durationMs: null,
  failed: isError(field(span['status'], 'code')),
  attributes: otlpAttributes(span),
  service,
})

function otlpAttributes(holder: unknown): Columns {
  const values = new Map(
    listOf(field(holder, 'attributes')).map(attribute => [
      field(attribute, 'key'),
      ['stringValue', 'intValue', 'doubleValue', 'boolValue']
        .map(kind => field(attribute, 'value', kind))
        .find(value => value !== undefined),
    ]),
  )
  return name => values.get(name)
}

const isError = (code: unknown) => ['ERROR', 'STATUS_CODE_ERROR', 2, '2'].some(error => error === code)
