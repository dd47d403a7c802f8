import { expect, test } from 'vitest'
import { EMPTY_TOOL } from './tool.fixture.ts'
import { typescriptTools } from './typescript.ts'

test('a tool reads as the type of a function', () => {
  const weather = {
    ...EMPTY_TOOL,
    name: 'get_weather',
    description: 'The weather of a city.',
    parameters: {
      type: 'object',
      properties: {
        city: { type: 'string', description: 'Where?' },
        unit: { enum: ['celsius', 'fahrenheit'], default: 'celsius' },
        days: { anyOf: [{ type: 'integer' }, { type: 'null' }], title: 'Days' },
        stations: { type: 'array', items: { $ref: '#/$defs/Station' } },
      },
      required: ['city', 'stations'],
      $defs: { Station: { type: 'object', properties: { code: { type: ['string', 'integer'] } } } },
    },
  }
  expect(typescriptTools([weather, { ...EMPTY_TOOL, name: 'now' }])).toMatchInlineSnapshot(`
    "## functions

    namespace functions {

    // The weather of a city.
    type get_weather = (_: {
    // Where?
    city: string,
    unit?: "celsius" | "fahrenheit", // default: "celsius"
    // Days
    days?: number | null,
    stations: {
    code?: string | number,
    }[],
    }) => any;

    type now = () => any;

    } // namespace functions"
  `)
})

test('a schema that refers to itself ends', () => {
  const tree = {
    ...EMPTY_TOOL,
    name: 'plant',
    parameters: {
      properties: { root: { $ref: '#/$defs/Node' } },
      $defs: {
        Node: {
          type: 'object',
          properties: { left: { $ref: '#/$defs/Node' }, right: { $ref: '#/$defs/Node' } },
        },
      },
    },
  }
  expect(typescriptTools([tree]).length).toBeLessThan(20_000)
})
