import { markdownTable } from 'markdown-table'

/** A section that is closed until somebody opens it. `title` is ours, `text` is Markdown. */
export const folded = (title: string, text: string) =>
  `<details><summary>${title}</summary>\n\n${text}\n\n</details>`

/** `align`: one letter a column, `l` or `r`. Cells are escaped already. */
export const table = (rows: readonly (readonly string[])[], align: string) =>
  markdownTable(rows, { align: [...align], alignDelimiters: false })
