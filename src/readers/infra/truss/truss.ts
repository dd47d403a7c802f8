import type { CapacityFact } from '../../../model/fact.ts'
import type { ProjectReader } from '../../reader.ts'
import { capacity } from '../capacity-fact.ts'
import { servedBy } from '../engine.ts'
import type { Served } from '../engine.ts'
import type { Setting } from '../setting.ts'
import { settingsOf } from '../settings-of.ts'

/** https://docs.baseten.co/reference/truss-configuration */
export const truss: ProjectReader = {
  id: 'truss',
  title: 'Truss (Baseten)',
  files: ['**/config.{yml,yaml}', '**/*config*.{yml,yaml}'],
  sniff: ({ text }) =>
    /^resources[ \t]*:/m.test(text) &&
    /^(?:model_name|model_metadata|python_version|trt_llm|docker_server|base_image)[ \t]*:/m.test(text) &&
    /\b(?:accelerator|use_gpu|instance_type)\b/.test(text),
  read(files) {
    const { settings, diagnostics } = settingsOf(files)
    return { facts: settings.flatMap(({ id, setting }) => factOf(id, setting)), diagnostics }
  },
}

function factOf(path: string, config: Setting): readonly CapacityFact[] {
  const resources = config.get('resources')
  const machine = machineOf(resources)
  if (machine === null) return []
  return [
    capacity({
      id: path,
      at: resources.at,
      resource: 'gpu-instance',
      provider: 'baseten',
      ...machine,
      units: { low: 0, expected: 1, high: 1 },
      ...served(config),
      assumed: ['0 to 1 replicas, as Baseten starts a model; its limits are set there and not in the file'],
      unresolved: machine.sku === null ? 'use_gpu does not say which accelerator' : null,
    }),
  ]
}

/** `instance_type`, else the accelerator, `H100:2`: Baseten sells both by name. Null: on processors. */
function machineOf(resources: Setting) {
  const isUsed = resources.get('use_gpu').boolean()
  const [type, written] = [resources.get('instance_type'), resources.get('accelerator')]
  const stated = type.text() === null ? written : type
  const sku = stated.text()
  if (isUsed === false || (sku === null && isUsed === null)) return null
  return { sku, skuAt: sku === null ? resources.at : stated.at, accelerator: acceleratorOf(written.text()) }
}

function acceleratorOf(written: string | null) {
  const [, name = null, count] = /^([^:]+)(?::(\d{1,4}))?$/.exec(written ?? '') ?? []
  return name === null ? null : { name, perUnit: Number(count ?? 1) }
}

/** An engine of Baseten (`trt_llm`), or the command of a container that serves (`docker_server`). */
function served(config: Setting): Served {
  const environment = config.get('environment_variables').entries()
  const started = servedBy({
    image: config.get('base_image', 'image').text(),
    words: [config.get('docker_server', 'start_command').text() ?? ''],
    environment: new Map(environment.map(({ key, value }) => [key, value.text() ?? ''])),
  })
  const build = config.get('trt_llm', 'build')
  const [cached] = config.get('model_cache').items()
  const named = [
    build.get('checkpoint_repository', 'repo'),
    config.get('model_metadata', 'repo_id'),
    ...(cached === undefined ? [] : [cached.get('repo_id')]),
  ]
  const model = started.model ?? named.map(setting => setting.text()).find(text => text !== null) ?? null
  if (build.shape !== 'map') return { ...started, model }
  const engine = {
    name: 'trt-llm',
    quantization: build.get('quantization_type').text(),
    tensorParallel: build.get('tensor_parallel_count').number(),
    pipelineParallel: build.get('pipeline_parallel_count').number(),
    maxModelLength: build.get('max_seq_len').number(),
    maxSequences: build.get('max_batch_size').number(),
  }
  return { model, engine }
}
