/** JSON Schema of an object that has exactly these keys. */
export const exactObject = <const Properties extends Readonly<Record<string, unknown>>>(
  properties: Properties,
) =>
  ({
    type: 'object',
    properties,
    required: Object.keys(properties) as readonly (keyof Properties & string)[],
    additionalProperties: false,
  }) as const
