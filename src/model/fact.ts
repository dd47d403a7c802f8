import type { BenchmarkFact } from './benchmark.ts'
import type { EvalLimits, EvalTest, EvalUsage } from './eval.ts'
import type { Place } from './evidence.ts'
import type { Range } from './quantity.ts'
import type { RouteFact, RoutePolicyFact } from './route-fact.ts'
import type { UsageFact } from './usage.ts'

export type { Deployment, RouteFact, RoutePolicyFact, RouteTarget, StatedPrices } from './route-fact.ts'

/**
 * What a reader states about a file: evidence without judgement. Facts name other things by reference
 * (`prompts/answer.j2`, `route:gateway/litellm.yaml#smart`, `openai/gpt-5-mini`); `assemble` alone joins them.
 */
export type Fact =
  | PromptFact
  | CallFact
  | ConstantFact
  | RouteFact
  | RoutePolicyFact
  | CapacityFact
  | EvalSuiteFact
  | EvalFact
  | BenchmarkFact
  | UsageFact

/** A prompt template. Text stays text: how many tokens it is depends on the target that reads it. */
export type PromptFact = {
  readonly kind: 'prompt'
  /** The path, with `#name` where one file holds several prompts. */
  readonly id: string
  readonly at: Place
  readonly messages: readonly PromptMessage[]
  readonly tools: readonly ToolDefinition[]
  /** JSON text of the schema that the answer must follow: it is sent, and billed. */
  readonly responseSchema: string | null
  /** The model that the file itself names, as written (`openai/gpt-4o-mini`); null when the caller decides. */
  readonly model: string | null
  readonly modelAt: Place | null
  /** The largest answer that the file allows, in tokens. A ceiling, never an expectation. */
  readonly maxOutput: number | null
  readonly maxOutputAt: Place | null
  /** Example values of variables (test data, samples, defaults): they size a variable better than a guess. */
  readonly samples: Readonly<Record<string, readonly string[]>>
}

export type PromptMessage = { readonly role: string; readonly parts: readonly PromptPart[] }

/** `text` null: the definition lives in code that was not read. */
export type ToolDefinition = { readonly name: string; readonly text: string | null }

export type PromptPart =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'variable'; readonly name: string; readonly line: number }
  /** Exactly one option is sent. An `if` without `else` has an empty last option. */
  | { readonly kind: 'choice'; readonly options: readonly (readonly PromptPart[])[]; readonly line: number }
  /** Sent once for each item of a list whose length the file does not tell. */
  | {
      readonly kind: 'repeat'
      readonly over: string
      readonly parts: readonly PromptPart[]
      readonly line: number
    }
  /** Earlier turns of the conversation: unbounded. */
  | { readonly kind: 'history'; readonly name: string; readonly line: number }
  /**
   * Another file of the tree, path as written and relative to the including file's folder; or `const:PATH#NAME`, a text
   * that another file of code names.
   */
  | { readonly kind: 'include'; readonly path: string; readonly line: number }
  /** An explicit cache breakpoint (`cache_control`): what comes before it is to be cached. Sends nothing. */
  | { readonly kind: 'breakpoint'; readonly line: number }
  | { readonly kind: 'media'; readonly media: 'image' | 'audio' | 'file'; readonly line: number }

/** A model call outside a prompt file: a call site in code, a node of a workflow, an agent. */
export type CallFact = {
  readonly kind: 'call'
  /** `PATH#NAME`, stable under moved lines. */
  readonly id: string
  /** Calls of one group serve a request together: the nodes of a workflow. Alone, a call's own id. */
  readonly group: string
  readonly at: Place
  /**
   * `provider/model`, `route:…`, an alias as written, or `const:PATH#NAME` for a constant of another file (with
   * its provider in front where the name of the model does not tell it); null when it is decided elsewhere.
   */
  readonly model: string | null
  readonly modelAt: Place | null
  /**
   * Why the model is not known from the tree: `the model is chosen at run time (settings.model)`. With a model: why
   * that alias cannot be followed, unless a route of the tree answers to it.
   */
  readonly unresolved: string | null
  /** Id of the prompt fact that it loads; then `messages` is what the call adds to it. */
  readonly prompt: string | null
  readonly messages: readonly PromptMessage[]
  readonly tools: readonly ToolDefinition[]
  readonly responseSchema: string | null
  readonly samples: Readonly<Record<string, readonly string[]>>
  readonly maxOutput: number | null
  readonly maxOutputAt: Place | null
  /** Retrieved pieces that the call adds, as far as the code limits them: `chunks.slice(0, 4)`. */
  readonly chunks: { readonly count: number; readonly at: Place } | null
  /** An agent: called again with its own output, at most `max` times; null: no maximum is configured. */
  readonly loop: { readonly max: number | null; readonly at: Place } | null
  /** A loop around the call: how often a request makes it; null: the file does not tell. */
  readonly repeats: { readonly times: number | null; readonly at: Place } | null
  /** Further attempts after a failed one that the call configures itself. */
  readonly retries: number | null
  /**
   * The function of the tree that it goes through (`PATH#NAME`, as imported) and what it passes on, by parameter.
   * It is a model call only if that function makes one, and then the call inside that function is this one.
   */
  readonly through: {
    readonly call: string
    readonly passes: Readonly<Record<string, readonly PromptPart[]>>
  } | null
  /** Made only when another call of the group failed (a repair of its answer): no expected cost, at most one more. */
  readonly onlyAfterFailure: boolean
  /** Labels that the call sends for whoever counts cost later: `user`, `metadata`, headers of a proxy. */
  readonly metadata: CallMetadata
}

