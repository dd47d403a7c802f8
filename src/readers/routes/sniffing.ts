/** True when the text of a YAML or JSON file has these keys, in whatever place. Linear, no parsing. */
export const hasKeys = (text: string, ...keys: readonly string[]): boolean =>
  keys.every(key => new RegExp(`(?:^|[{,])[ \\t-]*["']?${key}["']?[ \\t]*:`, 'm').test(text))
