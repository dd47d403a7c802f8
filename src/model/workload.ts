import type { RequestsPerMonth, Share, Tokens, UsdPerMonth, UsdPerRequest } from '../units.ts'
import type { BenchmarkFact } from './benchmark.ts'
import type { EvalLimits } from './eval.ts'
import type { Basis, Place } from './evidence.ts'
import type {
  CapacityFact,
  Deployment,
  EvalResult,
  PromptMessage,
  RouteFact,
  StatedPrices,
  ToolDefinition,
} from './fact.ts'
import type { Quantity } from './quantity.ts'
import type { MeasuredUsage } from './usage.ts'

/** Something that serves requests and has an owner. What it costs is not its business: see `estimate`. */
export type Workload = {
  readonly id: string
  /** What stays the same across revisions: the declared id, else the address of the thing in the tree. */
  readonly identity: string
  readonly origin: 'declared' | 'discovered'
  readonly at: Place
  readonly owner: string | null
  readonly environment: string | null
  readonly tags: Readonly<Record<string, string>>
  readonly traffic: Quantity<RequestsPerMonth> | null
  /** How long its users can wait; null: not said. */
  readonly urgency: 'interactive' | 'minutes' | 'batch' | null
  readonly outcome: Outcome | null
  readonly calls: readonly Call[]
  readonly capacity: readonly Capacity[]
  /** Declared spend beside tokens and machines. */
  readonly fixedCosts: readonly FixedCost[]
  /** Benchmarks of the models that its capacity serves: what a machine can carry. */
  readonly benchmarks: readonly BenchmarkFact[]
  /** The latency that capacity must keep; null: none is declared. */
  readonly latency: LatencyTarget | null
  readonly quality: PassRate | null
  /** The run that `quality` is from, test by test. */
  readonly evaluation: Evaluation | null
  /** What production recorded about it; null: nothing was imported. */
  readonly usage: MeasuredUsage | null
  /** Why it cannot be priced, as far as the tree tells; the price book may add reasons. */
  readonly problems: readonly string[]
  /** Paths that it is made from. */
  readonly files: readonly string[]
}

/**
 * One kind of model call. Each field but `about` is one cause of cost, so that a difference can be charged to
 * the field that made it: the fields carry the names of the drivers.
 */
export type Call = {
  readonly id: string
  readonly at: Place
  readonly prompt: Prompt
  readonly context: Context
  readonly retrieval: Retrieval | null
  readonly output: Output
  readonly repetition: Repetition
  readonly caching: Caching
  readonly retries: Retries
  readonly route: Route
  readonly about: About
}

/** What is said of a call and costs nothing: what it is for, what stops it, by which labels it is counted. */
export type About = {
  /** `classification`, as its owner writes it; null: not said. */
  readonly task: string | null
  /** What the code is said to enforce at run time; null: nothing is declared. */
  readonly limits: RunLimits | null
  /** Names of the labels that the code sends with every request; null: no code of the tree tells. */
  readonly labels: readonly string[] | null
}

/** For one request; null: no limit of that kind. */
export type RunLimits = {
  readonly toolCalls: number | null
  readonly tokens: number | null
  readonly usd: number | null
  readonly seconds: number | null
  readonly at: Place
}

/** What is sent: a template of the tree, or only a size where no template is known. */
export type Prompt =
  | {
      readonly kind: 'template'
      readonly at: Place
      readonly messages: readonly PromptMessage[]
      readonly tools: readonly ToolDefinition[]
      readonly responseSchema: string | null
      readonly samples: Readonly<Record<string, readonly string[]>>
      /** Sizes of variables that somebody stated. */
      readonly sizes: Readonly<Record<string, Quantity<Tokens>>>
    }
  | { readonly kind: 'profile'; readonly at: Place; readonly input: Quantity<Tokens> }

/** What is added to the prompt at run time. Null: nobody said, so nothing is counted. */
export type Context = {
  readonly chunks: Quantity | null
  readonly tokensPerChunk: Quantity<Tokens> | null
  readonly history: Quantity<Tokens> | null
  /** Tokens that each step of a loop adds to the input of the next. */
  readonly growth: Quantity<Tokens> | null
}

/** One search: an embedded query, reranked candidates, a fee of the store. */
export type Retrieval = {
  readonly at: Place
  readonly embedding: Target | null
  readonly queryTokens: Tokens
  readonly rerankModel: string | null
  readonly storeUsd: UsdPerRequest
}

export type Output = { readonly tokens: Quantity<Tokens>; readonly maximum: number | null }

export type Repetition = {
  /** Independent calls a request: candidates, chunks of a document. */
  readonly perRequest: Quantity
  readonly loop: Loop | null
}

