import { displayWidth } from './grid.ts'

/** Lines as one text. In a CI log no line may be taken for a workflow command: `::error::`, `##[group]`. */
export const screen = (lines: readonly string[]) =>
  `${lines.map(line => line.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ')).join('\n')}\n`

/** A sentence in lines of at most `width`, each indented; a word that is longer than a line stays whole. */
export function wrapped(text: string, width: number, indent: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && indent + displayWidth(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line].filter(one => one !== '').map(one => ' '.repeat(indent) + one)
}

/** Two texts on one line, the second at the right edge. */
export function sides(left: string, right: string, width: number): string {
  return `${left}${' '.repeat(Math.max(2, width - displayWidth(left) - displayWidth(right)))}${right}`
}

/** Sections with one empty line between them; empty sections leave nothing. */
export const spaced = (sections: readonly (readonly string[])[]): readonly string[] =>
  sections
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')
    .split('\n')
