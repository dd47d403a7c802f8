import { NOT_SERVED, servedBy } from '../engine.ts'
import type { Served } from '../engine.ts'
import { environmentOf, wordsOf } from '../pod-spec.ts'
import type { Setting } from '../setting.ts'

/** The model that the first serving container of a pod serves, and how. */
export function servedIn(spec: Setting): Served {
  const all = spec
    .get('containers')
    .items()
    .map(container => servedFrom(container))
  return all.find(({ model }) => model !== null) ?? all.find(({ engine }) => engine !== null) ?? NOT_SERVED
}

/** @param standing the image where the container names none itself */
export function servedFrom(container: Setting, standing: string | null = null): Served {
  const environment = environmentOf(container.get('env'))
  return servedBy({
    image: container.get('image').text() ?? standing,
    words: [
      ...wordsOf(container.get('command')),
      ...wordsOf(container.get('args')),
      // https://github.com/llm-d: flags that its images add.
      ...[environment.get('VLLM_ADDITIONAL_ARGS')].filter(text => text !== undefined),
    ],
    environment,
  })
}

/** `hf://acme/chat?revision=1` → `acme/chat`; null for a path of a bucket or a volume: it is no name. */
export const modelIn = (uri: string | null): string | null =>
  uri === null ? null : (/^(?:hf|huggingface|ollama):\/\/([^?#]+)/.exec(uri)?.[1] ?? null)