/** An agent: it is called again with what it said and what its tools answered. */
export type Loop = {
  readonly at: Place
  readonly mean: number | null
  readonly p95: number | null
  readonly maximum: number | null
  /** Steps of recorded runs; they win over what is declared. */
  readonly measured: readonly number[] | null
}

export type Caching = {
  readonly hitRate: Quantity<Share> | null
  /** The prompt whose order decides which prefix can be cached: the call's own. */
  readonly prefix: Prompt
  readonly response: ResponseCache | null
}

export type ResponseCache = {
  readonly hitRate: Quantity<Share>
  readonly lookupTokens: Tokens
  readonly lookup: Target | null
}

/** Rates that are declared or measured; null: unknown, so 0 is expected and the configured chain is the ceiling. */
export type Retries = { readonly retryRate: Quantity<Share> | null; readonly fallbackRate: Quantity | null }

/** Where a call goes. A fixed model is a route with one target. */
export type Route = TargetGroup & {
  readonly fallbacks: readonly TargetGroup[]
  readonly escalation: { readonly rate: Quantity<Share>; readonly to: TargetGroup } | null
  /** Asked before the request goes anywhere, with the same prompt. */
  readonly routerCalls: readonly RouterCall[]
  /** What the gateway in between states; null: the model is called directly, as far as the tree tells. */
  readonly gateway: Gateway | null
}

/** A classifier or an embedding that chooses the target; `rate` is the part of the requests that it reads. */
export type RouterCall = {
  readonly target: Target
  readonly output: Quantity<Tokens>
  readonly rate: Quantity<Share>
}

/** Costs nothing itself: it bounds what is spent and says whose it is. */
export type Gateway = Pick<RouteFact, 'cache' | 'limits' | 'metadata'>

export type TargetGroup = {
  /** `route:PATH#NAME`, or the model of a fixed route. */
  readonly id: string
  readonly at: Place
  /** `dynamic`: decided at run time; the shares are then an assumption and the cost a range over the targets. */
  readonly selection: 'weighted' | 'dynamic'
  readonly targets: readonly Target[]
  /** Configured further attempts after a failed one. */
  readonly retries: number
}

export type Target = {
  readonly id: string
  /** `openai/gpt-4o` */
  readonly model: string
  readonly deployment: Deployment
  readonly region: string | null
  readonly share: Share
  /** In a group that is decided at run time: the alternative that it is a part of. Null: it is one by itself. */
  readonly alternative: Alternative | null
  readonly stated: StatedPrices | null
  readonly problem: string | null
  readonly at: Place
}

/** One of the things that a run-time decision may choose: a model, or a route that asks several. */
export type Alternative = {
  readonly id: string
  /** Of the requests, as far as the file tells: the shares of its targets are parts of it. */
  readonly share: Share
  /** False: which of its targets are asked is decided at run time too. */
  readonly isFixed: boolean
}

/** Paid by the hour, used or not. `part` < 1: other workloads carry the rest. */
export type Capacity = {
  readonly fact: CapacityFact
  readonly part: Share
  /** How the part is known: `assumed` where nothing tells who uses how much. */
  readonly basis: Basis
  /** Pods on these machines that other workloads pay for: what they take is not counted here again. */
  readonly carries: readonly CapacityFact[]
}

/** `overhead`: running capacity oneself. `one-off`: training or migration, spread over months. */
export type FixedCost = {
  readonly kind: 'overhead' | 'one-off'
  readonly usdPerMonth: UsdPerMonth
  /** Over how many months it is written off; null: every month. */
  readonly months: number | null
  readonly at: Place
}

/** Milliseconds, 95th percentile: to the first token, and per output token after it. */
export type LatencyTarget = { readonly ttftP95Ms: number | null; readonly tpotP95Ms: number | null }

export type Outcome = {
  readonly name: string
  readonly requests: number
  readonly failureUsd: UsdPerRequest
}

export type PassRate = { readonly passed: number; readonly total: number; readonly at: Place }

/** The newest recorded run of a workload's evals. */
export type Evaluation = {
  readonly at: Place
  /** ISO 8601; null when the file does not say. */
  readonly ranAt: string | null
  /** On the workload's own prompts and models. */
  readonly own: readonly OwnResult[]
  /** The same prompts on other models that the run tried: what else could answer. */
  readonly others: readonly OtherResult[]
  /** What the suite itself allows a test. */
  readonly limits: EvalLimits
}

/** `role`: which target of the workload answered, the same word before and after another model takes it over. */
export type OwnResult = EvalResult & { readonly role: string; readonly target: Target | null }

/** `output`: how long the answers of this model were; null: nobody counted. */
export type OtherResult = EvalResult & { readonly model: string; readonly output: Quantity<Tokens> | null }
