import { expect, test } from 'vitest'
import { SITUATIONS } from './samples.ts'
import { HOSTILE, poisonings } from './samples/hostile.ts'
import { displayWidth } from './terminal/grid.ts'
import { terminal } from './terminal.ts'

test.for(Object.entries(SITUATIONS))('the terminal when %s', async ([name, result]) => {
  await expect(terminal(result)).toMatchFileSnapshot(`./golden/${name}.txt`)
})

test('the staged changes alone stand above the whole branch', async () => {
  const text = terminal(SITUATIONS['blocked-by-increase'], { commit: SITUATIONS['all-decreased'] })
  await expect(text).toMatchFileSnapshot('./golden/staged.txt')
})

test.for([80, 100, 140])('on %i columns numbers stay whole and lines fit', width => {
  const lines = terminal(SITUATIONS['blocked-by-increase'], { width }).split('\n')
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width)
  expect(lines.join('\n')).toContain('$0.0135 → $0.0186')
})

test('color adds nothing that words do not say', () => {
  for (const result of Object.values(SITUATIONS)) {
    const colored = terminal(result, { color: true })
    expect(colored).toContain('\u001b[')
    // oxlint-disable-next-line no-control-regex
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(terminal(result))
  }
})

test.for(HOSTILE)('no control reaches the terminal, no command the CI log: %s', text => {
  for (const result of poisonings(text)) {
    const shown = terminal(result)
    expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u)
    expect(shown).not.toMatch(/^\s*::/m)
    expect(shown).not.toContain('##[')
  }
})
