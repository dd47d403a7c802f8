import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { snapshotText } from '../../scripts/generate-prices.ts'
import { loadDetails } from './details.ts'
import { embedded } from './embedded.ts'
import type { SnapshotPrice } from './rows.ts'

const { snapshot, overrides, capacity } = embedded
const details = await loadDetails()
const committed = (name: string) => readFileSync(new URL(`../../pricing/${name}`, import.meta.url), 'utf8')

const keyOf = ({ provider, id }: { readonly provider: string; readonly id: string }) => `${provider}/${id}`

describe('every row', () => {
  const rows = [
    ...snapshot.models,
    ...overrides.prices,
    ...overrides.aliases,
    ...overrides.rerank,
    ...overrides.batch,
    ...overrides.regions,
    ...overrides.cache_minimums,
    ...overrides.hosts,
    ...details.models,
    ...details.fees,
    ...capacity.capacity,
  ]

  test('has a source and a date', () => {
    const bad = rows.filter(
      row => row.source.trim() === '' || !/^(?:\d{4}(?:-\d\d){0,2}|unknown)$/.test(row.as_of),
    )
    expect(bad).toEqual([])
    expect(rows.length).toBeGreaterThan(1000)
  })

  test('without a date says so where people see it', () => {
    const silent = capacity.capacity.filter(row => row.as_of === 'unknown' && row.note === null)
    expect(silent).toEqual([])
  })

  test('costs something, without the noise of binary fractions', () => {
    const prices = [...snapshot.models.flatMap(row => row.prices), ...overrides.prices]
    const bad = prices.filter(
      price => price.input <= 0 || /\d{10}/.test(JSON.stringify(price).replace(/"above":\d+/, '')),
    )
    expect(bad).toEqual([])
  })
})

describe('names', () => {
  test('no two rows have the same one', () => {
    const keys = snapshot.models.map(keyOf)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  test('an alias of ours is of a model that is listed', () => {
    const keys = new Set(snapshot.models.map(keyOf))
    expect(overrides.aliases.filter(row => !keys.has(keyOf(row)))).toEqual([])
  })

  test('prefixes and patterns of the source have not become aliases', () => {
    const names = snapshot.models.flatMap(row => [row.id, ...row.aliases])
    expect(names).toContain('claude-sonnet-5')
    expect(names).not.toContain('claude-5-sonnet')
  })
})

test('a longer prompt is never cheaper', () => {
  const cheaper = snapshot.models.flatMap(row => {
    const dates = new Set(row.prices.map(price => price.effective_from))
    return [...dates].flatMap(date => falls(row.prices.filter(price => price.effective_from === date)))
  })
  expect(cheaper).toEqual([])
})

const falls = (tiers: readonly SnapshotPrice[]) =>
  tiers.filter((tier, index) => {
    const before = tiers[index - 1]
    return before && (tier.above <= before.above || tier.input < before.input || tier.output < before.output)
  })

test('a price that nobody has checked says what it rests on', () => {
  const bare = overrides.prices.filter(row => row.source_kind !== 'provider_page' && row.note === null)
  expect(bare).toEqual([])
})

test('a discount is one, and a priority tier costs more', () => {
  const parts = (tier: 'batch' | 'flex' | 'priority') =>
    details.models.flatMap(row => [row[tier] ?? []].flat(2))
  expect([...parts('batch'), ...parts('flex')].filter(part => part <= 0 || part >= 1)).toEqual([])
  expect(parts('priority').filter(part => part <= 1 || part > 6)).toEqual([])
  expect(parts('flex').length).toBeGreaterThan(10)
})

test('all files together stay small', () => {
  const names = ['models.snapshot.json', 'overrides.json', 'capacity.json', 'details.json', 'fees.json']
  expect(names.reduce((sum, name) => sum + committed(name).length, 0)).toBeLessThan(600_000)
})

describe('the snapshot', () => {
  test('is what the generator makes of the installed package', () => {
    expect(committed('models.snapshot.json')).toBe(snapshotText())
  })

  test('stays small enough to be read in a moment', () => {
    expect(committed('models.snapshot.json').length).toBeLessThan(400_000)
  })

  test('has no models that are not paid by the text token or are free', () => {
    const ids = snapshot.models.map(keyOf)
    expect(ids).not.toContain('openai/whisper-1')
    expect(ids).not.toContain('google/gemma-4-31b-it')
  })
})
