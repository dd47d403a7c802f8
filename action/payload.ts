/** Values of an event as the runner hands it over: whatever is missing or of another kind is empty. */
export const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  )

export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = valueAt(value, path)
  return typeof found === 'string' ? found : ''
}

/** Null unless it is a whole number. */
export function numberAt(value: unknown, ...path: readonly string[]): number | null {
  const found = valueAt(value, path)
  return typeof found === 'number' && Number.isSafeInteger(found) ? found : null
}

export function fieldsOf(value: unknown, ...path: readonly string[]): object | null {
  const found = valueAt(value, path)
  return typeof found === 'object' ? found : null
}
