import type { RequestTag } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'
import { distinctTags, tag } from './tags.ts'

/** The header in which the gateway puts the model of the request. */
export const MODEL_HEADER = 'x-ai-eg-model'

/** Headers that a rule asks for beside the model, and those that it sets on the way. */
export function headersOf(rule: YamlValue, path: string): readonly RequestTag[] {
  const asked = rule
    .get('matches')
    .items()
    .flatMap(match => match.get('headers').items())
  const set = rule
    .get('backendRefs')
    .items()
    .flatMap(backend => backend.get('headerMutation').get('set').items())
  const tags = (headers: readonly YamlValue[], from: RequestTag['from']) =>
    headers.flatMap(header => {
      const name = header.get('name')
      const text = name.text() ?? MODEL_HEADER
      return text.toLowerCase() === MODEL_HEADER ? [] : [tag(text, from, { path, line: name.line })]
    })
  return distinctTags([...tags(asked, 'caller'), ...tags(set, 'gateway')])
}
