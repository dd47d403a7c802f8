import type { CountedPrompt } from './prompt-file.ts'
import type { CountedText } from './text-file.ts'

type Sized = Pick<CountedText, 'input_tokens' | 'low' | 'high' | 'exact'>

const size = ({ input_tokens, low, high, exact }: Sized) =>
  exact || low === high
    ? `${whole(input_tokens)} tokens`
    : `${whole(input_tokens)} tokens (${whole(low)} … ${whole(high)})`

const whole = (tokens: number) => Math.round(tokens).toLocaleString('en-US')

export const textWords = (counted: CountedText): string =>
  `${size(counted)} for ${counted.model}, text alone\n`

/** One line for the prompt, one for each part of it. */
export function promptWords(counted: CountedPrompt): string {
  const rows = [
    ...Object.entries(counted.breakdown),
    ...Object.entries(counted.assumed).map(([name, tokens]) => [`${name} (assumed)`, tokens] as const),
  ]
  const width = Math.max(0, ...rows.map(([what]) => what.length))
  const lines = rows.map(([what, tokens]) => `  ${what.padEnd(width)}  ${whole(tokens).padStart(7)}\n`)
  return `${counted.id}: ${size(counted)} for ${counted.model}\n${lines.join('')}`
}
