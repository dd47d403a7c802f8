import type { RequestTag } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'
import { distinctTags, tag } from './tags.ts'

/**
 * What the proxy reads from a request, demands of it, or adds to its record.
 * https://docs.litellm.ai/docs/proxy/cost_tracking and https://docs.litellm.ai/docs/proxy/enterprise
 */
export function metadataOf(root: YamlValue, path: string): readonly RequestTag[] {
  const blocks = ['general_settings', 'litellm_settings'].map(name => root.get(name))
  const tags = blocks.flatMap(block => {
    const stated = (from: RequestTag['from'], names: readonly YamlValue[]) =>
      names.flatMap(each => {
        const name = each.text()
        return name === null ? [] : [tag(name, from, { path, line: each.line })]
      })
    const demanded = block.get('enforce_user_param')
    return [
      ...stated('required', block.get('enforced_params').items()),
      ...(demanded.boolean() === true ? [tag('user', 'required', { path, line: demanded.line })] : []),
      ...stated('caller', [
        block.get('user_header_name'),
        ...block
          .get('user_header_mappings')
          .items()
          .map(each => each.get('header_name')),
        ...block.get('extra_spend_tag_headers').items(),
      ]),
      ...stated('gateway', block.get('langfuse_default_tags').items()),
    ]
  })
  return distinctTags(tags)
}
