import { closest } from './suggest.ts'

/** What is wrong at a place of the price file: `prices.0.model`. */
export type Problem = {
  readonly at: string
  readonly code: string
  readonly message: string
  readonly hint: string
}

export type Fields = Readonly<Record<string, unknown>>

/** Every problem of the whole file, so that it can be put right in one go. */
export function checkFile(content: unknown): readonly Problem[] {
  if (!isObject(content)) return [notFile]
  const rows = content['prices']
  return [
    ...unknownKeys(content, ['version', 'prices', '$schema'], ''),
    ...(content['version'] === 1 ? [] : [badVersion]),
    ...(Array.isArray(rows) ? rows.flatMap((row, index) => checkRow(row, `prices.${index}`)) : [noPrices]),
  ]
}

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const EXAMPLE =
  '{"version": 1, "prices": [{"model": "openai/gpt-4o", "input_usd_per_mtok": 2, "output_usd_per_mtok": 8}]}'

const notFile: Problem = {
  at: '',
  code: 'price-file-value',
  message: 'the price file is not an object',
  hint: `Write it like ${EXAMPLE}.`,
}

const badVersion: Problem = {
  at: 'version',
  code: 'price-file-version',
  message: 'the price file does not say "version": 1',
  hint: 'Add "version": 1; no other version exists yet.',
}

const noPrices: Problem = {
  at: 'prices',
  code: 'price-file-value',
  message: '`prices` is not a list of rows',
  hint: `Write it like ${EXAMPLE}.`,
}

type Check = { readonly is: (value: unknown) => boolean; readonly must: string }

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''
const text: Check = { is: isText, must: 'a text that is not empty' }
const price: Check = {
  is: value => typeof value === 'number' && Number.isFinite(value) && value >= 0,
  must: 'a number of at least 0',
}
const date: Check = {
  is: value =>
    isText(value) && /^\d{4}-\d\d-\d\d$/.test(String(value)) && !Number.isNaN(Date.parse(String(value))),
  must: 'a date like 2026-10-01',
}
const pricing: Check = {
  is: value => value === 'on_demand' || value === 'spot',
  must: '"on_demand" or "spot"',
}

type Shape = {
  readonly required: Readonly<Record<string, Check>>
  readonly optional: Readonly<Record<string, Check>>
}

const MODEL: Shape = {
  required: { model: text, input_usd_per_mtok: price, output_usd_per_mtok: price },
  optional: {
    cache_read_usd_per_mtok: price,
    cache_write_usd_per_mtok: price,
    effective_from: date,
    note: text,
  },
}
const CAPACITY: Shape = {
  required: { provider: text, sku: text, usd_per_hour: price },
  optional: { region: text, offer: text, pricing, effective_from: date, note: text },
}
const RERANK: Shape = {
  required: { rerank_model: text, usd_per_1000_searches: price },
  optional: { effective_from: date, note: text },
}

function checkRow(row: unknown, at: string): readonly Problem[] {
  const shape = isObject(row) ? shapeOf(row) : null
  if (!isObject(row) || shape === null) return [notRow(at)]
  const known = { ...shape.required, ...shape.optional }
  const absent = Object.keys(shape.required).filter(key => !Object.hasOwn(row, key))
  const wrong = Object.keys(known).filter(key => Object.hasOwn(row, key) && !known[key]?.is(row[key]))
  return [
    ...unknownKeys(row, Object.keys(known), at),
    ...absent.map(key => missingKey(`${at}.${key}`, key)),
    ...wrong.map(key => badValue(`${at}.${key}`, key, known[key]?.must ?? '')),
  ]
}

function shapeOf(row: Fields): Shape | null {
  if (Object.hasOwn(row, 'rerank_model')) return RERANK
  if (Object.hasOwn(row, 'sku') || Object.hasOwn(row, 'usd_per_hour')) return CAPACITY
  return Object.hasOwn(row, 'model') || Object.hasOwn(row, 'input_usd_per_mtok') ? MODEL : null
}

const unknownKeys = (row: Fields, known: readonly string[], at: string): readonly Problem[] =>
  Object.keys(row)
    .filter(key => !known.includes(key))
    .map(key => {
      const meant = closest(key, known)
      return {
        at: at === '' ? key : `${at}.${key}`,
        code: 'price-file-unknown-key',
        message: `the price file has an unknown key \`${key.slice(0, 60)}\``,
        hint: meant === null ? `Known here: ${known.join(', ')}.` : `Did you mean \`${meant}\`?`,
      }
    })

const missingKey = (at: string, key: string): Problem => ({
  at,
  code: 'price-file-missing-key',
  message: `a row of the price file has no \`${key}\``,
  hint: `Add \`${key}\`.`,
})

const badValue = (at: string, key: string, must: string): Problem => ({
  at,
  code: 'price-file-value',
  message: `\`${key}\` of a price is not ${must}`,
  hint: `Write ${must}.`,
})

const notRow = (at: string): Problem => ({
  at,
  code: 'price-file-value',
  message: 'a row of the price file prices nothing: it has no `model`, `sku` or `rerank_model`',
  hint: `Write it like ${EXAMPLE}.`,
})
