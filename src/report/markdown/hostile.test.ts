import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import { markdown } from '../markdown.ts'
import { HOSTILE, poisonings } from '../samples/hostile.ts'

const LINK = { server: 'https://github.example', repository: 'acme/shop', sha: 'e4f5a6b' }

/** Raw HTML passes through as on GitHub, so that a tag of somebody else would be seen. */
const render = (text: string) =>
  micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

const OURS = new Set(
  'a code details em h3 li ol p strong sub summary table tbody td th thead tr ul br'.split(' '),
)

/** What is left of a page without the elements in which GitHub links nothing. */
const proseOf = (html: string) =>
  html
    .replace(/<(code|a)\b[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x?[0-9a-f]+;|&\w+;/gi, ' ')

const cases = HOSTILE.flatMap(text => [null, LINK].map(link => ({ text, link })))

test.for(cases)('nothing of "$text" gets out of its cell', ({ text, link }) => {
  for (const result of poisonings(text)) {
    const html = render(markdown(result, { link }))
    const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag = '']) => tag.toLowerCase())
    expect(tags.filter(tag => !OURS.has(tag))).toEqual([])
    expect(html).not.toContain('<!--')
    const hrefs = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, href]) => href)
    expect(hrefs.filter(href => !href?.startsWith('https://github.example/acme/shop/blob/e4f5a6b/'))).toEqual(
      [],
    )
    expect(html.match(/<details/g)?.length).toBe(html.match(/<\/details/g)?.length)
    expect(html.match(/<h3/g)?.length).toBe(1)
    expect(proseOf(html)).not.toMatch(/@\w|#\d|GH-\d|www\.|https?:\/\/|:octocat:/i)
    expect(html.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2060-\u206f\ufeff]/u)
  }
})

test.for(HOSTILE)('every row of every table keeps its cells: %s', text => {
  for (const result of poisonings(text)) {
    for (const [table] of render(markdown(result)).matchAll(/<table>.*?<\/table>/gs)) {
      const widths = [...table.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => row.match(/<t[dh]/g)?.length)
      expect(new Set(widths).size).toBe(1)
    }
    const tables = markdown(result).match(/^\| :?-/gm)?.length ?? 0
    expect(render(markdown(result)).match(/<table>/g)?.length ?? 0).toBe(tables)
  }
})

test('the text itself is still there to be read', () => {
  const [result] = poisonings('<b>loud</b> @octocat #12')
  expect(result && render(markdown(result))).toContain('&lt;b&gt;loud&lt;/b&gt;')
})
