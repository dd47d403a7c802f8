import type { Dialect } from '../template.ts'

/**
 * The template language of a file: its extension (`answer.j2`, `answer.hbs.md`), else what its text shows.
 * A file that shows neither language still has `{{name}}` variables.
 */
export function dialectOf(path: string, text: string): Dialect {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (/\.(?:j2|jinja2?|minijinja|njk|liquid)(?:\.|$)/.test(name)) return 'jinja'
  if (/\.(?:hbs|handlebars|mustache)(?:\.|$)/.test(name)) return 'handlebars'
  return dialectOfText(text)
}

export function dialectOfText(text: string): Dialect {
  if (JINJA_STATEMENT.test(text) || (text.includes('{#') && text.includes('#}'))) return 'jinja'
  return /\{\{\{|\{\{~?[#^>!/]/.test(text) ? 'handlebars' : 'braces'
}

const JINJA_STATEMENT =
  /\{%[-+]?\s{0,9}(?:if|for|set|include|extends|import|from|raw|block|macro|with|filter|call|assign|unless|case|render|comment)\b/
