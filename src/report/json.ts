import type { Reporter } from './reporter.ts'

/**
 * The result itself, unrounded, in the order in which it was built, with a newline at the end. Characters
 * that a terminal or a CI log would act on are written as `\u` escapes of themselves.
 */
export const json: Reporter = result => `${inert(JSON.stringify(result, null, 2))}\n`

/** Inside JSON strings only, where an escape means the same character. `##[` starts a command in CI logs. */
const inert = (text: string) =>
  text
    .replaceAll('##[', '#\\u0023[')
    .replace(
      /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
      char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
