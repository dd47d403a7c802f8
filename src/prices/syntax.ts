/**
 * The line on which a text stops being JSON: the first one without which it would merely be unfinished.
 * V8 tells a position for some errors only, so whole lines are added by bisection.
 */
export function syntaxErrorLine(text: string): number {
  const lines = text.trimEnd().split('\n')
  let [unfinished, broken] = [0, lines.length]
  while (broken - unfinished > 1) {
    const middle = Math.floor((unfinished + broken) / 2)
    if (isUnfinished(`${lines.slice(0, middle).join('\n')}\n`)) unfinished = middle
    else broken = middle
  }
  return broken
}

function isUnfinished(text: string): boolean {
  try {
    JSON.parse(text)
    return false
  } catch (error) {
    const message = String(error)
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? -1)
    return message.includes('end of JSON input') || position >= text.length
  }
}
