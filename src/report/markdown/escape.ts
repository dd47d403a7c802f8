import { visible, visibleLine } from '../visible.ts'

/**
 * An identifier, path or file content as code, safe inside a table and outside of it. A code span where
 * Markdown keeps it exact, else `<code>` with every sign as an entity (a span in a table cannot hold `|`).
 */
export function code(text: string, max = 120): string {
  const shown = visible(text, max)
  const exact = /^[^`|\\<>&]*[^`|\\<>&\s][^`|\\<>&]*$/.test(shown) && !shown.includes('##[')
  return exact ? `\`${shown}\`` : `<code>${[...shown].map(entity).join('')}</code>`
}

/**
 * A sentence of ours or from the tree as plain text: no link, mention, reference, image, HTML, emphasis or
 * math can come out of it. Only `code spans` keep their meaning. Never put it at the start of a line.
 */
export function prose(text: string, max = 400): string {
  return visibleLine(text, max)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : plain(part)))
    .join('')
}

const plain = (text: string) =>
  text.replace(/[!-/:-@[-`{-~]/g, (sign, at: number) => (isHarmless(text, at) ? sign : entity(sign)))

/** Invisible, and breaks what GitHub would link: `@name`, `#12`, `GH-12`, `https:`, `www.`. */
const BREAK = '&#8203;'

function entity(char: string): string {
  if (/[A-Za-z0-9]/.test(char)) return char
  const safe = `&#${char.codePointAt(0)};`
  if (char === '.') return BREAK + safe
  return /[@#:-]/.test(char) ? safe + BREAK : safe
}

/** Signs that stay readable in the source where they cannot mean anything. */
function isHarmless(text: string, at: number): boolean {
  const [before, sign, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)]
  const inWord = /[a-z0-9]$/i.test(before) && /^[a-z0-9]/i.test(after)
  if (sign === '.' || sign === ')') return !opensList(before) && !/www$/i.test(before)
  if (/[ ,;%('"?/]/.test(sign)) return true
  if (sign === '-' || sign === '_') return inWord && !/gh$/i.test(before)
  if (sign === ':') return /^(?:\s|$|\d)/.test(after)
  return (sign === '$' || sign === '+') && /^[$\d]/.test(after)
}

const opensList = (before: string) => /^\d{1,9}$/.test(before)
