import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { sseSplitter } from './sse.ts'

function split(...pieces: readonly string[]) {
  const payloads: string[] = []
  const splitter = sseSplitter(payload => payloads.push(payload))
  const fits = pieces.map(piece => splitter.take(piece))
  splitter.end()
  return { payloads, fits: fits.every(Boolean) }
}

test.for([
  { what: 'one event', text: 'data: {"a":1}\n\n', payloads: ['{"a":1}'] },
  { what: 'no blank after the colon', text: 'data:[DONE]\n\n', payloads: ['[DONE]'] },
  { what: 'comments that keep a connection alive', text: ': ping\n\ndata: x\n\n: ping\n\n', payloads: ['x'] },
  { what: 'carriage returns', text: 'data: x\r\n\r\ndata: y\r\n\r\n', payloads: ['x', 'y'] },
  { what: 'names and ids', text: 'event: message\nid: 7\ndata: x\n\n', payloads: ['x'] },
  { what: 'data of several lines', text: 'data: x\ndata: y\n\n', payloads: ['x\ny'] },
  { what: 'no empty line at the end', text: 'data: x\n\ndata: y', payloads: ['x', 'y'] },
])('$what', ({ text, payloads }) => {
  expect(split(text)).toEqual({ payloads, fits: true })
})

test('wherever the network cuts the stream, the events are the same', () => {
  const text = ': ping\r\n\r\ndata: {"text":"naïve 😀"}\r\n\r\ndata: y\n\ndata: [DONE]\n\n'
  assert(
    property(array(integer({ min: 0, max: text.length }), { maxLength: 12 }), cuts => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), text.length]
      const pieces = places.slice(1).map((end, index) => text.slice(places[index], end))
      expect(split(...pieces)).toEqual(split(text))
    }),
  )
})

test('a line without an end is given up', () => {
  expect(split(...Array.from({ length: 1001 }, () => 'x'.repeat(1000))).fits).toBe(false)
})
