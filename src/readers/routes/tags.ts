import type { Place } from '../../model/evidence.ts'
import type { RequestTag } from '../../model/gateway.ts'

const LONGEST_NAME = 80

/** A header or field by which a request says whose it is; what it is about is read from its name. */
export const tag = (name: string, from: RequestTag['from'], at: Place): RequestTag => ({
  name: name.slice(0, LONGEST_NAME),
  about: ABOUT.find(([words]) => words.test(name))?.[1] ?? 'other',
  from,
  at,
})

const ABOUT: readonly (readonly [words: RegExp, about: RequestTag['about']])[] = [
  [/trace|span|session|correlation|request[-_]?id/i, 'trace'],
  [/tenant|customer|org|workspace|team|account/i, 'tenant'],
  [/user|consumer|member|employee/i, 'user'],
  [/feature|use[-_]?case|task|workflow|journey|generation[-_]?name/i, 'feature'],
  [/\bapp|[-_]app|application|service|product|project|client|referer|(?:^|[-_.])title/i, 'application'],
  [/environment|\benv\b|[-_]env\b|stage/i, 'environment'],
]

/** Each name once; a demand counts more than a wish. */
export function distinctTags(tags: readonly RequestTag[]): readonly RequestTag[] {
  const byName = new Map<string, RequestTag>()
  for (const each of tags) {
    const known = byName.get(each.name.toLowerCase())
    if (known === undefined || each.from === 'required') byName.set(each.name.toLowerCase(), each)
  }
  return [...byName.values()]
}
