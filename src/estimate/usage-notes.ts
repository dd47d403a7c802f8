import type { MeasuredUsage } from '../model/usage.ts'

/** Fewer requests than that happen to be short or long. */
const FEW = 20
/** Days after which prompts and users have changed. */
const OLD = 90
/** From where on the files do not explain what production sends. */
const DISAGREES = 0.25

/**
 * How far what was recorded can be trusted, for people: how much, how old, and whether it fits the files.
 * @param input tokens that the files give for a request @param date YYYY-MM-DD
 */
export function usageNotes(usage: MeasuredUsage, input: number, date: string): readonly string[] {
  const { at, from, to, requests, inputPerRequest: recorded } = usage
  const age = Math.floor((Date.parse(date) - Date.parse(to.slice(0, 10))) / (24 * 60 * 60 * 1000))
  const weak = [...(requests < FEW ? ['few requests'] : []), ...(age > OLD ? [`${age} days old`] : [])]
  const confidence = weak.length === 0 ? '' : `; low confidence: ${weak.join(', ')}`
  const differs = recorded !== null && recorded > 0 && Math.abs(input - recorded) > DISAGREES * recorded
  return [
    `measured in production: ${whole(requests)} requests, ${from.slice(0, 10)} … ${to.slice(0, 10)} (${at.path})${confidence}`,
    ...(differs
      ? [`production sends ${whole(recorded)} input tokens a request, the files give ${whole(input)}`]
      : []),
    ...usage.notes,
  ]
}

const whole = (n: number) => Math.round(n).toLocaleString('en-US')
