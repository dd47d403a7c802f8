import { expect, test } from 'vitest'
import { all, inPieces } from './testing.ts'
import { csvRows } from './csv-rows.ts'

const read = async (text: string, size = 3) =>
  (await all(csvRows(inPieces(text, size)))).map(({ line, cells }) => [line, ...cells])

test.for([1, 2, 5, 1000])(
  'fields in quotes hold commas, line breaks and quotes, in pieces of %i',
  async size => {
    const text = 'id,text\r\n1,"a, ""b""\nc"\n\n2,\n3,last'
    expect(await read(text, size)).toEqual([
      [1, 'id', 'text'],
      [2, '1', 'a, "b"\nc'],
      [5, '2', ''],
      [6, '3', 'last'],
    ])
  },
)

test('a quote that never ends is refused with its line', async () => {
  await expect(read('id\n1\n"2')).rejects.toThrow('the quote in line 3 never ends')
})

test('one cell cannot fill memory', async () => {
  await expect(read('x'.repeat(70_000), 1000)).rejects.toThrow('the row in line 1 is too large')
  await expect(read(','.repeat(2000), 1000)).rejects.toThrow('the row in line 1 is too large')
})
