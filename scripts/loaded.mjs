import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The files of a bundle that an entry loads before it does anything: itself and what it imports statically. What is
 * imported dynamically (`await import(…)`) is loaded only where it is needed.
 * @param {string} folder of the bundle
 * @param {readonly string[]} entries names, or starts of names that end in a hash: `diff-`
 * @returns {string[]} paths
 */
export function loadedBy(folder, entries) {
  const names = readdirSync(folder).filter(name => name.endsWith('.js'))
  const waiting = names.filter(name => entries.some(entry => name === entry || isHashed(name, entry)))
  const seen = new Set(waiting)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const text = readFileSync(join(folder, name), 'utf8')
    for (const [, imported] of text.matchAll(STATIC_IMPORT))
      if (!seen.has(imported)) {
        seen.add(imported)
        waiting.push(imported)
      }
  }
  return [...seen].map(name => join(folder, name)).toSorted()
}

const isHashed = (name, entry) =>
  entry.endsWith('-') && /^[A-Z0-9]{8}\.js$/.test(name.slice(entry.length)) && name.startsWith(entry)

/** `import{a}from"./chunk-X.js"` and `import"./chunk-X.js"`, not `import("./chunk-X.js")`. */
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*"\.\/([\w-]+\.js)"/g
