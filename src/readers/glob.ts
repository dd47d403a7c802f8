/** True for a path with `/` as separator. */
export type Glob = (path: string) => boolean

/**
 * A glob of a reader. Of the syntax only what they need: `*` inside a name, `**` for any folders, `{a,[Bb]}`.
 * A hidden file is a file like any other. Names are looked at one by one, so no path makes it slow.
 */
export function globOf(glob: string): Glob {
  const steps = glob.split('/').map(stepOf)
  const name = steps.at(-1)
  if (steps.length !== 2 || steps[0] !== '**' || name === '**' || name === undefined)
    return path => matches(steps, path.split('/'))
  return path => name.test(path.slice(path.lastIndexOf('/') + 1))
}

/** What the names of matching files end in, as in `yml`; null where the glob does not say. */
export function endingsOf(glob: string): readonly string[] | null {
  const [, ending, list] = /\.(?:(\w+)|\{([\w.,]+)\})$/.exec(glob) ?? []
  return ending === undefined ? (list?.split(',').map(endingOf) ?? null) : [ending]
}

export const endingOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

/** `**`, or what one name has to look like. */
type Step = '**' | RegExp

const stepOf = (step: string): Step => (step === '**' ? '**' : new RegExp(`^${expressionOf(step)}$`, 's'))

const expressionOf = (step: string): string =>
  step.replace(/\*|\{[^{}]*\}|\[[^\]]*\]|[^*{[]+/g, part => {
    if (part === '*') return '.*'
    if (part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').map(expressionOf).join('|')})`
    return part.startsWith('[') ? part : escaped(part)
  })

const escaped = (text: string) => text.replace(/[.+?^$()|[\]{}\\]/g, String.raw`\$&`)

/** A `**` takes as few folders as it can: where what follows fits once, it need not be tried further on. */
function matches(steps: readonly Step[], names: readonly string[]): boolean {
  let step = 0
  let name = 0
  let last = { step: -1, name: 0 }
  while (name < names.length) {
    const wanted = steps[step]
    if (wanted === '**') last = { step: step++, name }
    else if (wanted?.test(names[name] ?? '')) [step, name] = [step + 1, name + 1]
    else if (last.step === -1) return false
    else {
      last = { ...last, name: last.name + 1 }
      ;[step, name] = [last.step + 1, last.name]
    }
  }
  return step === steps.length
}
