import { expect, test } from 'vitest'
import { markdown } from './markdown.ts'
import { SITUATIONS } from './samples.ts'

test.for(Object.entries(SITUATIONS))('the comment when %s', async ([name, result]) => {
  await expect(markdown(result)).toMatchFileSnapshot(`./golden/${name}.md`)
})
