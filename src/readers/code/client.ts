import type { CallMetadata } from '../../model/fact.ts'
import { headersIn } from './metadata.ts'
import { dotted, entryOf, fixedText, type Expression, type Module } from './module.ts'
import type { Names } from './names.ts'

/** What the clients of a file are set up with: it holds for every call of the file. */
export type Client = {
  /** Who is asked: the provider behind the address, or why nobody can tell. Null: the library's own provider. */
  readonly served: Served | null
  readonly metadata: CallMetadata
  /** The first `max_turns` of a runner, or `recursion_limit` of a graph. */
  readonly steps: { readonly value: number; readonly line: number } | null
}

export type Served = { readonly by: string } | { readonly by: null; readonly address: string }

export function clientOf(module: Module, names: Names): Client {
  const sites = module.calls.map(({ call, scope }) => ({ callee: dotted(call.callee), call, scope }))
  const found = <Found>(look: (site: (typeof sites)[number]) => Found | null): Found | null => {
    for (const site of sites) {
      const one = look(site)
      if (one !== null) return one
    }
    return null
  }
  return {
    served: found(({ callee, call, scope }) => {
      const own = CLIENTS.find(({ pattern }) => pattern.test(callee))
      if (own !== undefined) return { by: own.name }
      const address = entryOf(call.named, ['base_url', 'baseURL', 'api_base'])?.value
      return address === undefined ? null : servedAt(names.meaning(address, scope))
    }),
    metadata: Object.fromEntries(
      sites.flatMap(({ call, scope }) =>
        Object.entries(
          headersIn(entryOf(call.named, ['default_headers', 'defaultHeaders'])?.value, { names, scope }),
        ),
      ),
    ),
    steps: found(({ callee, call, scope }) => {
      const limit = RUNS.test(callee) ? limitIn(call, names, scope) : null
      const value = limit === null ? null : names.meaning(limit, scope)
      return value?.kind === 'number' ? { value: value.value, line: value.line } : null
    }),
  }
}

/** https://github.com/openai/openai-python#microsoft-azure-openai https://github.com/groq/groq-python */
const CLIENTS: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /(?:^|\.)(?:Async)?AzureOpenAI$/u, name: 'azure' },
  { pattern: /(?:^|\.)(?:Async)?Groq$/u, name: 'groq' },
  { pattern: /(?:^|\.)(?:Async)?Together$/u, name: 'together_ai' },
  { pattern: /(?:^|\.)(?:Async)?AnthropicBedrock$/u, name: 'bedrock' },
  { pattern: /(?:^|\.)(?:Async)?AnthropicVertex$/u, name: 'vertex_ai' },
]

const RUNS =
  /(?:^|\.)(?:run|run_sync|run_streamed|invoke|ainvoke|stream|astream|with_config|withConfig|compile)$/u
const LIMITS = ['max_turns', 'maxTurns', 'recursion_limit', 'recursionLimit']

/** `Runner.run(agent, max_turns=5)`, `graph.invoke(state, {'recursion_limit': 9})`, `config={…}` */
function limitIn(call: Expression & { kind: 'call' }, names: Names, scope: string): Expression | null {
  const settings = [
    call.named,
    ...['config', 'options'].map(key => {
      const value = entryOf(call.named, [key])?.value
      return value === undefined ? [] : names.entries(value, scope)
    }),
    ...call.args.filter(arg => arg.kind === 'object').map(arg => arg.entries),
  ]
  return settings.map(entries => entryOf(entries, LIMITS)?.value).find(value => value !== undefined) ?? null
}

function servedAt(address: Expression): Served {
  const host = fixedText(address)
  const vendor = host === null ? undefined : VENDORS.find(({ pattern }) => pattern.test(host))
  return vendor === undefined ? { by: null, address: host ?? dotted(address) } : { by: vendor.name }
}

const VENDORS: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /openrouter\.ai/u, name: 'openrouter' },
  { pattern: /api\.groq\.com/u, name: 'groq' },
  { pattern: /api\.openai\.com|oai\.helicone\.ai/u, name: 'openai' },
  { pattern: /api\.anthropic\.com|anthropic\.helicone\.ai/u, name: 'anthropic' },
  { pattern: /api\.deepseek\.com/u, name: 'deepseek' },
  { pattern: /api\.mistral\.ai/u, name: 'mistral' },
  { pattern: /api\.x\.ai/u, name: 'xai' },
  { pattern: /api\.together\.(?:xyz|ai)/u, name: 'together_ai' },
  { pattern: /api\.fireworks\.ai/u, name: 'fireworks_ai' },
  { pattern: /generativelanguage\.googleapis\.com/u, name: 'google' },
  { pattern: /\.openai\.azure\.com/u, name: 'azure' },
]