/** Label → value as written; null where it is decided at run time. Nested keys are dotted: `metadata.team`. */
export type CallMetadata = Readonly<Record<string, string | null>>

/** A named value that other files use: `export const MODEL = 'gpt-4o'`. */
export type ConstantFact = {
  readonly kind: 'constant'
  /** `PATH#NAME` */
  readonly id: string
  readonly at: Place
  readonly value: string | number
}

/** Something that is paid by the hour whether used or not; or, said so by `resource`, that looks like it. */
export type CapacityFact = {
  readonly kind: 'capacity'
  /** The address that survives a move between files: `infra/aws_instance.gpu`, `Deployment/ns/vllm`. */
  readonly id: string
  readonly at: Place
  /**
   * `gpu-instance`: whole machines. `accelerators`: a part of machines that others may use too (pods).
   * `provisioned-throughput`: units of a provider. `store`: vector stores, search services, caches.
   * `quota`: a limit that costs nothing by itself. `per-use`: paid by use, so nothing while idle.
   */
  readonly resource:
    | 'gpu-instance'
    | 'accelerators'
    | 'provisioned-throughput'
    | 'store'
    | 'quota'
    | 'per-use'
  /** `job`: runs and ends (training, batch); its cost is one-off, never monthly. */
  readonly lifetime: 'always' | 'job'
  readonly provider: string
  /** What is bought: `g5.xlarge`, `PTU`; null when the file does not tell. */
  readonly sku: string | null
  readonly skuAt: Place
  /** How many machines, units or (`accelerators`) accelerators: floor, declared, ceiling; null: not told. */
  readonly units: Range | null
  readonly unitsAt: Place
  readonly region: string | null
  readonly pricing: 'on_demand' | 'spot'
  /** The model that it serves: `gpt-4o`, `meta-llama/Llama-3.1-8B-Instruct`. */
  readonly model: string | null
  /** Where or how it is sold: `global`, `data_zone`, `regional`; a commitment such as `OneMonth`. */
  readonly offer: string | null
  /** What computes, as far as the file tells: `L4`, and how many in one unit. */
  readonly accelerator: { readonly name: string | null; readonly perUnit: number | null } | null
  readonly engine: Engine | null
  readonly node: NodeLabels | null
  readonly tags: Readonly<Record<string, string>>
  /** Why not all of its tags are known: `tags = var.tags, which has no default`. */
  readonly tagsUnread?: string
  /** Where it runs, where variable files differ by environment. */
  readonly environment?: string
  /** Values that a real environment may override: `instance_type from the default of var.gpu (vars.tf:12)`. */
  readonly assumed: readonly string[]
  /** Why it cannot be priced from this file: `count = var.replicas, which has no default`. */
  readonly unresolved: string | null
}

/** How a model is served: flags of vLLM, SGLang, TGI, NIM. Null: not stated. */
export type Engine = {
  readonly name: string
  readonly quantization: string | null
  readonly tensorParallel: number | null
  readonly pipelineParallel: number | null
  readonly maxModelLength: number | null
  readonly maxSequences: number | null
}

/** `pool`: labels that its nodes have. `pod`: labels that it asks of a node. */
export type NodeLabels = {
  readonly role: 'pool' | 'pod'
  readonly labels: Readonly<Record<string, string>>
}

/** What an evaluation suite is about. Never a workload: its calls are not production calls. */
export type EvalSuiteFact = {
  readonly kind: 'eval-suite'
  /** The path of the configuration. */
  readonly id: string
  readonly at: Place
  /** Ids of the prompts under test: paths relative to the tree's root, `PATH#NAME` for those in the suite itself. */
  readonly prompts: readonly string[]
  readonly providers: readonly EvalProvider[]
  /** Values of test variables: sizes of what users really send. */
  readonly samples: Readonly<Record<string, readonly string[]>>
  readonly limits: EvalLimits
}

/** A model under test as the suite names it (`openai:gpt-5-mini`), and the longest answer it may give in tokens. */
export type EvalProvider = {
  readonly id: string
  readonly maxOutput: number | null
  readonly maxOutputAt: Place | null
}

/** One run of a suite: measurements, never dollars. */
export type EvalFact = {
  readonly kind: 'eval'
  /** The path of the results file. */
  readonly id: string
  readonly at: Place
  /** What ran it: `promptfoo`, `inspect-ai`, `junit`. */
  readonly tool: string
  /** ISO 8601; null when the file does not say. */
  readonly ranAt: string | null
  /** The commit that was evaluated; null when the file does not say. */
  readonly commit: string | null
  /** Path of the configuration that was run, where the file tells it; else it lies beside its results. */
  readonly suite?: string | null
  readonly results: readonly EvalResult[]
}

/** All tests of one prompt on one provider. Errors are neither passed nor failed; repeats are one test. */
export type EvalResult = {
  readonly provider: string
  readonly prompt: string
  readonly passed: number
  readonly failed: number
  readonly errors: number
  /** Empty where the file holds only totals. */
  readonly tests: readonly EvalTest[]
  /** Answers with usage that was really spent (no cache hits): their sizes in tokens. */
  readonly outputTokens: readonly number[]
  readonly inputTokens: readonly number[]
  /** What the tool itself says these answers cost: a cross-check of our prices, never one; null: it does not say. */
  readonly reported: { readonly usd: number; readonly usage: EvalUsage } | null
}
