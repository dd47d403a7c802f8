import { field, isRecord, textOf, timeOf } from '../../readers/evals/json.ts'
import { tally } from '../../readers/evals/inspect-ai-samples.ts'
import { jsonValues } from '../formats/json-values.ts'
import { refused } from '../refused.ts'
import type { Source } from '../source.ts'
import type { EvalRun } from './run.ts'

/** The JSON log of an Inspect AI run, version 2. https://inspect.aisi.org.uk/eval-logs.html */
export async function inspectRun({ text }: Source): Promise<EvalRun> {
  const samples: Readonly<Record<string, unknown>>[] = []
  const single = new Map<string, unknown>()
  for await (const { path, value } of jsonValues(text(), ['samples.*', 'eval', 'stats.started_at'])) {
    if (path !== 'samples.*') single.set(path, value)
    else if (isRecord(value)) samples.push(bareSample(value))
  }
  const model = textOf(field(single.get('eval'), 'model'))
  const task = textOf(field(single.get('eval'), 'task'))
  if (model === null || task === null || samples.length === 0)
    throw refused(
      'this Inspect AI log holds no samples of a model',
      'Log the samples (they are logged unless --no-log-samples is given).',
    )
  return {
    tool: 'inspect-ai',
    ranAt: timeOf(single.get('stats.started_at')),
    commit: textOf(field(single.get('eval'), 'revision', 'commit')),
    results: [{ provider: model, prompt: task, ...tally(samples, model) }],
    prompts: new Map(),
  }
}

/** Without messages, answers, targets and events. */
const bareSample = (sample: Readonly<Record<string, unknown>>) => ({
  id: sample['id'],
  ...(isRecord(sample['error']) ? { error: {} } : {}),
  metadata: { critical: field(sample['metadata'], 'critical') },
  scores: firstScore(sample),
  model_usage: sample['model_usage'],
  working_time: sample['working_time'],
})

function firstScore(sample: Readonly<Record<string, unknown>>) {
  const [first] = isRecord(sample['scores']) ? Object.values(sample['scores']) : [sample['score']]
  return { first: { value: field(first, 'value') } }
}
